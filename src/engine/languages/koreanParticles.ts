// Korean particles (josa) whose form follows the sound before them: 은/는, 이/가, 을/를, 과/와, 으로/로 and their like.
// Sees text only. The sound is read off a Hangul syllable, a digit's Korean name, or a Latin word as Korean says it.

import { partsOf } from './hangulSyllable';

/** How a word ends when it is said: on a vowel, on ㄹ (which 으로 treats as a vowel), or on another consonant. */
export type FinalSound = 'vowel' | 'rieul' | 'consonant';

/** [after a consonant, after a vowel]. ㄹ goes with the consonants, except in the family of 으로. */
const pairs: readonly (readonly [string, string])[] = [
  ['은', '는'],
  ['이', '가'],
  ['을', '를'],
  ['과', '와'],
  ['으로', '로'],
  ['이나', '나'],
  ['이라', '라'],
  ['이며', '며'],
  ['이든', '든'],
  ['이랑', '랑'],
  ['이란', '란'],
  ['이야', '야'],
  ['이여', '여'],
  ['이고', '고'],
  ['이지만', '지만'],
  ['이므로', '므로'],
  ['이었다', '였다'],
  ['이에요', '예요'],
];

/** What may follow a pair's form and keeps its alternation: 으로+서, 으로+부터+는, 이라+고, 과+는 ... */
const tails: Readonly<Record<string, readonly string[]>> = {
  으로: ['서', '써', '부터', '는', '도', '만', '의', '까지', '서는', '서의', '부터는', '부터의', '써는'],
  과: ['는', '도', '의', '만', '까지'],
  이나: ['마', '마도'],
  이라: ['고', '는', '도', '면', '서', '야', '던', '고는', '고도', '는데'],
  이든: ['지', '가'],
  이란: ['다'],
};

/** Every form with the form it takes after the other sound. */
const forms = new Map<string, { afterConsonant: string; afterVowel: string }>();
for (const [afterConsonant, afterVowel] of pairs) {
  for (const tail of ['', ...(tails[afterConsonant] ?? [])]) {
    const form = { afterConsonant: afterConsonant + tail, afterVowel: afterVowel + tail };
    for (const text of [form.afterConsonant, form.afterVowel]) if (!forms.has(text)) forms.set(text, form);
  }
}

/**
 * The particle with two forms that `text` begins with and that is all of its first run of Hangul; else
 * undefined. Before a bracket or a stroke it is one of both forms, and stays: 을(를), 은/는.
 */
export function leadingParticle(text: string): string | undefined {
  const run = /^[가-힣]{1,6}/.exec(text)?.[0];
  const isWhole = run !== undefined && !/^[\p{L}\p{M}\p{N}(/]/u.test(text.slice(run.length));
  return isWhole && forms.has(run) ? run : undefined;
}

/** Both forms of a particle, e.g. 은 and 는; one where it has no other. */
export function particleForms(particle: string): string[] {
  const form = forms.get(particle);
  return form ? [form.afterConsonant, form.afterVowel] : [particle];
}

/** The particle in the form that `word` wants; as it is where the word's sound or another form isn't known. */
export function fitParticle(word: string, particle: string): string {
  const form = forms.get(particle);
  const sound = finalSound(word);
  if (!form || !sound) return particle;
  const isEuro = form.afterConsonant.startsWith('으');
  const wantsVowelForm = sound === 'vowel' || (sound === 'rieul' && isEuro);
  return wantsVowelForm ? form.afterVowel : form.afterConsonant;
}

/** Pronouns that lose their last syllable before 가 alone: 누군가, and 누구와. 무언의 is what goes without saying. */
const shortened: Readonly<Record<string, string>> = { 누군: '누구', 무언: '무엇' };

/** Frequent nouns that end on a vowel: 이, 은 and 을 right behind one are a particle, and the wrong one. */
const vowelNouns = [
  '업데이트|서버|페이지|브라우저|메시지|데이터|데이터베이스|스크립트|컴퓨터|변수|인터페이스|캐시|쿠키|컨테이너|클러스터|프로세스|서비스|디렉터리',
  '디렉토리|리포지토리|라이브러리|메모리|버퍼|포인터|드라이버|라우터|프린터|모니터|필터|카메라|배터리|코드|노드|모드|키보드|클라우드|다운로드|업로드',
  '메서드|필드|테스트|이벤트|포트|호스트|클라이언트|에이전트|컴포넌트|프로젝트|리스트|텍스트|폰트|사용자|관리자|개발자|문서|오류|에러|도구|메뉴|이미지|패키지|쿼리|폴더',
].join('|');
const behindVowelNoun = new RegExp(`(?<=${vowelNouns})[이은을](?=$|[^가-힣(/])`, 'g');

/**
 * Of two particles that never stand together the second alone is left (관리자는만). 를 behind a final consonant becomes 을, 와 becomes 과, and 으로 behind a vowel or ㄹ becomes 로. Of the forms only these are wrong wherever they stand: 은, 는, 이, 가,
 * 을, 과 and 로 end other words and forms of verbs too; behind frequent nouns 이, 은 and 을 are sure as well ("업데이트이"). Both forms in one stay (을(를)).
 */
export function fitSureParticles(text: string): string {
  return text
    .replace(/(?<=[가-힣A-Za-z0-9]{2}|[\ue000-\ue00f])[는를](?=[만도](?![가-힣]))/g, '')
    .replace(
      /(?<![가-힣])(누군|무언(?!의))([와과를을의])(?=$|[^가-힣(/]|[는도의](?![가-힣]))/g,
      (_, word: string, particle: string) => {
        const whole = shortened[word]!;
        return whole + fitParticle(whole, particle);
      },
    )
    .replace(/([가-힣])([를와])(?=$|[^가-힣(/]|[는도의](?![가-힣]))/g, (form, syllable: string, particle: string) =>
      hangulSound(syllable) === 'vowel' ? form : syllable + fitParticle(syllable, particle),
    )
    .replace(
      /(?<=[가-힣])([가-힣])으로(?=$|[^가-힣(/]|(?:서|써|부터|[는도의만])(?![가-힣]))/g,
      (form, syllable: string) => (hangulSound(syllable) === 'consonant' ? form : `${syllable}로`),
    )
    .replace(behindVowelNoun, (particle) => forms.get(particle)!.afterVowel);
}

/** How `word` ends; closing quotes and brackets are not said. Undefined where no letter or digit tells. */
export function finalSound(word: string): FinalSound | undefined {
  const spoken = word.replace(/[^\p{L}\p{N}]+$/u, '');
  const last = spoken.at(-1);
  if (last === undefined) return undefined;
  if (/[가-힣]/.test(last)) return hangulSound(last);
  if (/[0-9]/.test(last)) return digitSounds[Number(last)];
  if (/[A-Za-z]/.test(last)) return latinSound(/[A-Za-z]+$/.exec(spoken)![0]);
  return undefined;
}

const rieulFinal = 8;

function hangulSound(syllable: string): FinalSound {
  const { final } = partsOf(syllable);
  return final === 0 ? 'vowel' : final === rieulFinal ? 'rieul' : 'consonant';
}

/** 영 일 이 삼 사 오 육 칠 팔 구; 십, 백, 천, 만, 억 end on consonants as 영 does, so the last digit is enough. */
const digitSounds: readonly FinalSound[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel',
];

/** Names of letters: 엘 and 알 end on ㄹ, 엠 and 엔 on consonants, all others on vowels. */
function letterSound(letter: string): FinalSound {
  if (/[lr]/i.test(letter)) return 'rieul';
  return /[mn]/i.test(letter) ? 'consonant' : 'vowel';
}

/** Words that Korean says otherwise than their spelling suggests. */
const irregular: Readonly<Record<string, FinalSound>> = {
  api: 'vowel',
  bit: 'vowel', // 비트
  byte: 'vowel',
  type: 'consonant', // 타입
  group: 'consonant', // 그룹
  email: 'rieul',
  url: 'rieul',
  java: 'vowel',
  cache: 'vowel',
  page: 'vowel',
  home: 'consonant',
};

/** Loanword rules of thumb (Korean loanword orthography for English, chapter 3): which endings become a final consonant. */
function latinSound(word: string): FinalSound {
  const lower = word.toLowerCase();
  const known = irregular[lower];
  if (known) return known;
  if (word.length === 1 || word === word.toUpperCase() || !/[aeiouy]/.test(lower)) return letterSound(lower.at(-1)!);
  if (/l$|le$/.test(lower)) return 'rieul'; // model, file, table
  if (/m$|n$|ng$|[aeiou]me$|[aeiou]ne$/.test(lower)) return 'consonant'; // system, button, string, name, line
  if (/(^|[^aeiou])[aeiou](p|t|k|b|c|ck|pp|tt)$/.test(lower)) return 'consonant'; // map, bucket, web, topic, stack
  return 'vowel'; // server, code, cloud, test, image, log
}
