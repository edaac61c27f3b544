// `translate` and `summarize` on files and on standard input: what is read, what goes to standard output as it is ready,
// and the progress that a person at a terminal sees. Knows no arguments.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { scanRegions } from '../completion/commentScanner';
import { commentSyntax } from '../completion/commentSyntax';
import { EngineError } from '../engine/errors';
import type { Seq2seqModel } from '../engine/tasks/seq2seqModel';
import { commentParts } from '../shared/commentParts';
import { reasonText } from '../shared/failedCheckReason';
import { parseGlossaryCsv } from '../shared/glossaryCsv';
import type { SiteGenerator, SiteInfo } from '../shared/protocol/site';
import type { TextRange } from '../shared/protocol/text';
import type { LeftText, TranslatedSentence, TranslateResult } from '../shared/protocol/translation';
import { chosenSite } from '../shared/recogniseSite';
import { formatByLook, formatOfFile } from '../shared/textFormats';
import { type ReadText, readTextBytes, TextFormError, writeTextBytes } from '../util/textForm';
import { answerSummarize, answerTranslate, type Fields } from './answers';
import { lineEndsOf } from './lineEnds';
import { fillMemory, memoryFolderOf } from './memory/findMemory';
import type { CliOptions, DocumentFlags } from './options';
import { siteOfFile } from './siteOfFile';
import type { Terminal } from './terminal';

type Translator = Pick<Seq2seqModel, 'translate'> & Partial<Pick<Seq2seqModel, 'memory'>>;
type Summarizer = Pick<Seq2seqModel, 'summarize'>;

interface Source extends ReadText {
  /** Undefined for standard input. */
  file: string | undefined;
}

export async function translateFiles(model: Translator, options: CliOptions, terminal: Terminal): Promise<number> {
  const glossary = await readGlossary(options.glossaryFile);
  let last = '\n';
  const all = await readAll(options);
  await rememberFor(model, all, options, terminal);
  for (const { source, read } of all) {
    const flags = { ...options.document, ...read, glossary };
    const first = all[0]!.source;
    const writer = new ResultWriter(source, options.json, terminal, first);
    // Two files never run together in one line.
    if (!options.json && !last.endsWith('\n')) await writer.endLine();
    const result = await answerTranslate(model, { text: source.text }, flags, ({ done, total, text }) => {
      terminal.showProgress(`${done}/${total} sentences`);
      writer.append(text);
    });
    terminal.showProgress('');
    for (const line of [...leftText(result, source), ...rememberedText(result, source)]) terminal.tell(line);
    for (const line of doubtfulText(result, source, options.allMarks)) terminal.tell(line);
    await writer.finish(result);
    last = result.text === '' ? last : result.text;
  }
  return 0;
}

/** What people translated beside the files, each file's folder once. */
async function rememberFor({ memory }: Translator, all: readonly ToDo[], options: CliOptions, terminal: Terminal) {
  if (!memory) return;
  const texts = all.map(({ source }) => source.text);
  const folders = new Set<string | undefined>();
  for (const { source } of all) folders.add(source.file === undefined ? undefined : await memoryFolderOf(source.file));
  for (const folder of folders) await fillMemory(memory, { folder, option: options.memory, texts }, terminal);
}

/** How many sentences are not the model's, and whose they are. */
function rememberedText(
  { sentences }: Pick<TranslateResult, 'sentences'> | Awaited<ReturnType<typeof answerTranslate>>,
  { file = 'standard input' }: Source,
): string[] {
  const origins = sentences.flatMap(({ memory }) => (memory ? [memory.origin] : []));
  if (origins.length === 0) return [];
  const named = [...new Set(origins)];
  const more = named.length > mostNamed ? `, and ${named.length - mostNamed} more` : '';
  const what = origins.length === 1 ? '1 sentence' : `${origins.length} sentences`;
  return [`${file}: ${what} as people wrote them in ${named.slice(0, mostNamed).join(', ')}${more}.`];
}

/** Files that are named in a line. */
const mostNamed = 3;

const leftNames: Readonly<Record<Exclude<LeftText['kind'], 'notMdx'>, string>> = {
  frontMatter: 'of the front matter',
  linkTitle: 'titles of links',
  imageText: 'texts of images',
  html: 'in HTML',
  attribute: 'titles and labels in attributes',
  message: 'words in placeholders',
  reference: 'words of references',
  note: 'notes inside of sentences',
  term: 'terms that a list explains',
  block: 'tables and directives that are not read',
  usage: 'lines that say how a command is called',
  speaker: 'who speaks and sounds, before what is said',
  unreadable: 'in markup that could not be followed',
};

/** What of a document is prose and was not translated, a line each. */
function leftText({ sentences, left: all = [] }: Left, { file = 'standard input', text }: Source): string[] {
  const lineAt = ({ start }: TextRange) => text.slice(0, start).split('\n').length;
  const lines = (ranges: readonly TextRange[]) => {
    const numbers = [...new Set(ranges.map(lineAt))];
    return `${numbers.length === 1 ? 'line' : 'lines'} ${numbers.join(', ')}`;
  };
  const told = all.flatMap((each) =>
    each.kind === 'notMdx' ? [`${file}: line ${lineAt(each)} is no MDX, so the page was read as Markdown.`] : [],
  );
  const left = all.flatMap((each) => (each.kind === 'notMdx' ? [] : [{ ...each, kind: each.kind }]));
  const unwritable = sentences.filter(({ keptBecause }) => keptBecause !== undefined).map(({ source }) => source);
  if (unwritable.length > 0) {
    const why = 'a translation would have broken the markup';
    told.push(`${file}: ${leftAsIs(unwritable, 'sentence')}, because ${why} (${lines(unwritable)}).`);
  }
  if (left.length > 0) {
    const kinds = [...new Set(left.map(({ kind }) => leftNames[kind]))].join(', ');
    told.push(`${file}: ${leftAsIs(left, 'text')}: ${kinds} (${lines(left)}).`);
  }
  return told;
}

function leftAsIs({ length }: readonly unknown[], what: string): string {
  return length === 1 ? `1 ${what} left as it is` : `${length} ${what}s left as they are`;
}

interface Left {
  sentences: readonly Pick<TranslatedSentence, 'source' | 'keptBecause'>[];
  left?: readonly LeftText[];
}

/** Sentences to check that are named unless all are asked for: a page of them is read by nobody. */
const mostMarks = 20;

/** Sentences that a check speaks against, a line each. */
function doubtfulText(
  { sentences }: { sentences: readonly Pick<TranslatedSentence, 'source' | 'failed'>[] },
  { file = 'standard input', text }: Source,
  tellsAll: boolean,
): string[] {
  const lines = sentences.flatMap(({ source, failed = [] }) => {
    if (failed.length === 0) return [];
    const line = text.slice(0, source.start).split('\n').length;
    return [`${file}, line ${line}: ${failed.map((each) => reasonText(each)).join(' ')}`];
  });
  if (tellsAll || lines.length <= mostMarks) return lines;
  const count = `${lines.length} of ${sentences.length} sentences to check, the first ${mostMarks} of them above`;
  return [...lines.slice(0, mostMarks), `${file}: ${count}; --all-marks names every one, --json has them too.`];
}

/** Writes a translation in its source's form, as it grows where that can be. */
class ResultWriter {
  private readonly written: Promise<void>[] = [];
  private length = 0;
  /** Different line ends are put back once all is there. */
  private readonly isAtOnce: boolean;

  constructor(
    private readonly source: Source,
    private readonly json: boolean,
    private readonly terminal: Terminal,
    /** One stream is of one encoding, the first file's; its byte order mark stands at the beginning, or nowhere. */
    private readonly first: Source,
  ) {
    this.isAtOnce = json || source.form.lineEnds !== undefined;
  }

  /** Ends the line that another file left open. */
  endLine(): Promise<void> {
    const { form } = this.first;
    return this.terminal.write(form.encoding === 'utf-8' ? '\n' : writeTextBytes('\n', form, false));
  }

  append(text: string): void {
    if (this.isAtOnce) return;
    this.written.push(this.write(text));
    this.length += text.length;
  }

  async finish(result: TranslateResult | Awaited<ReturnType<typeof answerTranslate>>): Promise<void> {
    await Promise.all(this.written);
    if (this.json) return this.terminal.write(`${JSON.stringify(result)}\n`);
    const { form, text } = this.source;
    if (form.lineEnds) return this.write(lineEndsOf({ text, ...form, lineEnds: form.lineEnds }, result));
    return this.write(result.text.slice(this.length));
  }

  private write(text: string): Promise<void> {
    const { encoding, hasMark } = this.first.form;
    const form = { ...this.source.form, encoding, hasMark };
    const isFirst = this.source === this.first && this.length === 0;
    const ended = form.lineEnds || form.lineEnd === '\n' ? text : text.replaceAll('\n', form.lineEnd);
    const isPlain = form.encoding === 'utf-8' && !form.hasMark;
    return this.terminal.write(isPlain ? ended : writeTextBytes(ended, form, isFirst));
  }
}

export async function summarizeFiles(model: Summarizer, options: CliOptions, terminal: Terminal): Promise<number> {
  const isMany = options.operands.length > 1;
  for (const { source, read } of await readAll(options)) {
    const flags = { ...options.document, ...read };
    const result = await answerSummarize(model, { text: source.text }, flags, ({ done, total }) =>
      terminal.showProgress(`${done}/${total} steps`),
    );
    terminal.showProgress('');
    if (result.points.length === 0) terminal.tell(`${nameOf(source)} has nothing to summarize: it holds no sentence.`);
    const head = isMany && !options.json ? `==> ${source.file ?? '-'} <==\n` : '';
    const body = options.json ? JSON.stringify(result) : result.text;
    await terminal.write(`${head}${body}${body === '' ? '' : '\n'}`);
  }
  return 0;
}

/** @throws EngineError inputInvalid, when a file can't be read */
export async function readGlossary(file: string | undefined): Promise<Fields[]> {
  if (file === undefined) return [];
  return parseGlossaryCsv((await readSource(file)).text).map((entry) => ({ ...entry }));
}

interface ToDo {
  source: Source;
  /** How it is read. */
  read: Fields;
}

/** Every file is looked at before the first is worked on: a name typed wrong is told at once. */
async function readAll({ operands, document }: CliOptions): Promise<ToDo[]> {
  const files = operands.length > 0 ? operands : ['-'];
  if (files.filter((file) => file === '-').length > 1)
    throw new EngineError('inputInvalid', 'Standard input (-) can be read only once.');
  const sources = await Promise.all(files.map(readSource));
  return Promise.all(
    sources.map(async (source) => {
      const site = await siteOf(source, document);
      return { source, read: { ...readingOf(source, document), ...(site && { site }) } };
    }),
  );
}

/** The generator that was named, else the one that the files beside the document tell of. */
async function siteOf({ file }: Source, { generator }: DocumentFlags): Promise<SiteInfo | undefined> {
  const found = file === undefined || generator === 'none' ? undefined : await siteOfFile(file);
  return chosenSite(found, generator as SiteGenerator | 'none' | undefined);
}

function readingOf(source: Source, { format }: DocumentFlags): Fields {
  if (format !== undefined) return { format };
  const found = (source.file === undefined ? undefined : formatOfFile(source.file)) ?? formatByLook(source.text);
  if (found.kind === 'prose') return { format: found.format };
  if (found.kind === 'unread') {
    const isPo = /\.po$/i.test(source.file ?? '');
    const hint = isPo ? ` Its empty entries are drafted in place by: local-text update ${source.file}` : '';
    const message = `${source.file ?? 'Standard input'} is ${found.name}, which is not read: as prose it would be destroyed. Read are Markdown, AsciiDoc, reStructuredText, subtitles (.srt, .vtt), plain text and the comments of programs; name one with --format if it is one.${hint}`;
    throw new EngineError('inputInvalid', message);
  }
  const syntax = commentSyntax(found.languageId);
  if (!syntax) return { format: 'comment' };
  return { format: 'comment', parts: commentParts(source.text, scanRegions(source.text, syntax)) };
}

/** @param file `-` for standard input. @throws EngineError inputInvalid */
export async function readSource(file: string): Promise<Source> {
  const name = file === '-' ? 'Standard input' : file;
  const bytes = await readBytes(file);
  try {
    return { file: file === '-' ? undefined : file, ...readTextBytes(bytes) };
  } catch (cause) {
    if (!(cause instanceof TextFormError)) throw cause;
    const message = `${name} cannot be read: ${cause.message}. Save it as UTF-8 and try again.`;
    throw new EngineError('inputInvalid', message, { cause });
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (cause) {
    throw new EngineError('inputInvalid', `${file} ${whyUnread(cause as NodeJS.ErrnoException)}`, { cause });
  }
}

function whyUnread({ code }: NodeJS.ErrnoException): string {
  if (code === 'EISDIR') return 'is a folder; name the files in it.';
  const why = code === 'ENOENT' ? 'there is no file of that name' : 'check its name and its permissions';
  return `cannot be read; ${why}.`;
}

function nameOf({ file }: Source): string {
  return file === undefined ? 'Standard input' : path.basename(file);
}
