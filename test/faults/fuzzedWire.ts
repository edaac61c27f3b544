// Requests that no well-behaved client sends, on the wire and as lines of the command line: each that has an id gets one
// answer, none gets two, nothing hangs, nothing dies.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { initializeParams, RawEngine } from '../support/rawEngine';
import { type Random, seededRandom } from './random';

export interface WireFigures {
  requests: number;
  answered: number;
  faults: string[];
}

const methods = [
  'complete',
  'score',
  'fillMask',
  'findSlips',
  'translate',
  'translateAlternatives',
  'summarize',
  'update',
  'remember',
  'exchangeMemory',
  'stats',
];
const ordinary: Readonly<Record<string, unknown>> = {
  prefix: 'The cat',
  suffix: ' mat.',
  header: '# Cats',
  text: 'The ___ sat. 고양이가 앉았다.',
  blanks: [{ start: 4, end: 7 }],
  maxTokens: 4,
  alternatives: 1,
  stopAt: 'word',
  minConfidence: 0,
  floor: 0,
  raw: false,
  candidates: 3,
  maxSpanTokens: 2,
  exclude: [],
  explain: false,
  minLogRatio: 1,
  format: 'plain',
  from: 'en',
  to: 'ko',
  beams: 1,
  glossary: [],
  type: 'headline',
  length: 'short',
  base: 'The cat sat.',
  source: 'The cat sat. It ran 2 miles.',
  translation: '고양이가 앉았다.',
  draft: true,
};
const batch = 50;
const answeredWithinMs = 60_000;

export async function fuzzedWire(entry: string, dir: string, count: number): Promise<WireFigures> {
  const random = seededRandom(3);
  const figures: WireFigures = { requests: 0, answered: 0, faults: [] };
  const engine = RawEngine.start(entry);
  await engine.answer('initialize', initializeParams(dir));
  try {
    while (figures.requests < count && figures.faults.length === 0) {
      const replies = Array.from({ length: batch }, () => engine.answer(random.pick(methods), oddParams(random)));
      const noise = Array.from({ length: random.below(4) }, () => garbage(random));
      figures.requests += replies.length;
      const ended = engine.exited.then(([code, signal]) => `the process ended (${signal ?? code})`);
      const answered = Promise.all(replies).then(() => 'answered');
      const outcome = await Promise.race([answered, ended, late(answeredWithinMs)]);
      if (outcome !== 'answered') figures.faults.push(`${outcome} after ${figures.requests} requests`);
      else figures.answered += replies.length;
      for (const line of noise) engine.write(line);
      await heard(engine);
    }
    if (figures.faults.length === 0 && (await engine.answer('stats', {})).error)
      figures.faults.push('no stats at the end');
  } finally {
    engine.dispose();
  }
  return figures;
}

/**
 * When noise was read. A line that is no JSON takes along what Node's own reader had read of the channel behind it, so a request
 * that follows it too soon is lost: no client of ours writes such a line.
 */
async function heard(engine: RawEngine): Promise<void> {
  let waitedMs = 5;
  for (let asked = 0; asked < 12; asked++, waitedMs *= 2) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const outcome = await Promise.race([engine.answer('stats', {}), engine.exited, late(waitedMs)]);
    if (outcome !== 'no answer') return;
  }
}

/** The same through `local-text complete --jsonl`: a line in, a line out, in order. */
export async function fuzzedLines(cli: string, models: string, count: number): Promise<WireFigures> {
  const random = seededRandom(5);
  const figures: WireFigures = { requests: 0, answered: 0, faults: [] };
  const child = spawn(process.execPath, [cli, 'complete', '--jsonl', '--models', models], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = Array.from({ length: count }, (_, id) => oddLine(random, id));
  figures.requests = lines.filter((line) => line.trim() !== '').length;
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (typeof JSON.parse(line) === 'object') figures.answered++;
    }
    return 'read';
  })();
  child.stdin.on('error', () => {}); // it ended early; the count says so
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const outcome = await Promise.race([reading, late(answeredWithinMs + count * 50)]);
  if (outcome !== 'read') figures.faults.push('it hung');
  if (figures.answered !== figures.requests)
    figures.faults.push(`${figures.answered} answers to ${figures.requests} lines`);
  child.kill('SIGKILL');
  return figures;
}

function late(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('no answer'), ms).unref());
}

/** Some fields as they should be, some odd, some missing, some unheard of. */
function oddParams(random: Random): unknown {
  if (random.below(12) === 0) return oddValue(random, 2);
  const params: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(ordinary)) {
    const chance = random.below(10);
    if (chance > 1) params[name] = value;
    else if (chance === 1) params[name] = oddValue(random, 2);
  }
  if (random.below(5) === 0)
    params[random.pick(['__proto__x', 'constructor', 'then', 'toString'])] = oddValue(random, 1);
  return params;
}

function oddValue(random: Random, depth: number): unknown {
  const plain = [
    null,
    true,
    0,
    -1,
    0.5,
    1e308,
    '',
    '\u0000',
    '\ud800',
    '가'.repeat(300),
    'a b '.repeat(400),
    '<eos>',
    {},
    [],
  ];
  if (depth > 0 && random.below(4) === 0) {
    return random.below(2) === 0 ? [oddValue(random, depth - 1)] : { start: oddValue(random, depth - 1) };
  }
  return random.pick(plain);
}

function garbage(random: Random): string {
  const message = JSON.stringify({ jsonrpc: '2.0', method: random.pick(methods), params: oddValue(random, 1) });
  return random.pick([
    '\n',
    'no json\n',
    '{"jsonrpc":"2.0"}\n',
    '[]\n',
    'null\n',
    `${message}\n`,
    `${message.slice(0, random.below(message.length))}\n`,
    '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"no such"}}\n',
    '{"jsonrpc":"2.0","id":"mine","result":{}}\n',
  ]);
}

function oddLine(random: Random, id: number): string {
  const chance = random.below(10);
  if (chance === 0) return random.pick(['', '   ', 'no json', '[1]', 'null', '"text"', '{"prefix":', '{}']);
  const params = oddParams(random);
  const fields = typeof params === 'object' && params !== null && !Array.isArray(params) ? params : { prefix: params };
  return JSON.stringify({ id, ...fields });
}
