// Words and Korean spellings that people write for one another: they sound alike, so no spelling check finds them.
// Sees text only.

import { partsOf } from './hangulSyllable';

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
  ['안', '않'],
  ['로서', '로써'],
  ['던지', '든지'],
  ['웬', '왠'],
  ['낫', '낳'],
  ['맞추', '맞히'],
  ['바래', '바라'],
  ['어떻게', '어떡해'],
  ['에요', '예요'],
  ['마추', '맞추'],
  ['일부로', '일부러'],
  ['가르치', '가리키'],
  ['결재', '결제'],
  ['개발', '계발'],
  ['메', '매'],
  ['됬', '됐'],
  ['몇일', '며칠'],
  ['오랫만', '오랜만'],
  ['만듬', '만듦'],
  ['할께', '할게'],
];

/** Parts of Korean words that are right nowhere, with what is. */
const neverRight: readonly (readonly [RegExp, string])[] = [
  [/됬/g, '됐'],
  [/되(?=(?:요|서|서는|서야|야|야만|야지|야지만|야겠[가-힣]*|도록이면)$)/g, '돼'],
  [/돼(?=고|는|면|기|게|며|니|던|었|어|려|거나|므로|든|겠|자$)/g, '되'],
  [/^않(?=$|되|돼|된|됩|될|해|한다|합|하)/g, '안'],
  [/몇일/g, '며칠'],
  [/오랫만/g, '오랜만'],
  [/만듬/g, '만듦'],
  [/역활/g, '역할'],
  [/금새$/g, '금세'],
  [/왠만/g, '웬만'],
  [/왠일/g, '웬일'],
  [/웬지/g, '왠지'],
  [/어의없/g, '어이없'],
  [/어떻해/g, '어떡해'],
  [/아니예요/g, '아니에요'],
  [/뵈요/g, '봬요'],
  [/갯수/g, '개수'],
  [/댓가/g, '대가'],
  [/촛점/g, '초점'],
  [/컨데$/g, '컨대'],
  [/도데체/g, '도대체'],
  [/어짜피/g, '어차피'],
  [/일일히/g, '일일이'],
  [/깨끗히/g, '깨끗이'],
  [/틈틈히/g, '틈틈이'],
  [/꼼꼼이/g, '꼼꼼히'],
  [/통채/g, '통째'],
  [/설겆이/g, '설거지'],
  [/짜집기/g, '짜깁기'],
  [/서슴치/g, '서슴지'],
];

/** What follows 않 and 돼 where they are right. */
const impossible = /않(?![는다고아은으을기게습겠던지도나네니면며거았])|돼(?!$|[요서도야라있지])/;

const englishSets = new Map<string, string[]>();
for (const set of english) {
  for (const word of set) {
    englishSets.set(word, [...(englishSets.get(word) ?? []), ...set.filter((other) => other !== word)]);
  }
}

/** Sets of which the wrong one is written most often. */
const common = new Set(['their', 'there', "they're", 'your', "you're", 'its', "it's", 'then', 'than']);

/** What may have been meant instead of `word` (small letters), because the two are often confused; best first. */
export interface Meant {
  text: string;
  /** `certain`: the word is right nowhere. `common`: one of those confused most. */
  how: 'certain' | 'common' | 'other';
}

/** What `word` may have been meant to be. */
export function meantBy(word: string): Meant[] {
  const right = correctSpelling(word);
  if (right !== word) return [{ text: right, how: 'certain' }];
  const how = common.has(word) || /되|돼/.test(word) ? 'common' : 'other';
  return confusedWith(word)
    .filter((text) => correctSpelling(text) === text && !impossible.test(text))
    .map((text) => ({ text, how }));
}

/** Endings of verbs are too many for a list of words to hold them all. */
export function isOpenEnded(text: string): boolean {
  return /[되돼안않]/.test(text);
}

/** The word without parts that are right nowhere; as it is where there are none. */
export function correctSpelling(word: string): string {
  const mended = neverRight.reduce((text, [wrong, right]) => text.replace(wrong, right), word);
  // A promise is written -ㄹ게, though it sounds like -ㄹ께.
  return mended.replace(/([가-힣])께(?=요?$)/g, (all, before: string) => (endsInRieul(before) ? `${before}게` : all));
}

const rieulFinal = 8;

function endsInRieul(syllable: string): boolean {
  return partsOf(syllable).final === rieulFinal;
}

/** What may stand where `word` (small letters) was meant, and the other way round. */
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
