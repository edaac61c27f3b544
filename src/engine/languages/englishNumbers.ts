// English number words read as numbers: "seven", "a hundred and twenty", "five thousand". Sees text only.

/** A number that is written as words, in UTF-16 units of its text. */
export interface NumberWords {
  start: number;
  end: number;
  value: number;
}

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 };
const values = new Map<string, number>([
  ...ones.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, n): [string, number] => [word, 10 * n]).slice(2),
  ['dozen', 12],
]);

const word = [...values.keys()].sort((a, b) => b.length - a.length).join('|');
const scale = Object.keys(scales).join('|');
const pattern = new RegExp(
  `(?<![\\w-])(?:(?:an? )?(?:${scale}|dozen)|(?:${word}))(?:(?:[ -]|,? and )(?:${word}|${scale}))*(?!\\w)`,
  'gi',
);

/** In order. A bare "one" is left out: it is mostly no number. */
export function numberWordsIn(text: string): NumberWords[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: said, index }) => {
    const value = readValue(said.toLowerCase());
    return value === undefined || said.toLowerCase() === 'one'
      ? []
      : [{ start: index, end: index + said.length, value }];
  });
}

/** @returns undefined for words in a row that are no one number ("two three"). */
function readValue(said: string): number | undefined {
  let total = 0;
  let part = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const each of said.split(/[\s,-]+/)) {
    if (each === 'and' || each === 'a' || each === 'an') continue;
    const factor = scales[each];
    if (factor === 100) part = Math.max(1, part) * 100;
    else if (factor) {
      total += Math.max(1, part) * factor;
      part = 0;
    } else {
      const value = values.get(each)!;
      // "twenty five" goes on, "five twenty" and "two three" don't.
      const goesOn = part === 0 || part % 100 === 0 || (part % 10 === 0 && value < 10 && last >= 20);
      if (!goesOn) return undefined;
      part += value;
      last = value;
    }
  }
  return total + part;
}

/** "3 million", "2.5 billion" as Korean says them: 300만, 25억; undefined for any other text. */
export function koreanScaled(text: string): string | undefined {
  const [, digits, scale] = /^(\d+(?:\.\d+)?)[ -]?(thousand|million|billion|trillion)$/i.exec(text) ?? [];
  if (!digits || !scale) return undefined;
  const value = Math.round(Number(digits) * (scales[scale.toLowerCase()] ?? 1e12));
  const [size, sign] = value % 1e8 === 0 ? [1e8, '억'] : value % 1e4 === 0 ? [1e4, '만'] : [1, ''];
  return `${inDigits(value / size)}${sign}`;
}

/** A value as English and Korean both write it in digits. */
export function inDigits(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: value >= 10_000 });
}
