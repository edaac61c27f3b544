// How Korean welcomes somebody to a place: "X에 오신 것을 환영합니다". Sees text only.

import { isOrdinaryEnglish } from './ordinaryEnglish';

const toName = /^Welcome to ((?:[A-Z][\w+#-]*(?:\.\w+)*(?: |$)){1,4}|[a-z]*[A-Z]\w*)$/;

/** Korean for "Welcome to" a name, which stays as it is; undefined for any other text, and for what may be words ("Our Docs"). */
export function koreanWelcome(text: string): string | undefined {
  const name = toName.exec(text)?.[1];
  const isName = name?.split(' ').every((word) => !isOrdinaryEnglish(word.toLowerCase()));
  return isName ? `${name}에 오신 것을 환영합니다` : undefined;
}

/** 오신을, and what else is none of its forms. */
const broken =
  /(?<=에 )오신(?! 것|[가-힣]* (?:분|여러))(?:신|을|걸)?(?: (?:환영|종료)(?:합니다|됩니다|하세요)?)?(?=$|[.!,:\s])/;
/** The place as what is welcomed or ended. */
const asObject = /(?<!분|기여|방문|참여)[을를] (?:환영|종료)합니다(?=$|[.!])/;

/** A translation of "Welcome to" a place, its welcome put right; any other as it is. */
export function withKoreanWelcome(source: string, target: string): string {
  if (!/^Welcome (?:back )?to\b/i.test(source) || /오신 것을|방문/.test(target)) return target;
  return target.includes('오신')
    ? target.replace(broken, '오신 것을 환영합니다')
    : target.replace(asObject, '에 오신 것을 환영합니다');
}
