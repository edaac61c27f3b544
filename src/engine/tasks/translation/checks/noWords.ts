// Words that do not exist ("archiveed", "랜찮은"): what a model puts together from pieces. Names that the source spells in the
// other script, and all that it has itself, are left alone.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { isTransliterated } from '../../../languages/transliteration';
import type { CheckedSentence } from './checkedSentence';

/** In small letters, no part of a path, an address, a call, an option or something kept. */
const word = /(?<![\w./@#:&$'’\]\ue000-\ue00f-])[a-z]{4,}(?![\w/=’'\ue000-\ue00f-]|[:.]\w|\()/g;

export function noWords(sentence: CheckedSentence): FailedCheck[] {
  const strange = sentence.to === 'en' ? strangeEnglish(sentence) : strangeKorean(sentence);
  return [...new Set(strange)].map((each) => ({ check: 'noWord', source: '', target: each }));
}

function strangeEnglish({ source, target, known }: CheckedSentence): string[] {
  const { english, code } = known ?? {};
  if (!english) return [];
  const said = source.toLowerCase();
  const isOfSource = (each: string) => said.includes(each) || code?.has(each) || isTransliterated(each, source, 0);
  const words = (target.match(word) ?? []).filter((each) => !english.has(each) && !isOfSource(each));
  return [...words, ...(target.match(denied) ?? []).filter((each) => !deniable.test(each))];
}

/** "thumbn't" */
const denied = /\b[a-z]+n['’]t\b/gi;
const deniable =
  /^(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|must|need|might|may|ought|dare|sha|ai)n['’]/i;

/** "누구" has a subject's form of its own, 누가; the syllables are those of other words. */
const wrongForm = /(?<![가-힣])누구가(?![가-힣])/g;

/** A noun has one particle of its part in the sentence; 는가 asks and 은 begins other words. */
const twoParticles =
  /(?:[가-힣A-Za-z0-9]{2,}|[\ue000-\ue00f])(?:를[은는이을를의에]|는[은는을를의]|에[를을]|에게[을를])(?![가-힣])/g;

/** Verbs of Korean's own take their endings as they are: 겹칠, and no 겹치할. */
const wrongVerb = new RegExp(
  `(?<![가-힣])(?:${(
    '겹치 멈추 움직이 바꾸 나누 고치 지키 맞추 갖추 낮추 늦추 감추 비추 키우 지우 채우 세우 비우 배우 싸우 외우 피우 나오 들어오 가져오 돌아오 ' +
    '떠나 만나 일어나 나타나 끝나 벗어나 모이 보이 쌓이 쓰이 줄이 높이 기울이 붙이 숨기 남기 넘기 옮기 맡기 즐기 생기 당기 챙기 누르 고르 따르 ' +
    '흐르 부르 서두르 돌리 올리 내리 버리 기다리 빌리 열리 걸리 알리 날리 흔들리 틀리 살리 만들 흔들 던지 떨어지 사라지 빠지 터지 깨지 마치 미치 ' +
    '끼치 펼치 스치 부딪치'
  )
    .split(' ')
    .join('|')})(?:하(?:[는고며면]|지|도록|여)|할|합니다|한다|됩니다|되(?:[는고며면])|될)(?![가-힣])`,
  'g',
);

/** No part of something with Latin letters or digits in it. */
const hangul = /(?<![A-Za-z0-9\ue000-\ue00f])[가-힣]{2,}(?![A-Za-z0-9])/g;

function strangeKorean({ source, target, known }: CheckedSentence): string[] {
  const { syllables, nouns } = known ?? {};
  if (!syllables) return [];
  const names = namesIn(source);
  const isName = (each: string) => names.some((name) => spells(each, name));
  const isStrange = (each: string) => syllables.isStrange(each) || nouns?.isVerb(each);
  const strange = (target.match(hangul) ?? []).filter((each) => isStrange(each) && !isName(each));
  return [
    ...strange,
    ...(target.match(wrongForm) ?? []),
    ...(target.match(wrongVerb) ?? []),
    ...(target.match(twoParticles) ?? []),
  ].filter((each) => !source.includes(each));
}

/** Words in Latin letters, and two side by side as one: "OpenTelemetry" may be written apart. */
function namesIn(source: string): string[] {
  const words = source.match(/[A-Za-z]+/g) ?? [];
  return [...words, ...words.slice(1).map((each, n) => words[n] + each)];
}

/** Whether Hangul spells the name, alone or behind another word that is written together with it. */
function spells(word: string, name: string): boolean {
  return Array.from(word, (_, at) => word.slice(at)).some((part) => isTransliterated(name, part));
}
