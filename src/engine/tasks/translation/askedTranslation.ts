// One sentence translated by a model that is only asked: the question, and what an answer must be before it may stand in a
// document. Things that are kept go as marks (<x0/>), each of which must come back once. Sees text; knows no document.

import type { TextLanguage } from '../../../shared/protocol/text';
import { detectLanguage } from '../../../shared/textLanguage';
import type { CancellationToken } from '../../../util/async';
import { firstAtom } from '../../documents/translatable';
import type { Asked, OtherModel } from '../otherModel';
import { atomIndex } from '../placedText';
import { failedChecks } from './checks/failedChecks';
import { repairedTarget } from './targetText';

/** A second question may say what was wrong with the first answer; a third never helped. */
const mostTries = 2;

/** @returns The target's plain text, with the source's atoms; undefined when cancelled. */
export async function askTranslation(
  model: OtherModel,
  plain: string,
  to: TextLanguage,
  token: CancellationToken,
  onModel: (name: string | undefined) => void = () => {},
): Promise<Asked<string> | undefined> {
  let complaint = '';
  for (let n = 0; n < mostTries; n++) {
    const result = await model.ask(translationQuestion(plain, to, complaint), mostCharacters(plain, to), token);
    if (!result || token.isCancellationRequested) return undefined;
    if ('trouble' in result) return result;
    onModel(result.model);
    const read = result.isWhole ? readTranslation(plain, result.text, to) : { wrong: 'It did not come to its end.' };
    if ('said' in read) return read;
    complaint = read.wrong;
  }
  return { trouble: 'unusable' };
}

const names: Readonly<Record<TextLanguage, string>> = { en: 'English', ko: 'Korean' };
const styles: Readonly<Record<TextLanguage, string>> = { en: '', ko: ' Use the polite style (합니다) in sentences.' };

/** @param complaint What was wrong with the answer before; empty for a first question. */
export function translationQuestion(plain: string, to: TextLanguage, complaint = ''): string {
  const from = to === 'ko' ? 'en' : 'ko';
  const letter = markLetter(plain);
  const marks = atomsOf(plain).map((atom) => `<${letter}${atomIndex(atom)}/>`);
  const keep = marks.length > 0 ? ` Keep ${marks.join(', ')} as written, each exactly once.` : '';
  const again = complaint === '' ? '' : ` An earlier answer was wrong: ${complaint}`;
  const rules = 'Answer with the translation alone, on one line, without quotation marks and without an explanation.';
  const text = [...plain].map((character) => asMark(character, letter)).join('');
  return `Translate this text from ${names[from]} to ${names[to]}. ${rules}${styles[to]}${keep}${again}\n\n${text}`;
}

/** A longer answer is no translation (checks/length.ts), and a small model would go on for long. */
function mostCharacters(plain: string, to: TextLanguage): number {
  return Math.ceil((to === 'ko' ? 1.3 : 5) * plain.length) + 60;
}

export type ReadTranslation = { said: string } | { wrong: string };

/** What models put before an answer, whatever they were told. */
const thinking = /^\s*<think>[\s\S]*?<\/think>/;
const label = /^(?:translation|translated text|korean|english|번역|번역문|한국어|영어)\s*[:：]\s*/i;

export function readTranslation(plain: string, answer: string, to: TextLanguage): ReadTranslation {
  const [line = '', ...others] = linesOf(answer);
  if (line === '') return { wrong: 'It was empty.' };
  if (others.length > 0) return { wrong: 'It had more than one line.' };
  const text = unquoted(label.test(plain) ? line : line.replace(label, ''), plain);
  if (hasControlMark(text, plain)) return { wrong: 'It held marks of a chat.' };
  if (/[\ue000-\uf8ff\ufffd]/.test(text)) return { wrong: 'It held broken characters.' };
  const target = withAtoms(text, markLetter(plain));
  const lost = atomsOf(plain).filter((atom) => target.split(atom).length !== 2);
  if (lost.length > 0 || atomsOf(target).length !== atomsOf(plain).length) {
    const marks = lost.map((atom) => asMark(atom, markLetter(plain)));
    return { wrong: `${marks.join(', ') || 'No other mark'} must stand in it exactly once.` };
  }
  const repaired = repairedTarget(plain, target, to);
  return wrongWith(plain, repaired, to) ?? { said: repaired };
}

/** What was written, without what a model thought before; blank lines left out. */
export function linesOf(answer: string): string[] {
  const lines = answer.replace(thinking, '').split(/\r?\n/);
  return lines.map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim()).filter((line) => line !== '');
}

const controlMarks = /<\||\|>|<\/?(?:s|pad|unk|bos|eos|think|start_of_turn|end_of_turn)>|\[\/?INST\]/gi;

/** Marks that chat models are told apart by, and that no text has but one about them. */
export function hasControlMark(text: string, source: string): boolean {
  return (text.match(controlMarks) ?? []).some((mark) => !source.includes(mark));
}

/** Letters of a text that came back as it was say that it was not translated. */
const longRepeated = 12;

function wrongWith(plain: string, target: string, to: TextLanguage): { wrong: string } | undefined {
  const language = detectLanguage(target);
  if (language !== undefined && language !== to) return { wrong: `It was not in ${names[to]}.` };
  if (language === undefined && detectLanguage(plain) !== undefined) return { wrong: 'It had no words.' };
  if (plain.length >= longRepeated && target.includes(plain)) return { wrong: 'It repeated the text.' };
  const failed = failedChecks({ source: plain, target, to }).map(({ check }) => check);
  if (failed.includes('length')) return { wrong: 'Its length was not that of a translation.' };
  if (failed.includes('markup')) return { wrong: 'It held Markdown.' };
  return undefined;
}

const quotes = /^(["'“‘「『«])(.*)(["'”’」』»])([.]?)$/;

function unquoted(text: string, source: string): string {
  const [, , inside, , end] = quotes.exec(text) ?? [];
  return inside === undefined || quotes.test(source) ? text : inside + end;
}

function atomsOf(plain: string): string[] {
  return [...plain].filter((character) => atomIndex(character) >= 0);
}

/** One that no mark of the text's own has. */
function markLetter(plain: string): string {
  return ['x', 'y', 'z', 'q'].find((letter) => !plain.includes(`<${letter}`)) ?? 'k';
}

function asMark(character: string, letter: string): string {
  const index = atomIndex(character);
  return index < 0 ? character : `<${letter}${index}/>`;
}

function withAtoms(text: string, letter: string): string {
  const mark = new RegExp(`<\\s*${letter}\\s*(\\d{1,2})\\s*/?\\s*>(?:\\s*</\\s*${letter}\\s*\\1\\s*>)?`, 'gi');
  const isAtom = (index: number) => atomIndex(String.fromCharCode(firstAtom + index)) >= 0;
  return text.replace(mark, (found, digits: string) =>
    isAtom(Number(digits)) ? String.fromCharCode(firstAtom + Number(digits)) : found,
  );
}
