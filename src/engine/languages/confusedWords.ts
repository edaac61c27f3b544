// Words and Korean spellings that people write for one another: they sound alike, so no spelling check finds them.
// Sees text only.

/** Any of a set may have been meant where another stands. */
const english: readonly (readonly string[])[] = [
  ['their', 'there', "they're"],
  ['your', "you're"],
  ['its', "it's"],
  ['whose', "who's"],
  ['then', 'than'],
  ['to', 'too', 'two'],
  ['affect', 'effect'],
  ['affects', 'effects'],
  ['accept', 'except'],
  ['lose', 'loose'],
  ['of', 'off'],
  ['were', 'where', "we're"],
  ['quite', 'quiet'],
  ['advice', 'advise'],
  ['principal', 'principle'],
  ['complement', 'compliment'],
  ['weather', 'whether'],
  ['passed', 'past'],
  ['lead', 'led'],
  ['choose', 'chose'],
  ['desert', 'dessert'],
  ['brake', 'break'],
  ['here', 'hear'],
  ['no', 'know'],
  ['knew', 'new'],
  ['form', 'from'],
  ['though', 'through', 'thought'],
  ['breath', 'breathe'],
  ['everyday', 'every day'],
  ['ensure', 'insure'],
  ['access', 'excess'],
  ['device', 'devise'],
  ['sight', 'site', 'cite'],
  ['stationary', 'stationery'],
  ['which', 'witch'],
  ['peace', 'piece'],
  ['by', 'buy'],
  ['right', 'write'],
  ['an', 'and'],
];

/** Parts of Korean words; either may have been meant where the other stands. */
const korean: readonly (readonly [string, string])[] = [
  ['되', '돼'],
  ['됬', '됐'],
  ['안', '않'],
  ['로서', '로써'],
  ['던지', '든지'],
  ['웬', '왠'],
  ['데', '대'],
  ['낫', '낳'],
  ['맞추', '맞히'],
  ['바래', '바라'],
  ['어떻게', '어떡해'],
  ['몇일', '며칠'],
  ['만듬', '만듦'],
  ['할께', '할게'],
  ['에요', '예요'],
  ['마추', '맞추'],
  ['일부로', '일부러'],
  ['오랫만', '오랜만'],
  ['가르치', '가리키'],
  ['결재', '결제'],
  ['개발', '계발'],
  ['메', '매'],
];

const englishSets = new Map<string, string[]>();
for (const set of english) {
  for (const word of set) {
    englishSets.set(word, [...(englishSets.get(word) ?? []), ...set.filter((other) => other !== word)]);
  }
}

/** What may have been meant instead of `word` (small letters), because the two are often confused. */
export function confusedWith(word: string): string[] {
  const others = new Set(englishSets.get(word.replace('’', "'")) ?? []);
  for (const [one, other] of korean) {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      for (let at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1)) {
        others.add(word.slice(0, at) + to + word.slice(at + from.length));
      }
    }
  }
  return [...others];
}
