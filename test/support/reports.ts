// Reports of documents that came back damaged, as files: test/reports/<name>/ holds input.<ending> and report.json. What
// report.json may say, and how a result is held against it. Knows no model.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TextFormat, TextLanguage } from '../../src/shared/protocol/text';

export interface Report {
  name: string;
  input: string;
  /** The input's name: what it is read as hangs on its ending. */
  file: string;
  /** Whatever was wrong, in a sentence. */
  wrong: string;
  /** How it is read; told from the ending if left out. */
  format?: TextFormat;
  /** The generator whose site it belongs to. */
  site?: string;
  /** Whether its front matter is translated, too. */
  frontMatter?: boolean;
  /** Of the input; English if left out. */
  language: TextLanguage;
  /** Texts that stand in every result exactly as often as in the input. */
  keeps: string[];
  /** Regular expressions (flags gmu): the matches in every result are those in the input, in any order. */
  keepsMatches: string[];
  /** Regular expressions (flags mu) that match nowhere in any result. */
  never: string[];
  /** Each is given to the translator, in one sentence as it stands here; \ue000 and on for what is kept. */
  translates: string[];
  /** None is given to the translator, whole or in part. */
  untouched: string[];
  /** Each is told to be left as it is. */
  leaves: string[];
  /** How many sentences the input has. */
  sentences?: number;
  /** What a translator that says `target` for the sentence `source` makes of the document: the line it is in. */
  says: { source: string; target: string; gives: string }[];
  /** Whether results have the structure of the input, by the product's own parser; true if left out. */
  structure: boolean;
  /** Whether the bundled model translates it too. */
  bundle: boolean;
}

const folder = path.join(__dirname, '../reports');

const empty = { keeps: [], keepsMatches: [], never: [], translates: [], untouched: [], leaves: [], says: [] };

/** @throws when a folder lacks one of its two files or says something unknown */
export function readReports(): Report[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => readReport(name));
}

function readReport(name: string): Report {
  const at = path.join(folder, name);
  const file = readdirSync(at).find((entry) => entry.startsWith('input.'));
  if (!file || !existsSync(path.join(at, 'report.json'))) throw new Error(`${name}: wants input.* and report.json`);
  const said = JSON.parse(readFileSync(path.join(at, 'report.json'), 'utf8')) as Partial<Report>;
  const known = new Set([
    ...Object.keys(empty),
    'wrong',
    'format',
    'site',
    'frontMatter',
    'language',
    'sentences',
    'structure',
    'bundle',
  ]);
  const unknown = Object.keys(said).find((key) => !known.has(key));
  if (unknown) throw new Error(`${name}: report.json says "${unknown}", which nothing reads`);
  const input = readFileSync(path.join(at, file), 'utf8');
  return { ...empty, language: 'en', bundle: false, structure: true, wrong: '', ...said, name, file, input };
}

/** @returns what is wrong with a result, a line each */
export function complaints({ input, keeps, keepsMatches, never }: Report, result: string): string[] {
  const found: string[] = [];
  for (const text of keeps) {
    const [was, is] = [input.split(text).length - 1, result.split(text).length - 1];
    if (was === 0) found.push(`${JSON.stringify(text)} does not stand in the input`);
    if (was !== is) found.push(`${JSON.stringify(text)} stood there ${was} times, now ${is} times`);
  }
  for (const pattern of keepsMatches) {
    const [was, is] = [input, result].map((text) => [...text.matchAll(new RegExp(pattern, 'gmu'))].map(([all]) => all));
    if (was!.length === 0) found.push(`/${pattern}/ matches nothing in the input`);
    const [before, after] = [was!.sort().join(' | '), is!.sort().join(' | ')];
    if (before !== after) found.push(`/${pattern}/ was ${before}\n    and is ${after}`);
  }
  for (const pattern of never) {
    const match = new RegExp(pattern, 'mu').exec(result);
    if (match) found.push(`/${pattern}/ matches ${JSON.stringify(match[0])}`);
  }
  return found;
}
