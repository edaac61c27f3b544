// `memory export` and `memory import`: what people translated in a folder as TMX, and TMX into the folder's own memory, which is
// written by nothing else.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../../../package.json';
import { TranslationMemory } from '../../engine/documents/memory/translationMemory';
import { exchangeMemory } from '../../engine/tasks/memory/exchangeMemory';
import { Refusal } from '../../inStep/refusal';
import type { CliOptions } from '../options';
import type { Terminal } from '../terminal';
import { fillMemory, isThere, memoryFileOf, tmxText, unreadableTmx } from './findMemory';

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
  const made = exchangeMemory({ kind: 'export', version: packageJson.version }, memory);
  if (made.kind !== 'written' || made.pairs === 0)
    throw new Refusal(
      `${folder} has no translated pages of which pairs could be made; name the folder of the documents. Nothing was written.`,
    );
  await write(path.resolve(file), made.tmx);
  const { pairs, files } = made;
  const isFull = made.isFull ? ' That is the most that is kept: the rest was left out.' : '';
  return {
    answer: { file, pairs, files },
    line: `${file}: ${pairs} pairs of ${files} ${files === 1 ? 'file' : 'files'}.${isFull}`,
  };
}

async function importFrom(file: string, dir: string) {
  if (!(await isThere(dir))) throw new Refusal(`${dir} is not there; name the folder of the documents.`);
  const target = memoryFileOf(path.resolve(dir));
  const known = (await isThere(target)) ? { known: await tmxText(target) } : {};
  const other = { name: path.basename(file), tmx: await tmxText(file) };
  const made = exchangeMemory(
    { kind: 'merge', version: packageJson.version, ...known, other },
    new TranslationMemory(),
  );
  if (made.kind === 'unreadable') throw unreadableTmx(made.which === 'known' ? target : file, made.why);
  const { added, leftOut, pairs, tmx } = made;
  if (added > 0) await write(target, tmx);
  const name = path.join(dir, '.localtext', 'memory.tmx');
  const line = `${name}: ${added} pairs added, ${leftOut} left out (known already, or not a pair of English and Korean).`;
  return { answer: { file: name, added, leftOut, pairs }, line };
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
