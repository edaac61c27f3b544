// `translate` and `summarize` on files and on standard input: what is read, what goes to standard output as it is ready,
// and the progress that a person at a terminal sees. Knows no arguments.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { EngineError } from '../engine/errors';
import type { Seq2seqModel } from '../engine/tasks/seq2seqModel';
import { parseGlossaryCsv } from '../shared/glossaryCsv';
import type { TranslatedSentence } from '../shared/protocol/translation';
import { answerSummarize, answerTranslate, type Fields } from './answers';
import type { CliOptions, DocumentFlags } from './options';

/** Where answers and progress go. */
export interface Terminal {
  write(text: string): Promise<void>;
  /** Shows how far a long job is; empty when it is over. */
  showProgress(line: string): void;
  /** Says something beside the answer that everybody should know. */
  tell(line: string): void;
}

type Translator = Pick<Seq2seqModel, 'translate'>;
type Summarizer = Pick<Seq2seqModel, 'summarize'>;

interface Source {
  /** Undefined for standard input. */
  file: string | undefined;
  /** Line ends LF. */
  text: string;
  hasCrLf: boolean;
}

export async function translateFiles(model: Translator, options: CliOptions, terminal: Terminal): Promise<number> {
  const glossary = await readGlossary(options.glossaryFile);
  for await (const source of sources(options.operands)) {
    const flags = { ...options.document, ...formatOf(source, options.document), glossary };
    const asInput = (text: string) => (source.hasCrLf ? text.replaceAll('\n', '\r\n') : text);
    const written: Promise<void>[] = [];
    let length = 0;
    const result = await answerTranslate(model, { text: source.text }, flags, ({ done, total, text }) => {
      terminal.showProgress(`${done}/${total} sentences`);
      if (options.json) return;
      length += text.length;
      written.push(terminal.write(asInput(text)));
    });
    terminal.showProgress('');
    const left = leftText(result, source);
    if (left) terminal.tell(left);
    await Promise.all(written);
    await terminal.write(options.json ? `${JSON.stringify(result)}\n` : asInput(result.text.slice(length)));
  }
  return 0;
}

/** What of a document is prose and was not translated; undefined where nothing was left. */
function leftText(
  { sentences }: { sentences: readonly Pick<TranslatedSentence, 'source' | 'keptBecause'>[] },
  { file = 'standard input', text }: Source,
): string | undefined {
  const left = sentences.filter(({ keptBecause }) => keptBecause !== undefined).map(({ source }) => source.start);
  if (left.length === 0) return undefined;
  const lines = [...new Set(left.map((start) => text.slice(0, start).split('\n').length))].join(', ');
  const what = left.length === 1 ? '1 sentence' : `${left.length} sentences`;
  return `${file}: ${what} left as they are, because a translation would have broken the markup (lines ${lines}).`;
}

export async function summarizeFiles(model: Summarizer, options: CliOptions, terminal: Terminal): Promise<number> {
  const isMany = options.operands.length > 1;
  for await (const source of sources(options.operands)) {
    const flags = { ...options.document, ...formatOf(source, options.document) };
    const result = await answerSummarize(model, { text: source.text }, flags, ({ done, total }) =>
      terminal.showProgress(`${done}/${total} steps`),
    );
    terminal.showProgress('');
    const head = isMany && !options.json ? `==> ${source.file} <==\n` : '';
    await terminal.write(`${head}${options.json ? JSON.stringify(result) : result.text}\n`);
  }
  return 0;
}

/** @throws EngineError inputInvalid, when a file can't be read */
export async function readGlossary(file: string | undefined): Promise<Fields[]> {
  return file === undefined ? [] : parseGlossaryCsv(await readText(file)).map((entry) => ({ ...entry }));
}

async function* sources(files: readonly string[]): AsyncGenerator<Source> {
  const read = async (file: string) => ({ file, text: await readText(file) });
  const found =
    files.length > 0 ? files.map(read) : [readAll(process.stdin).then((text) => ({ file: undefined, text }))];
  // Every file is looked at before the first is worked on: a name typed wrong is told at once.
  for (const { file, text } of await Promise.all(found)) {
    yield { file, text: text.replace(/\r\n?/g, '\n'), hasCrLf: text.includes('\r\n') };
  }
}

function formatOf({ file = '' }: Source, { format }: DocumentFlags): { format: string } {
  return { format: format ?? (/^\.(?:md|markdown|mdown|mkd)$/i.test(path.extname(file)) ? 'markdown' : 'plain') };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new EngineError('inputInvalid', `${file} cannot be read; check its name and its permissions.`, { cause });
  }
}
