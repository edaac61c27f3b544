// `local-text`: the same engine without an editor, in this process. Parses, opens the model, prints; exit codes 0, 1, 2.

import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import packageJson from '../../package.json';
import { commandLineSettings } from '../completion/flowSettings';
import { bundleDir, findBundles } from '../engine/models/registry';
import { CompletionModel } from '../engine/tasks/completion/completionModel';
import { MaskedModel } from '../engine/tasks/fillMask/maskedModel';
import { Seq2seqModel } from '../engine/tasks/seq2seqModel';
import { Refusal } from '../inStep/refusal';
import { completionDefaults } from '../shared/completionDefaults';
import type { ProposePhrases } from '../shared/phraseProposals';
import type { StopAt } from '../shared/protocol/completion';
import type { HubApi } from '../shared/protocol/hub';
import { neverCancelled } from '../util/async';
import { personalModelsFolder } from '../util/modelNames';
import {
  answerComplete,
  answerFill,
  answerScore,
  answerSummarize,
  answerTranslate,
  type Fields,
  type FillAnswer,
} from './answers';
import { bundleLine } from './bundleLine';
import { readGlossary, readSource, summarizeFiles, translateFiles } from './documents';
import { givenText } from './givenText';
import { withDrafter } from './inStep/drafter';
import { statusOf } from './inStep/status';
import { updateFiles } from './inStep/update';
import { serveLines } from './jsonl';
import { memoryCommand } from './memory/exchange';
import { fillMemory } from './memory/findMemory';
import { type CliOptions, help, readOptions, UsageError, withOptionName } from './options';
import { addOwnModel, type OwnModels, ownModelLines, removeOwnModels } from './ownModels';
import { type ReplayResult, replay } from './replay';
import type { Terminal } from './terminal';

/** Beside dist/, where this file is bundled to. */
const shippedModels = path.resolve(__dirname, '..', 'models');

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === 'help') return print(help.trimEnd());
  if (options === 'version') return print(packageJson.version);
  const modelsDir = path.resolve(options.modelsDir ?? shippedModels);
  if (options.command === 'models') {
    const { action } = options.models;
    if (action === 'list') return listModels(modelsDir, options);
    return action === 'add' ? addOwnModel(options, ownModels) : removeOwnModels(options, ownModels);
  }
  if (options.command === 'memory') return memoryCommand(options, terminal);
  if (options.command === 'status') return statusOf(options, terminal);
  if (options.command === 'update')
    return withDrafter(modelsDir, options, (drafter) => updateFiles(drafter, options, terminal));
  if (options.command === 'translate' || options.command === 'summarize') return withSeq2seqModel(modelsDir, options);
  const isMasked = options.command === 'fill' || (options.command === 'score' && options.scoreModel === 'fill-mask');
  return isMasked ? withMaskedModel(modelsDir, options) : withCompletionModel(modelsDir, options);
}

async function withCompletionModel(modelsDir: string, options: CliOptions): Promise<number> {
  const { threads, ownCompletion: own } = options;
  const model = own
    ? await CompletionModel.openOwn(own, { threads })
    : await CompletionModel.open(bundleDir(modelsDir, 'completion'), { threads });
  try {
    if (options.command === 'replay') return await replayFiles(model, options);
    const { command, completion } = options;
    return await answer(
      (request) => (command === 'score' ? answerScore(model, request) : answerComplete(model, request, completion)),
      options,
    );
  } finally {
    await model.dispose();
  }
}

async function withMaskedModel(modelsDir: string, options: CliOptions): Promise<number> {
  const { command, fill, threads, ownMasked: own } = options;
  const model = own
    ? await MaskedModel.openOwn(own, { threads })
    : await MaskedModel.open(bundleDir(modelsDir, 'fill-mask'), { threads });
  // The decoder proposes phrases; without its bundle there are words alone.
  const decoder =
    command === 'fill'
      ? await CompletionModel.open(bundleDir(modelsDir, 'completion'), { threads }).catch(() => undefined)
      : undefined;
  const propose: ProposePhrases = async (params) => decoder?.proposePhrases(params, neverCancelled);
  try {
    return await answer(
      (request) => (command === 'score' ? answerScore(model, request) : answerFill(model, request, fill, propose)),
      options,
    );
  } finally {
    await decoder?.dispose();
    await model.dispose();
  }
}

async function withSeq2seqModel(modelsDir: string, options: CliOptions): Promise<number> {
  const { threads, ownSeq2seq: own } = options;
  const bundled = bundleDir(modelsDir, 'seq2seq');
  const model = own
    ? await Seq2seqModel.openOwn(own, { threads, bundleDir: bundled })
    : await Seq2seqModel.open(bundled, { threads });
  const isTranslation = options.command === 'translate';
  try {
    if (!options.jsonl) return await (isTranslation ? translateFiles : summarizeFiles)(model, options, terminal);
    const glossary = await readGlossary(options.glossaryFile);
    await fillMemory(model.memory, { folder: undefined, option: options.memory }, terminal);
    const answerOne = (request: Fields) =>
      isTranslation
        ? answerTranslate(model, request, { ...options.document, glossary })
        : answerSummarize(model, request, { ...options.document });
    return await answerLines(answerOne);
  } finally {
    await model.dispose();
  }
}

function answer(one: (request: Fields) => Promise<object>, options: CliOptions): Promise<number> {
  return options.jsonl ? answerLines(one) : answerOnce(one, options);
}

async function answerLines(one: (request: Fields) => Promise<object>): Promise<number> {
  const failed = await serveLines(process.stdin, writeLine, one);
  if (failed > 0) process.stderr.write(`local-text: ${failed} request(s) failed; see their "error".\n`);
  return failed > 0 ? 1 : 0;
}

async function answerOnce(one: (request: Fields) => Promise<object>, options: CliOptions): Promise<number> {
  const text = await givenText(options.operands);
  const { command, json } = options;
  if (command === 'complete') {
    const result = (await one({ prefix: text })) as { text?: string; stop?: string };
    if (!json && result.text === '') terminal.tell(whyNothing(result.stop));
    return print(json ? JSON.stringify(result) : (result.text ?? ''));
  }
  const result = await one({ text });
  return print(command === 'fill' && !json ? describeFill(result as FillAnswer) : JSON.stringify(result));
}

function whyNothing(stop: string | undefined): string {
  return stop === 'unsure'
    ? 'Nothing is sure enough to be suggested here; --caution 0 takes whatever there is.'
    : 'There is nothing to suggest here.';
}

/** A blank a paragraph, a candidate a line; what goes together last. */
function describeFill({ blanks, joint }: FillAnswer): string {
  const line = (probability: number, text: string) => `${(probability * 100).toFixed(1).padStart(5)} %  ${text}`;
  const beside = (adjustments: { text: string }[] = []) =>
    adjustments.length > 0 ? `  (${adjustments.map(({ text }) => text).join(', ')})` : '';
  const words = blanks.map((blank) =>
    blank.map((each) => line(each.probability, each.text + beside(each.adjustments))),
  );
  const together = joint.map((each) => line(each.probability, each.texts.join(', ') + beside(each.adjustments)));
  return [...words, ...(joint.length > 0 ? [together] : [])].map((lines) => lines.join('\n')).join('\n\n');
}

async function replayFiles(model: CompletionModel, { operands, completion, ime }: CliOptions): Promise<number> {
  const stopAt = (completion.stopAt as StopAt | undefined) ?? completionDefaults.stopAt;
  const settings = commandLineSettings({ ...completion, stopAt });
  const all: ReplayResult[] = [];
  for (const file of operands) {
    const { text } = await readSource(file);
    const onProgress = (share: number) => showLine(`${path.basename(file)}: ${Math.floor(share * 100)} % typed`);
    const result = await replay(text, 'markdown', model, settings, { ime, onProgress });
    showLine('');
    all.push(result);
    await writeLine(JSON.stringify({ file: path.basename(file), ...summary([result]) }));
  }
  if (all.length > 1) await writeLine(JSON.stringify({ file: '(all)', ...summary(all) }));
  return 0;
}

function summary(results: readonly ReplayResult[]) {
  const sum = (of: (result: ReplayResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const latencies = results.flatMap((result) => result.latencies).sort((a, b) => a - b);
  const quantile = (q: number) => Math.round((latencies[Math.floor(q * (latencies.length - 1))] ?? 0) * 100) / 100;
  return {
    characters: sum((result) => result.characters),
    keystrokes: sum((result) => result.keystrokes),
    saved: sum((result) => result.saved),
    shown: sum((result) => result.shown),
    accepted: sum((result) => result.accepted),
    requests: sum((result) => result.requests),
    latencyMs: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
  };
}

async function listModels(modelsDir: string, { json, ownCompletion }: CliOptions): Promise<number> {
  const found = await findBundles(modelsDir);
  if (ownCompletion !== undefined) {
    const own = await CompletionModel.openOwn(ownCompletion, { threads: 0 });
    await writeLine(json ? JSON.stringify(own.info) : bundleLine(own.info));
    await own.dispose();
  }
  for (const bundle of found) {
    const facts = 'info' in bundle ? bundle.info : { kind: bundle.kind, error: bundle.error.message };
    await writeLine(json ? JSON.stringify(facts) : bundleLine(facts));
  }
  for (const line of await ownModelLines(json, ownModels.folder)) await writeLine(line);
  const usable = found.filter((bundle) => 'info' in bundle);
  if (usable.length > 0) return 0;
  process.stderr.write(`local-text: no usable model in ${modelsDir}; name another folder with --models.\n`);
  return 1;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function writeLine(line: string): Promise<void> {
  return write(`${line}\n`);
}

/** Waits when the reader is slower than we are. */
function write(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}

/** For a person who waits at a terminal while nothing else is written. */
function showLine(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Progress is for a person who sees it, and whom it doesn't disturb because the result goes elsewhere. */
const terminal: Terminal = {
  write,
  showProgress: (line) => {
    if (!process.stdout.isTTY) showLine(line);
  },
  tell: (line) => void process.stderr.write(`${line}\n`),
};

const ownModels: OwnModels = {
  folder: path.resolve(personalModelsFolder({ env: process.env, platform: process.platform, home: homedir() })),
  // By a path that the build does not follow, so that nothing of the network is in this script.
  hub: () => require(path.join(__dirname, 'hub.js')) as HubApi,
  writeLine,
  tell: terminal.tell,
  showProgress: showLine,
  onInterrupt: (act) => void process.once('SIGINT', act),
  ask: askPerson,
};

/** Undefined where nobody is there to answer. */
async function askPerson(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough, as in `local-text ... | head`
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  process.stderr.write(`local-text: The result cannot be written (${why}); what came out is not whole.\n`);
  process.exit(1);
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`local-text: ${withOptionName((error as Error).message)}\n`);
    if (isUsage) process.stderr.write('See local-text --help.\n');
    process.exitCode = isUsage || error instanceof Refusal ? 2 : 1;
  },
);
