// Where the terms of a user's glossary stand in a text. Sees text only; that a term becomes an atom, and so gets past the
// model unchanged, is for others to do.

import type { GlossaryEntry, LanguageTag } from '../../shared/protocol/text';
import type { KeptStretch } from './proseBlock';

/** Particles and forms of the copula that may follow a term: 모델은, 모델에서는, 모델입니다. Not 모델링. */
const particles =
  '은|는|이|가|을|를|과|와|의|에|에서|에게|께|으로|로|으로서|로서|으로써|로써|도|만|까지|부터|보다|처럼|같이|마다|마저|조차|밖에|뿐|이나|나|이라|라|이란|란|이라고|라고|이라는|라는|이며|며|이고|고|이든|든|이랑|랑|하고|이다|다|입니다|이었다|였다|인|일|이에요|예요|들';
const koreanTail = `(?=(?:${particles}){0,3}(?![\\p{L}\\p{M}\\p{N}_]))`;

/** Whether a run of Hangul is nothing but what may follow a name. */
export function isParticles(run: string): boolean {
  return new RegExp(`^(?:${particles}){1,3}$`).test(run);
}

export class Glossary {
  private readonly pattern: RegExp | undefined;
  private readonly targets = new Map<string, string>();

  /** @param to The language that is written: an entry for the other way (`pod,파드` into English) says nothing here. */
  constructor(entries: readonly GlossaryEntry[], to?: LanguageTag) {
    for (const { source, target } of entries) {
      if (to === 'en' && hangul.test(target) && !hangul.test(source)) continue;
      const key = keyOf(source);
      if (key !== '' && !this.targets.has(key)) this.targets.set(key, target.trim().normalize('NFC'));
    }
    const longestFirst = [...this.targets.keys()].sort((a, b) => b.length - a.length);
    if (longestFirst.length > 0) this.pattern = new RegExp(longestFirst.map(termPattern).join('|'), 'giu');
  }

  /** In order, not overlapping; of several that begin at one place the longest. */
  find(plain: string): KeptStretch[] {
    if (!this.pattern) return [];
    return [...plain.matchAll(this.pattern)].map(({ 0: text, index }) => ({
      start: index,
      end: index + text.length + possessive(plain, index, text),
      target: this.targets.get(keyOf(text)) ?? this.singular(text) ?? text,
    }));
  }

  /** What the term says whose plural a text is. */
  private singular(text: string): string | undefined {
    const key = keyOf(text);
    return this.targets.get(key.replace(/s$/, '')) ?? this.targets.get(key.replace(/es$/, ''));
  }
}

/** The apostrophe of "the workers' logs" is a part of the plural; one that closes a quotation is none. */
function possessive(plain: string, index: number, text: string): number {
  const behind = plain.slice(index + text.length);
  const isOpen = /(?:^|[\s(])['‘][^'’]*$/.test(plain.slice(0, index));
  return /s$/.test(text) && !isOpen && /^['’] [\p{L}\p{N}]/u.test(behind) ? 1 : 0;
}

const hangul = /[\u1100-\u11ff\u3131-\u318e가-힣]/;

function keyOf(term: string): string {
  return term.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Whole words only. A Latin term may be followed by a Korean particle too ("npm을"). */
function termPattern(term: string): string {
  const escaped = term.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ /g, '\\s+');
  const before = /^[\p{L}\p{N}]/u.test(term) ? '(?<![\\p{L}\\p{M}\\p{N}_])' : '';
  const plural = /[a-z]$/i.test(term) ? '(?:e?s)?' : '';
  const after = /[\p{L}\p{N}]$/u.test(term) ? plural + koreanTail : '';
  return `${before}${escaped}${after}`;
}
