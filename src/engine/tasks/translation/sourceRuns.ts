// Copied runs: letters and digits in a target that its language does not make itself stand in the source. In a Korean target
// each run of Latin letters is a whole word of the source, and in either language each run of digits is one that the source
// says: a half word, or a figure nobody wrote, is never begun.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { TokenId } from '../../../util/tokenId';
import type { DecodeConstraint } from '../../decode/decodeConstraint';
import { numberWordsIn } from '../../languages/englishNumbers';
import { koreanValues } from '../../languages/koreanNumbers';
import type { Seq2seqTools } from '../seq2seqTools';

/** Numbers that have other names, so that their digits may stand for words: months, parts of the day, scales. */
const otherwise =
  /\b(?:million|billion|thousand|hundred|dozen|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|[ap]\.?m|noon|midnight|half|quarters?|thirds|fifths|hex\w*|binary|decimal|octal|zero\w*|non-?zero)\b|\d ?[십백천만억조]|오[전후]/i;

/** The state is the run that the text so far ends in, lower case; empty outside of one. */
export function sourceRuns(
  source: string,
  to: TextLanguage,
  { tokenizer, characters }: Pick<Seq2seqTools, 'tokenizer' | 'characters'>,
): DecodeConstraint<string> {
  const letters = to === 'ko' ? wordsOf(source) : undefined;
  const digits = otherwise.test(source) ? undefined : digitsOf(source, to);
  const whole = new Set([...(letters ?? []), ...(digits ?? [])]);
  const beginnings = new Set([...whole].flatMap((run) => [...run].map((_, n) => run.slice(0, n + 1))));
  const isHeld = (character: string) => (isDigit(character) ? digits : isLetter(character) ? letters : undefined);
  const isEnd = (run: string) => run === '' || whole.has(run);

  /** The run behind `bytes`; undefined where they break a rule. */
  const after = (run: string, bytes: string): string | undefined => {
    let now = run;
    for (const character of bytes) {
      const isSame =
        now !== '' && isDigit(now[0]!) === isDigit(character) && (isDigit(character) || isLetter(character));
      if (!isSame) {
        if (!isEnd(now)) return undefined;
        now = '';
      }
      if (!isHeld(character)) continue;
      now += character.toLowerCase();
      if (!beginnings.has(now)) return undefined;
    }
    return now;
  };
  const known = new Map<string, readonly TokenId[]>();
  /** What may go on with a run that is none yet: few tokens, found by the letters that come next. */
  const goingOn = (run: string): readonly TokenId[] => {
    const found = known.get(run);
    if (found) return found;
    const next = [...beginnings].filter((each) => each.length === run.length + 1 && each.startsWith(run));
    const letters = new Set(next.flatMap((each) => [each.at(-1)!, each.at(-1)!.toUpperCase()]));
    const ids = [...letters].flatMap((letter) => [...characters.startingWith(letter)] as TokenId[]);
    const allowed = ids.filter((id) => after(run, tokenizer.bytesOf(id)!) !== undefined);
    known.set(run, allowed);
    return allowed;
  };
  return {
    start: '',
    restrict(run, logits) {
      if (isEnd(run)) return;
      const ids = goingOn(run);
      const values = ids.map((id) => logits[id]!);
      logits.fill(Number.NEGATIVE_INFINITY);
      for (const [n, id] of ids.entries()) logits[id] = values[n]!;
    },
    refuses: (run, id) => after(run, tokenizer.bytesOf(id) ?? ' ') === undefined,
    advance: (run, id) => after(run, tokenizer.bytesOf(id) ?? ' ') ?? '',
  };
}

function wordsOf(text: string): Set<string> {
  const words = (text.match(/[A-Za-z]+/g) ?? []).map((word) => word.toLowerCase());
  return new Set([...words, ...words.map((word) => word.replace(/s$/, ''))]);
}

/** One and two are in too: "first", "both" and "한" have many ways. */
function digitsOf(text: string, to: TextLanguage): Set<string> {
  const said = to === 'ko' ? numberWordsIn(text).map(({ value }) => value) : [...koreanValues(text)];
  const digits = said.flatMap((value) => value.toLocaleString('en-US').split(',').concat(String(value)));
  const written = text.match(/\d+/g) ?? [];
  const joined = (text.match(/\d[\d,]*\d/g) ?? []).map((number) => number.replace(/,/g, ''));
  const split = written
    .filter((run) => run.length > 3)
    .flatMap((run) => Number(run).toLocaleString('en-US').split(','));
  return new Set([...written, ...written.map((run) => String(Number(run))), ...joined, ...split, ...digits, '1', '2']);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isLetter(character: string): boolean {
  return /^[A-Za-z]$/.test(character);
}
