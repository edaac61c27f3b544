// Bundles damaged in every way a disk, a download or a hand can damage them, each given to a living engine: the answer
// must be a coded error that names what is wrong, or a model that works; the process must live and its memory come back.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleKind } from '../../src/shared/protocol/engine';
import { completeParams, initializeParams, RawEngine, translateParams } from '../support/rawEngine';
import { copySpeakingDecoder } from '../support/tinyDecoder';
import { tinyMaskedDir } from '../support/tinyMasked';
import { tinySeq2seqDir } from '../support/tinySeq2seq';
import { type Random, seededRandom } from './random';

export interface DamageFigures {
  bundles: number;
  codedErrors: number;
  /** Damage that does not matter: a changed weight, a card cut short. */
  working: number;
  /** What went wrong: no answer, a dead process, an error without a useful code. */
  faults: string[];
  /** Most that one process grew from its second refused bundle to its last (bytes). */
  grownBytes: number;
}

interface Damage {
  name: string;
  apply(dir: string): void;
}

const answeredWithinMs = 30_000;
const unread = new Set(['expected.json', 'SHA256SUMS']);

/** @param limit How many at most, spread over all kinds of damage. */
export async function damagedBundles(entry: string, limit: number): Promise<DamageFigures> {
  const figures: DamageFigures = { bundles: 0, codedErrors: 0, working: 0, faults: [], grownBytes: 0 };
  const random = seededRandom(7);
  const decoder = copySpeakingDecoder();
  const bundles: { kind: BundleKind; dir: string; other: string }[] = [
    { kind: 'completion', dir: decoder.dir, other: tinyMaskedDir },
    { kind: 'fill-mask', dir: tinyMaskedDir, other: tinySeq2seqDir },
    { kind: 'seq2seq', dir: tinySeq2seqDir, other: decoder.dir },
  ];
  const all = bundles.flatMap((bundle) =>
    damages(bundle.dir, bundle.other, random).map((damage) => ({ bundle, damage })),
  );
  const step = Math.max(1, all.length / limit);
  let engine: RawEngine | undefined;
  let refused: number[] = [];
  try {
    for (let at = 0; Math.floor(at) < all.length && figures.bundles < limit; at += step) {
      const { bundle, damage } = all[Math.floor(at)]!;
      if (!engine) refused = [];
      engine ??= RawEngine.start(entry);
      const outcome = await tryBundle(engine, bundle, damage);
      figures.bundles++;
      if (outcome === 'coded') figures.codedErrors++;
      else if (outcome === 'working') figures.working++;
      else figures.faults.push(`${bundle.kind}, ${damage.name}: ${outcome}`);
      if (outcome !== 'coded') {
        engine.dispose(); // it has a bundle now, or is of no use any more
        engine = undefined;
        continue;
      }
      refused.push(await residentBytes(engine));
      if (refused.length > 2) figures.grownBytes = Math.max(figures.grownBytes, refused.at(-1)! - refused[1]!);
    }
  } finally {
    engine?.dispose();
    decoder.dispose();
  }
  return figures;
}

async function tryBundle(
  engine: RawEngine,
  { kind, dir }: { kind: BundleKind; dir: string },
  damage: Damage,
): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'local-text-damaged-'));
  try {
    cpSync(dir, copy, { recursive: true });
    damage.apply(copy);
    const reply = await within(engine, engine.answer('initialize', initializeParams(copy, { kind })));
    if (typeof reply === 'string') return reply;
    if (reply.error) return codeOf(reply.error);
    const answer = await within(engine, ask(engine, kind));
    if (typeof answer === 'string') return answer;
    return answer.error ? codeOf(answer.error) : 'working';
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function codeOf({ data, message }: { data?: { code?: string }; message: string }): string {
  const isUseful = data?.code !== undefined && data.code !== 'internal' && message.length > 10;
  return isUseful ? 'coded' : `${data?.code ?? 'no code'}: ${message}`;
}

function ask(engine: RawEngine, kind: BundleKind) {
  if (kind === 'completion') return engine.answer('complete', completeParams('The cat'));
  if (kind === 'seq2seq') return engine.answer('translate', translateParams('The cat.'));
  const blank = { text: 'The ___.', blanks: [{ start: 4, end: 7 }] };
  return engine.answer('fillMask', { ...blank, candidates: 3, maxSpanTokens: 2, exclude: [], explain: false });
}

async function within<T>(engine: RawEngine, answer: Promise<T>): Promise<T | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), answeredWithinMs);
  });
  const dead = engine.exited.then(([code, signal]) => `the process ended (${signal ?? code})`);
  try {
    return await Promise.race([answer, late, dead]);
  } finally {
    clearTimeout(timer);
  }
}

async function residentBytes(engine: RawEngine): Promise<number> {
  const { result } = await engine.answer('stats', {});
  return (result as { rssBytes: number }).rssBytes;
}

/** Every file of the bundle, in every way. */
function damages(dir: string, other: string, random: Random): Damage[] {
  const files = filesOf(dir).filter((file) => !unread.has(file));
  return files.flatMap((file) => [
    ...wholeFile(file, other),
    ...cuts(dir, file),
    ...flips(file, random),
    ...(file.endsWith('.json') ? jsonDamages(dir, file, random) : []),
  ]);
}

function filesOf(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return names.map((name) => name.replaceAll('\\', '/')).filter((name) => statSync(join(dir, name)).isFile());
}

function wholeFile(file: string, other: string): Damage[] {
  const write = (name: string, content: string | Buffer): Damage => ({
    name: `${file} ${name}`,
    apply: (dir) => writeFileSync(join(dir, file), content),
  });
  return [
    { name: `${file} gone`, apply: (dir) => rmSync(join(dir, file)) },
    write('empty', ''),
    write('all zeros', Buffer.alloc(5000)),
    write('null', 'null'),
    write('a list', '[1, 2]'),
    write('an empty object', '{}'),
    write('nested deep', '['.repeat(50_000) + ']'.repeat(50_000)),
    write('a page of HTML', '<!DOCTYPE html><html><body>404 Not Found</body></html>'),
    write('a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
    {
      name: `${file} a folder`,
      apply: (dir) => {
        rmSync(join(dir, file));
        mkdirSync(join(dir, file));
      },
    },
    {
      name: `${file} of another model`,
      apply: (dir) => {
        const same =
          filesOf(other).find((name) => name === file) ?? filesOf(other).find((name) => name.endsWith('.onnx'));
        cpSync(join(other, same!), join(dir, file));
      },
    },
  ];
}

function cuts(from: string, file: string): Damage[] {
  const { size } = statSync(join(from, file));
  return [0.1, 0.5, 0.9, 0.999].map((share) => ({
    name: `${file} cut at ${share}`,
    apply: (dir) => writeFileSync(join(dir, file), readFileSync(join(dir, file)).subarray(0, Math.floor(size * share))),
  }));
}

function flips(file: string, random: Random): Damage[] {
  return [1, 8, 200].map((count) => {
    const places = Array.from({ length: count }, () => [random.below(1 << 30), 1 << random.below(8)] as const);
    return {
      name: `${file} with ${count} bits turned`,
      apply: (dir) => {
        const bytes = readFileSync(join(dir, file));
        for (const [place, bit] of places) bytes[place % bytes.length]! ^= bit;
        writeFileSync(join(dir, file), bytes);
      },
    };
  });
}

const oddValues = [0, -1, 1.5, 1e12, '', 'x', null, [], {}, true];

/** Each field of the top two levels set to something odd, or taken out. */
function jsonDamages(from: string, file: string, random: Random): Damage[] {
  const value = JSON.parse(readFileSync(join(from, file), 'utf8')) as Record<string, unknown>;
  const paths = Object.entries(value).flatMap(([key, inner]) => {
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return [
      [key],
      ...(isObject
        ? Object.keys(inner)
            .slice(0, 6)
            .map((second) => [key, second])
        : []),
    ];
  });
  return paths.flatMap((path) =>
    [undefined, random.pick(oddValues), random.pick(oddValues)].map((odd) => ({
      name: `${file} with ${path.join('.')} ${odd === undefined ? 'taken out' : `= ${JSON.stringify(odd)}`}`,
      apply: (dir: string) => {
        const changed = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Record<string, unknown>;
        const holder = (path.length > 1 ? changed[path[0]!] : changed) as Record<string, unknown>;
        if (odd === undefined) delete holder[path.at(-1)!];
        else holder[path.at(-1)!] = odd;
        writeFileSync(join(dir, file), JSON.stringify(changed));
      },
    })),
  );
}
