// Who does something, and to whom: a Korean subject that English makes the object of its own verb ("확장 프로그램이 경고합니다" as "it
// warns the extension"). By the particle, by where the model looked and by the order of English. Sees texts and places only.

import type { FailedCheck } from '../../../shared/protocol/translation';
import { type AlignedWord, wordsFrom } from './alignedWords';

/** A noun with the subject's particle, and right behind it a verb that somebody does; what tells more of a noun is none. */
const subjectAndVerb =
  /(?<![가-힣A-Za-z0-9])(?![가-힣]*없이)([가-힣A-Za-z0-9]{2,})[이가] ([가-힣]+(?:하(?:면|고|며|지만|도록|므로|여)|해서|할(?= 수)|니다))(?![가-힣])/g;
/** Verbs that happen or are done to somebody, and what is so: English often has an object for their subject. */
const happens =
  /[됩있없않못같많적큽작높낮깁짧좋쉽렵릅답럽롭뜹옵갑납]습?니다$|되|된|붙|생[기깁]|나[오옵타]|보[이입]|열[리립]|닫[히힙]|바[뀌뀝]|걸[리립]|끊|들|남|필요|가능|발[생전달]|존재|일치|증가|감소|시작|종료|끝|완료|실패|성공|변|다르|맞|일어|올라|내려|떨어|지[나났]|아니|아닙|입니다|늘|줄|켜|꺼|집니다|질|도착|만료|동작|작동|실행|로드|설치|적용|표시|추가|생성|포함|의미|관련|해당|중요|편리|유용|적합|충분|부족|동일|유사|간단|복잡|안전|유일|움직/;
/** Between a verb and its object. */
const determiners =
  /^ (?:(?:the|an?|its|their|your|other|another|all|each|every|this|that|these|those) )*(?:[a-z]+ )?$/;

/**
 * @param words Of the English target, with what the model looked at; asked for where the source has such a verb.
 * @returns One a subject that stands as an object.
 */
export function turnedRoles(source: string, target: string, words: () => readonly AlignedWord[]): FailedCheck[] {
  if (/\bby\b/.test(target)) return [];
  return [...source.matchAll(subjectAndVerb)].flatMap(({ 0: said, 1: noun, 2: verb, index }): FailedCheck[] => {
    if (happens.test(verb!)) return [];
    const verbAt = index + said.length - verb!.length;
    const nouns = wordsFrom(words(), index, noun!.length);
    const verbs = wordsFrom(words(), verbAt, verb!.length);
    const isObject = nouns.length > 0 && verbs.length > 0 && nouns.every((word) => word.start > verbs[0]!.start);
    const between = target.slice(verbs.at(-1)?.end, nouns[0]?.start);
    return isObject && determiners.test(between) ? [{ check: 'meaning', source: said, target: '' }] : [];
  });
}
