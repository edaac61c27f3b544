// What the model is shown of a document at a cursor, and how its answer goes back into the document. Text in, text
// out: no editor, no engine, no settings.
//
// The window's start stands still while a person types: it moves in steps of a quarter of the budget, so that the
// engine's KV cache of the prompt survives from one keystroke to the next.

import type { TextAround } from '../shared/protocol/text';
import { LruMap } from '../util/lru';
import { commentSyntax, proseLanguages } from './commentSyntax';
import { type CommentMode, commentText } from './commentText';
import { HeadingPaths } from './headingPath';

export interface DocumentText {
  languageId: string;
  /** All of the document up to the cursor, with the document's own line breaks. */
  before: string;
  /** All of the document behind the cursor; the first few thousand characters do. */
  after: string;
}

export interface ContextOptions {
  /** Characters before the cursor, at most. */
  contextCharacters: number;
  /** Characters after the cursor, at most. */
  suffixCharacters: number;
  comments: CommentMode;
  /** The person asked for this language by name: a language that is in no table counts as prose. */
  languageChosen: boolean;
}

export interface ModelContext {
  /** NFC, line breaks as LF, comment markers stripped. */
  prefix: string;
  suffix: string;
  /** Title and heading path above the window, as Markdown headings; '' where there are none. */
  header: string;
  /** Of the document over `prefix` and under `suffix`, what its memory may know; in the model's form. */
  around: TextAround;
  /** The model's text as the document needs it: its line breaks, its normal form, its comment markers. */
  toDocument(text: string): string;
}

/** Why there is no context here. */
export type NoContext = 'code' | 'language';

const markdownLanguages = new Set(['markdown', 'mdx', 'quarto', 'rmd']);
const snapCharacters = 200;
/** Remembered over the window, and under it: a longer memory gains little more (models/recipe/LOG.md). */
const aroundCharacters = 12_000;
/** Remembered of the code behind a comment: its names are what the comment speaks of. */
const codeCharacters = 2000;

interface Built {
  document: DocumentText;
  options: ContextOptions;
  context: ModelContext | NoContext;
}

function isSame(built: Built, document: DocumentText, options: ContextOptions): boolean {
  const { contextCharacters, suffixCharacters, comments, languageChosen } = built.options;
  return (
    built.document.before === document.before &&
    built.document.after === document.after &&
    built.document.languageId === document.languageId &&
    contextCharacters === options.contextCharacters &&
    suffixCharacters === options.suffixCharacters &&
    comments === options.comments &&
    languageChosen === options.languageChosen
  );
}

/** Builds contexts; remembers the heading paths of the last few texts above a window. */
export class ContextBuilder {
  private readonly headers = new LruMap<string, string>(4);
  private readonly headingPaths = new HeadingPaths();
  private last: Built | undefined;

  /** One place is asked for when the document changes and again when the editor asks: the second time costs nothing. */
  build(document: DocumentText, options: ContextOptions): ModelContext | NoContext {
    if (!this.last || !isSame(this.last, document, options))
      this.last = { document, options, context: this.contextOf(document, options) };
    return this.last.context;
  }

  private contextOf(document: DocumentText, options: ContextOptions): ModelContext | NoContext {
    const syntax = proseLanguages.has(document.languageId) ? undefined : commentSyntax(document.languageId);
    if (!syntax) {
      const isProse = proseLanguages.has(document.languageId) || options.languageChosen;
      return isProse ? this.proseContext(document, options) : 'language';
    }
    const comment = commentText(document.before, document.after, syntax, options.comments);
    if (!comment) return 'code';
    const window = takeWindow(comment.before, comment.after, options);
    const form = documentForm(document, window.prefix);
    return {
      prefix: toModel(window.prefix),
      suffix: toModel(window.suffix),
      header: '',
      around: {
        above: toModel(comment.before.slice(Math.max(0, window.start - aroundCharacters), window.start)),
        below: toModel(comment.below.slice(0, codeCharacters)),
      },
      toDocument: (text) => form(comment.toDocument(text)),
    };
  }

  private proseContext(document: DocumentText, options: ContextOptions): ModelContext {
    const after = withoutGitHelp(document);
    const window = takeWindow(document.before, after, options);
    const hasHeadings = markdownLanguages.has(document.languageId) && window.start > 0;
    return {
      prefix: toModel(window.prefix),
      suffix: toModel(window.suffix),
      header: hasHeadings ? toModel(this.header(document.before.slice(0, window.start))) : '',
      around: {
        above: toModel(document.before.slice(Math.max(0, window.start - aroundCharacters), window.start)),
        below: toModel(after.slice(window.suffix.length, window.suffix.length + aroundCharacters)),
      },
      toDocument: documentForm(document, window.prefix),
    };
  }

  private header(above: string): string {
    const known = this.headers.get(above);
    if (known !== undefined) return known;
    const header = this.headingPaths.of(above);
    this.headers.set(above, header);
    return header;
  }
}

/** The part of `before` and `after` that fits the budgets. `start` is the window's offset in `before`. */
export function takeWindow(
  before: string,
  after: string,
  { contextCharacters, suffixCharacters }: Pick<ContextOptions, 'contextCharacters' | 'suffixCharacters'>,
): { start: number; prefix: string; suffix: string } {
  const start = windowStart(before, contextCharacters);
  return { start, prefix: before.slice(start), suffix: after.slice(0, windowEnd(after, suffixCharacters)) };
}

/**
 * A multiple of a quarter of the budget, moved on to the next line (or word) where one is near. It depends on the
 * text around itself and on the cursor's quarter alone, so typing within a quarter never moves it.
 */
function windowStart(before: string, budget: number): number {
  if (before.length <= budget) return 0;
  const step = Math.max(1, Math.floor(budget / 4));
  const start = Math.ceil((before.length - budget) / step) * step;
  const near = before.slice(start, Math.min(before.length, start + Math.min(snapCharacters, step)));
  const line = near.indexOf('\n');
  if (line >= 0) return start + line + 1;
  const space = near.search(/\s/);
  if (space >= 0) return start + space + 1;
  return start + (isLowSurrogate(before.charCodeAt(start)) ? 1 : 0);
}

function windowEnd(after: string, budget: number): number {
  if (after.length <= budget) return after.length;
  const line = after.lastIndexOf('\n', budget - 1);
  if (line >= budget / 2) return line + 1;
  const space = after.slice(0, budget).search(/\s\S*$/);
  if (space >= budget / 2) return space;
  return budget - (isLowSurrogate(after.charCodeAt(budget)) ? 1 : 0);
}

const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff;

/** The lines that git adds under a commit message say nothing about how the message goes on. */
function withoutGitHelp({ languageId, after }: DocumentText): string {
  if (languageId !== 'git-commit') return after;
  const help = after.search(/^#/m);
  return help < 0 ? after : after.slice(0, help);
}

function toModel(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}

/** The way back: the document's line breaks, and NFD where the document is written so (macOS file names, Hangul). */
function documentForm(document: DocumentText, window: string): (text: string) => string {
  const eol = /\r\n|\n/.exec(document.before)?.[0] ?? /\r\n|\n/.exec(document.after)?.[0] ?? '\n';
  const isDecomposed = window !== window.normalize('NFC') && window === window.normalize('NFD');
  return (text) => {
    const formed = isDecomposed ? text.normalize('NFD') : text;
    return eol === '\n' ? formed : formed.replace(/\n/g, eol);
  };
}
