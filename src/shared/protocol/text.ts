// What several features say about text: places, languages, formats.

export interface TextAround {
  above: string;
  below: string;
}

/** Where a blank is, in UTF-16 units of the text it belongs to. */
export interface TextRange {
  start: number;
  end: number;
}

/** Languages that the bundled models know, and that are told apart by a text. */
export type TextLanguage = 'en' | 'ko';

/** Any language, by its shortest BCP 47 tag (util/languageTag.ts): `en`, `zh-TW`. */
export type LanguageTag = string;

/**
 * How a text is read. `mdx`: Markdown whose tags and braces are a program's. `comment`: a block of comment lines of a program, markers included; it comes back wrapped to the
 * same width with the same markers.
 */
export type TextFormat = 'markdown' | 'mdx' | 'asciidoc' | 'rest' | 'subtitles' | 'plain' | 'comment';

export interface GlossaryEntry {
  /** As it stands in the text; compared without case, whole words only. */
  source: string;
  /** As it shall stand in the translation; equal to `source` to keep it. */
  target: string;
}
