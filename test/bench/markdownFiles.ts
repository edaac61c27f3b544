// Many Markdown files that other people wrote, through the reader and the writer of documents without a model: what is kept
// must come back byte for byte, what is translated must parse as before, and nothing may be left without a word.
//   npx tsx test/bench/markdownFiles.ts [FOLDER] [COUNT] [WAY...]     default: node_modules, 500, all of likeKorean,
//   reverseWords and hostile

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pageAnchors } from '../../src/engine/documents/anchors/pageAnchors';
import { slugRules } from '../../src/engine/documents/anchors/slugs';
import { readDocument } from '../../src/engine/documents/readDocument';
import type { ReadingOptions, TranslatableDocument } from '../../src/engine/documents/translatable';
import { detectLanguage } from '../../src/shared/textLanguage';
import { type Described, firstDifference, pieces, structure } from '../support/markdownStructure';
import { hostile, likeKorean, type PseudoTranslator, renderAll, reverseWords } from '../support/pseudoTranslate';

const [folder = 'node_modules', wanted = '500', ...asked] = process.argv.slice(2);
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const allWays = { likeKorean, reverseWords, hostile: hostile(7) };
const ways = Object.entries(allWays).filter(([name]) => asked.length === 0 || asked.includes(name));

function markdownFiles(root: string): string[] {
  const found = readdirSync(root, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && /\.mdx?$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

const files: { file: string; text: string }[] = [];
const seen = new Set<string>();
for (const file of markdownFiles(folder)) {
  const text = readFileSync(file, 'utf8').replace(/\r\n?/g, '\n');
  if (files.length === Number(wanted) || seen.has(text)) continue;
  seen.add(text);
  files.push({ file, text });
}

const figures = { files: files.length, characters: 0, sentences: 0, changedWhenKept: 0, readMs: 0, writeMs: 0 };
const broken: Record<string, number> = { likeKorean: 0, reverseWords: 0, hostile: 0 };
const regrouped: Record<string, number> = { likeKorean: 0, reverseWords: 0, hostile: 0 };
const unwritable: Record<string, number> = { likeKorean: 0, reverseWords: 0, hostile: 0 };
const dead: Record<string, number> = { likeKorean: 0, reverseWords: 0, hostile: 0 };
const left: Record<string, number> = {};
let slowest = { file: '', ms: 0 };
let silent = 0;

function render(document: TranslatableDocument, way: PseudoTranslator) {
  const rendered = renderAll(document, way);
  const text = rendered.map(({ before, text }) => before + text).join('') + document.ending;
  return { text, unwritable: rendered.filter(({ asInSource }) => asInSource === 'unwritable').length };
}

for (const { file, text } of files) {
  const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: (plain) => plain.length < 400 };
  const read = () => readDocument(text, file.endsWith('x') ? 'mdx' : 'markdown', options);
  const startMs = performance.now();
  const document = read();
  const readMs = performance.now() - startMs;
  figures.readMs += readMs;
  figures.characters += text.length;
  figures.sentences += document.sentences.length;
  for (const { kind } of document.left ?? []) left[kind] = (left[kind] ?? 0) + 1;
  if (render(document, keep).text !== text) {
    figures.changedWhenKept++;
    console.log(`changed when kept: ${file}`);
  }
  const was = withoutFragments(structure(text));
  const alive = aliveLinks(text);
  for (const [name, way] of ways) {
    const writeMs = performance.now();
    const result = render(document, way);
    if (name === 'likeKorean') figures.writeMs += performance.now() - writeMs;
    unwritable[name]! += result.unwritable;
    if (name === 'likeKorean') silent += untold(document, result.text);
    const is = withoutFragments(structure(result.text));
    dead[name]! += Math.max(0, alive - aliveLinks(result.text));
    if (isDeepStrictEqual(is, was)) continue;
    // Words that a pseudo-translation moves apart leave markup around one of them only.
    if (isDeepStrictEqual(pieces(is), pieces(was))) {
      regrouped[name]!++;
      continue;
    }
    broken[name]!++;
    console.log(`${name}: ${file}\n  ${firstDifference(was, is).slice(0, 700)}`);
  }
  const ms = performance.now() - startMs;
  if (ms > slowest.ms) slowest = { file, ms: Math.round(ms) };
}

/** Links to headings of the page follow the headings: what each leads to is counted by itself. */
function withoutFragments(described: Described): Described {
  const said = JSON.stringify(described).replace(/\["url","#[^"]*"\]/g, '["url","#"]');
  return JSON.parse(said.replace(/href=\\"#[^"\\]*\\"/g, 'href=\\"#\\"')) as Described;
}

/** Links inside the page that lead somewhere, by GitHub's ids. */
function aliveLinks(page: string): number {
  const { headings, links, explicit } = pageAnchors(page, slugRules.github);
  const ids = new Set([...explicit, ...headings.map(({ id }) => id)]);
  return links.filter(({ fragment }) => ids.has(fragment) || ids.has(decoded(fragment))).length;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** English words of a result that neither stand in code or markup nor were told to be left. */
function untold(document: TranslatableDocument, result: string): number {
  const again = readDocument(result, 'markdown', { from: 'en', to: 'ko', glossary: [], fits: () => true });
  const known = new Set(document.sentences.map(({ plain }) => plain));
  return again.sentences.filter(
    ({ plain }) => detectLanguage(plain) === 'en' && !known.has(plain) && /[a-z]{3} [a-z]{3}/.test(plain),
  ).length;
}

const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
const whole = { ...figures, readMs: Math.round(figures.readMs), writeMs: Math.round(figures.writeMs) };
console.log(JSON.stringify({ ...whole, broken, regrouped, dead, unwritable, left, silent, slowest, rssMb }));
process.exitCode = figures.changedWhenKept > 0 || Object.values(broken).some((count) => count > 0) ? 1 : 0;
