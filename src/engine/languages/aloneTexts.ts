// Texts that stand alone (a cell, an item, a heading) and need no model: words of an interface, figures with what belongs to
// them, dates, and rows of both ("On / Off / Auto", "Off, 5 s, 30 s"). Sees text only.

import { aloneDate } from './aloneDates';
import { koreanForFigure } from './englishFigures';
import { interfaceWord } from './interfaceWords';
import { englishForFigure } from './koreanFigures';

/** A bare stroke parts only where nothing else does: "Low / N/A". */
const separators = [/(,? (?:and|or|및|또는) | [/|·] |, )/, /( ?[/|·] ?|,)/];
const conjunctions: Readonly<Record<string, string>> = { and: '및', or: '또는', 및: 'and', 또는: 'or' };
/** Together these are one length of time: "1 hour and 30 minutes". */
const lasting = /\d ?(?:(?:millisecond|second|minute|hour|day|week|month|year)s?|밀리초|초|분|시간|일|주|개월|년)$/i;
/** Behind "or" no words of an interface: "3 or more". */
const comparative = /^(?:more|less|later|newer|older|earlier|higher|lower|longer|shorter)$/;
/** Digits, with a unit that both languages write alike. */
const figure = /^[−+±-]?[$€£¥]?\d[\d.,]*(?: ?[A-Za-zµμ°%‰²³]{1,6})?$/;

/** What a text that stands alone is in the other language; undefined where it takes more than words and figures that are known. */
export function aloneText(text: string, to: string): string | undefined {
  const word = interfaceWord(text, to);
  if (word !== undefined) return word;
  // What holds a space that may not break is written as it is, or by the model, which has it put back.
  if ((to !== 'ko' && to !== 'en') || /[^\S ]/.test(text.trim())) return undefined;
  return figureIn(text.trim(), to) ?? rowOf(text.trim(), to);
}

function figureIn(text: string, to: 'en' | 'ko'): string | undefined {
  return aloneDate(text, to) ?? (to === 'ko' ? koreanForFigure(text) : englishForFigure(text));
}

function rowOf(text: string, to: 'en' | 'ko'): string | undefined {
  const parts = separators.map((separator) => text.split(separator)).find(({ length }) => length > 2);
  if (!parts || isOneTime(parts) || parts.some((part) => comparative.test(part))) return undefined;
  const known = (part: string) =>
    interfaceWord(part, to) ?? figureIn(part, to) ?? (figure.test(part) ? part : undefined);
  const said = parts.map((part, n) => (n % 2 === 1 ? joined(part) : known(part)));
  const isKnown = said.every((part) => part !== undefined);
  const isTold = parts.some((part, n) => n % 2 === 0 && said[n] !== part && !figure.test(part));
  return isKnown && isTold ? said.join('') : undefined;
}

function isOneTime(parts: readonly string[]): boolean {
  const isJoined = parts.some((part, n) => n % 2 === 1 && /and|및/.test(part));
  return isJoined && parts.every((part, n) => n % 2 === 1 || lasting.test(part));
}

function joined(mark: string): string {
  return mark.replace(/,? (and|or|및|또는) /, (_, word: string) => ` ${conjunctions[word]} `);
}
