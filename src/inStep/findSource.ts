// Which file a translation was made from: said in .localtext/pairs.json, or found by the layouts that docs use.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { sourcePathsOf } from '../shared/translationPaths';
import { Refusal } from './refusal';

/** @throws Refusal, when there is none, or pairs.json cannot be read. */
export async function findSource(translation: string): Promise<string> {
  const file = path.resolve(translation);
  const said = await saidSource(file);
  if (said !== undefined) {
    if (await isFile(said)) return said;
    throw new Refusal(
      `${said}, which .localtext/pairs.json names as the source of ${translation}, is not there; set the path right.`,
      { kind: 'sourceGone', names: [said] },
    );
  }
  const top = await topFolder(path.dirname(file));
  const relative = path.relative(top, file).split(path.sep).join('/');
  for (const candidate of sourcePathsOf(relative)) {
    const full = path.join(top, candidate);
    if (await isFile(full)) return full;
  }
  throw new Refusal(
    `The source of ${translation} was not found beside it; name it with --source FILE, or in .localtext/pairs.json as {"${relative}": "path/of/the/source"}.`,
    { kind: 'sourceUnknown', names: [relative] },
  );
}

async function saidSource(file: string): Promise<string | undefined> {
  const folder = path.dirname(file);
  for await (const pairs of notesAbove(folder)) {
    const source = pairs.get(path.basename(file));
    if (source !== undefined) return path.resolve(folder, source);
  }
  return undefined;
}

/**
 * Translations below the folder with their sources, relative to it, as its own pairs.json and those of the folders above say;
 * what is nearer counts. @throws Refusal
 */
export async function pairsAbove(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const pairs of notesAbove(folder)) {
    for (const [translation, source] of pairs) if (!found.has(translation)) found.set(translation, source);
  }
  return found;
}

/** What each pairs.json says of files below the folder, relative to it, the nearest first, up to the top of the repository. */
async function* notesAbove(folder: string): AsyncGenerator<Map<string, string>> {
  const own = path.resolve(folder);
  const relative = (file: string) => path.relative(own, file).split(path.sep).join('/');
  for (let at = own; ; at = path.dirname(at)) {
    const all = [...(await pairsIn(at))].map(
      ([translation, source]) => [relative(path.join(at, translation)), relative(path.resolve(at, source))] as const,
    );
    yield new Map(all.filter(([name]) => !name.startsWith('../')));
    if (path.dirname(at) === at || (await exists(path.join(at, '.git')))) return;
  }
}

/** Translations with their sources, relative to the folder. @throws Refusal */
export async function pairsIn(folder: string): Promise<Map<string, string>> {
  const place = path.join(folder, '.localtext', 'pairs.json');
  let text: string;
  try {
    text = await readFile(place, 'utf8');
  } catch {
    return new Map();
  }
  try {
    const said: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof said !== 'object' || said === null || Array.isArray(said)) throw new Error('not an object');
    const entries = Object.entries(said);
    if (!entries.every(([, source]) => typeof source === 'string')) throw new Error('not an object of paths');
    return new Map(entries.map(([name, source]) => [path.posix.normalize(name), String(source)]));
  } catch (cause) {
    throw new Refusal(`${place} cannot be read; it is to be {"path of a translation": "path of its source"}.`, {
      kind: 'pairsUnreadable',
      names: [place],
      cause,
    });
  }
}

/** The highest folder that still belongs to the file's project; the file's own where there is no sign of one. */
async function topFolder(folder: string): Promise<string> {
  let at = folder;
  for (let depth = 0; depth < 40; depth++) {
    if (await exists(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) break;
    at = path.dirname(at);
  }
  // Without a repository: a few folders up are enough for every layout.
  return path.resolve(folder, ...new Array<string>(6).fill('..'));
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
