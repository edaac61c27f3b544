// What is asked of the engine, out of a text and what the person chose. Knows no editor.

import type { PanelOptions } from '../shared/panelProtocol';
import type { Translates } from '../shared/protocol/engine';
import type { SiteInfo } from '../shared/protocol/site';
import type { SpeakerChoice } from '../shared/protocol/speaker';
import type { GlossaryEntry, LanguageTag, TextFormat, TextLanguage, TextRange } from '../shared/protocol/text';
import { detectLanguage } from '../shared/textLanguage';
import { pairMeant } from '../shared/translationDirections';
import { glossaryFor } from './glossary';
import type { RunRequest } from './panelSession';
import { detectedCharacters, languagesOf, summaryLanguages } from './sourceText';

export interface RunText {
  /** Line ends LF. */
  text: string;
  format: TextFormat;
  /** The stretches of it that are read; all where there are none. */
  parts?: TextRange[];
  /** The document's; null where the text was typed. */
  name: string | null;
}

export interface TranslateSettings {
  beams: number;
  /** Whether a page's front matter is translated, too. */
  frontMatter?: boolean;
  /** The site that the document belongs to. */
  site?: SiteInfo | undefined;
  /** Whether old addresses of headings are kept. */
  keepAddresses?: boolean;
  /** Who is asked; undefined: the bundled model. */
  by?: SpeakerChoice | undefined;
  /** What the model translates, where it is the person's own; undefined for English and Korean. */
  translates?: readonly Translates[] | undefined;
  /** The person's language, where they chose none to translate into. */
  ownLanguage?: LanguageTag;
  /** The first list that has a term says how it is rendered. */
  glossaries: readonly (readonly GlossaryEntry[])[];
}

/** Typed text is read as Markdown: what is pasted often is, and other text loses nothing by it. */
export function typedText(text: string): RunText {
  return { text, format: 'markdown', name: null };
}

export function runRequest(source: RunText, options: PanelOptions, settings: TranslateSettings): RunRequest {
  const { task, direction, type, length, language } = options;
  const found = languageOf(saidIn(source));
  const { translates, ownLanguage = 'en' } = settings;
  const asked = () =>
    translates
      ? pairMeant(direction, saidIn(source).slice(0, detectedCharacters), translates, ownLanguage)
      : languagesOf(direction, found);
  const languages = task === 'translate' ? asked() : summaryLanguages(language, found);
  const { text, format, parts, name } = source;
  const glossary = task === 'translate' ? glossaryFor(settings.glossaries, languages) : [];
  return {
    task,
    type,
    length,
    ...languages,
    text,
    format,
    ...(parts && { parts }),
    name,
    beams: settings.beams,
    ...(settings.frontMatter && { frontMatter: true }),
    ...(settings.site && { site: settings.site }),
    ...(settings.keepAddresses && { keepAddresses: true }),
    glossary,
    ...(settings.by && { by: settings.by }),
  };
}

/** Of a program its comments alone: code would count as English. */
export function saidIn({ text, parts }: Pick<RunText, 'text' | 'parts'>): string {
  return parts ? parts.map(({ start, end }) => text.slice(start, end)).join('\n') : text;
}

/** Null for a text without letters. */
export function languageOf(text: string): TextLanguage | null {
  return detectLanguage(text.slice(0, detectedCharacters)) ?? null;
}
