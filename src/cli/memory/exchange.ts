// `memory export` and `memory import`: what people translated in a folder as TMX, and TMX into the folder's own memory, which is
// written by nothing else.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../../../package.json';
import { type WrittenUnit, writeTmx } from '../../engine/documents/memory/tmx';
import { mostPairs, TranslationMemory } from '../../engine/documents/memory/translationMemory';
import { Refusal } from '../../inStep/refusal';
import type { CliOptions } from '../options';
import type { Terminal } from '../terminal';
import { fillMemory, isThere, memoryFileOf, tmxPairs } from './findMemory';

export async function memoryCommand({ operands, json }: CliOptions, terminal: Terminal): Promise<number> {
  const [what, file, dir = '.'] = operands as [string, string, string?];
  const told = what === 'export' ? await exportTo(file, dir, terminal) : await importFrom(file, dir);
  if (json) await terminal.write(`${JSON.stringify(told.answer)}\n`);
  else terminal.tell(told.line);
  return 0;
}

async function exportTo(file: string, dir: string, terminal: Terminal) {
  const folder = path.resolve(dir);
  const memory = new TranslationMemory();
  await fillMemory(memory, { folder, option: undefined }, terminal);
  const units = [...memory.pairs()];
  if (units.length === 0)
    throw new Refusal(
      `${folder} has no translated pages of which pairs could be made; name the folder of the documents. Nothing was written.`,
    );
  await write(path.resolve(file), writeTmx(units, packageJson.version));
  const files = new Set(units.map(({ origin }) => origin)).size;
  const isFull = memory.size >= mostPairs ? ` That is the most that is kept: the rest was left out.` : '';
  return {
    answer: { file, pairs: units.length, files },
    line: `${file}: ${units.length} pairs of ${files} files.${isFull}`,
  };
}

async function importFrom(file: string, dir: string) {
  const target = memoryFileOf(path.resolve(dir));
  const pairs = await tmxPairs(file);
  const known = (await isThere(target)) ? await tmxPairs(target) : [];
  const memory = new TranslationMemory();
  memory.set('known', known);
  const before = memory.size;
  const seen = new Set([...memory.pairs()].map(({ en, ko }) => `${en}\n${ko}`));
  memory.set(
    path.basename(file),
    pairs.filter(({ en, ko }) => !seen.has(`${en}\n${ko}`)),
  );
  const units: WrittenUnit[] = [...memory.pairs()].map((unit) => ({ ...unit, origin: originOf(unit.origin) }));
  const added = memory.size - before;
  if (added > 0) await write(target, writeTmx(units, packageJson.version));
  const name = path.join(dir, '.localtext', 'memory.tmx');
  const others = pairs.length - added;
  const line = `${name}: ${added} pairs added, ${others} left out (known already, or not a pair of English and Korean).`;
  return { answer: { file: name, added, leftOut: others, pairs: memory.size }, line };
}

function originOf(origin: string): string {
  return origin === 'known' ? 'memory.tmx' : origin;
}

/** Whole or not at all. @throws Refusal */
async function write(file: string, text: string): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new Refusal(`${file} cannot be written; check its folder's permissions and the space on the disk.`, {
      cause,
    });
  }
}
