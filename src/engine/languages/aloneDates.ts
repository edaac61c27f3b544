// Dates that stand alone, of a month at least: "March 3, 2024" is "2024년 3월 3일". Sees text only.

const months = 'January February March April May June July August September October November December'.split(' ');
const short = (name: string) => `${name.slice(0, 3)}(?:${name.slice(3)}|\\.)?`;
const month = `(Sept\\.?|${months.map(short).join('|')})`;
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const year = '(\\d{4})';
const english = [
  { pattern: new RegExp(`^${month}(?: ${day})?(?:,? ${year})?$`, 'i'), order: ['month', 'day', 'year'] },
  { pattern: new RegExp(`^${day}(?: of)? ${month}(?:,? ${year})?$`, 'i'), order: ['day', 'month', 'year'] },
] as const;
const korean = /^(?:(\d{4})년 ?)?(\d{1,2})월(?: ?(\d{1,2})일)?$/;

interface Day {
  year?: string;
  /** 1 to 12. */
  month: number;
  day?: number;
}

/** What a date that stands alone is in the other language; undefined for any other text. */
export function aloneDate(text: string, to: 'en' | 'ko'): string | undefined {
  const date = to === 'ko' ? readEnglish(text) : readKorean(text);
  if (!date || date.month < 1 || date.month > 12 || date.day === 0 || (date.day ?? 1) > 31) return undefined;
  return to === 'ko' ? inKorean(date) : inEnglish(date);
}

function readEnglish(text: string): Day | undefined {
  for (const { pattern, order } of english) {
    const found = pattern.exec(text);
    if (!found) continue;
    const part = (name: 'year' | 'month' | 'day') => found[order.indexOf(name) + 1];
    const name = part('month')!.slice(0, 3).toLowerCase();
    return {
      month: months.findIndex((each) => each.toLowerCase().startsWith(name)) + 1,
      ...(part('day') && { day: Number(part('day')) }),
      ...(part('year') && { year: part('year')! }),
    };
  }
  return undefined;
}

function readKorean(text: string): Day | undefined {
  const [all, year, month, day] = korean.exec(text) ?? [];
  return all === undefined
    ? undefined
    : { ...(year && { year }), month: Number(month), ...(day && { day: Number(day) }) };
}

function inKorean({ year, month, day }: Day): string {
  return [year && `${year}년`, `${month}월`, day && `${day}일`].filter(Boolean).join(' ');
}

function inEnglish({ year, month, day }: Day): string {
  const name = months[month - 1]!;
  return `${name}${day ? ` ${day}` : ''}${year ? `${day ? ',' : ''} ${year}` : ''}`;
}
