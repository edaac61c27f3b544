// How long the extension host stands still at a key in huge documents: what the completion flow does between the change
// and the call of the engine, eight keys a second's worth of them. The document is kept as the editor's extension host keeps it, as
// lines, and read as the provider reads it; the engine answers at once and with nothing.

import type { CompletionEngine } from '../../src/completion/completionEngine';
import { CompletionFlow, type FlowSettings } from '../../src/completion/completionFlow';
import { completionDefaults } from '../../src/shared/completionDefaults';
import { emptyCompletion } from '../../src/shared/emptyCompletion';
import { neverCancelled } from '../../src/util/async';
import { printBench, quantile, type Row } from './measure';

const keys = 80;
/** As in completionProvider. */
const mostRead = 400_000;

const sentence = 'Most visitors come after lunch, when the market is over and the street is quiet again. ';
const words = ' and the answer depends on how many people can help that day, which nobody knows before noon';

const settings: FlowSettings = {
  ...completionDefaults,
  trigger: 'automatic',
  enabled: true,
  isSnoozed: false,
  languages: { '*': true },
  places: { files: true, untitled: true, notebooks: true, commitMessages: true, chat: false, commentBoxes: true },
  comments: 'comments',
  isExcluded: () => false,
};

interface Huge {
  name: string;
  languageId: string;
  lines: string[];
}

const documents: Huge[] = [
  { name: 'Markdown of 390,000 characters', languageId: 'markdown', lines: markdownLines(390_000) },
  { name: 'Markdown of 10,000 lines', languageId: 'markdown', lines: markdownLines(2_000_000).slice(0, 10_000) },
  { name: 'a line of 60,000 characters', languageId: 'markdown', lines: [sentence.repeat(700).slice(0, 60_000)] },
  { name: 'TypeScript of 390,000 characters', languageId: 'typescript', lines: codeLines(390_000) },
];

export async function benchHostLoad(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, languageId, lines } of documents) {
    const stalls = await stallsWhileTyping(languageId, lines);
    rows.push(
      { name: `host's time at a key, ${name}, p50`, value: quantile(stalls, 0.5), unit: 'ms' },
      { name: `host's time at a key, ${name}, longest`, value: Math.max(...stalls), unit: 'ms', expected: 'under 10' },
    );
  }
  return rows;
}

/** Milliseconds of each key; the first keys, which load and compile code, are typed before. */
async function stallsWhileTyping(languageId: string, lines: string[]): Promise<number[]> {
  const engine: CompletionEngine = { complete: async () => emptyCompletion('unsure') };
  const flow = new CompletionFlow(engine, { delay: () => Promise.resolve() });
  const stalls: number[] = [];
  const text = readLines(lines);
  for (let key = 0; key < 20 + keys; key++) {
    const last = text.length - 1;
    text[last] = `${text[last]}${words[key % words.length]}`;
    const startMs = performance.now();
    const request = {
      scheme: 'file',
      path: '/a/document',
      languageId,
      before: text.join('\n'),
      after: '',
      explicit: false,
    };
    flow.changed(request, settings);
    const atChangeMs = performance.now() - startMs;
    const askedMs = performance.now();
    const answer = flow.suggest({ ...request, before: text.join('\n') }, settings, neverCancelled);
    const atCallMs = performance.now() - askedMs;
    await answer;
    if (key >= 20) stalls.push(Math.max(atChangeMs, atCallMs));
  }
  return stalls;
}

/** The lines that are read: the last ones, of about as many characters as the provider reads at most. */
function readLines(lines: readonly string[]): string[] {
  let characters = 0;
  let start = lines.length;
  while (start > 0 && characters < mostRead) characters += lines[--start]!.length + 1;
  return lines.slice(start);
}

function markdownLines(characters: number): string[] {
  const lines: string[] = ['# The reading room', ''];
  for (let at = 0, n = 1; at < characters; n++) {
    const paragraph = n % 12 === 0 ? `## Part ${n}` : n % 5 === 0 ? `- ${sentence}` : sentence.repeat(3);
    lines.push(paragraph, '');
    at += paragraph.length + 2;
  }
  return [...lines, 'Every week somebody asks'];
}

function codeLines(characters: number): string[] {
  const lines: string[] = [];
  for (let at = 0, n = 1; at < characters; n++) {
    const block = [
      `/** ${sentence}*/`,
      `export function part${n}(text: string): string {`,
      `  return text + '${n}';`,
      '}',
      '',
    ];
    lines.push(...block);
    at += block.join('\n').length + 1;
  }
  return [...lines, '// Every week somebody asks'];
}

if (require.main === module) printBench(benchHostLoad);
