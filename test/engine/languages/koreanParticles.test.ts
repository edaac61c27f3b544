import assert from 'node:assert/strict';
import {
  finalSound,
  fitParticle,
  fitSureParticles,
  leadingParticle,
  particleForms,
} from '../../../src/engine/languages/koreanParticles';

/** word, particle as it stands, particle as it must be */
const cases: [string, string, string][] = [
  ['사과', '을', '를'],
  ['책', '를', '을'],
  ['물', '를', '을'],
  ['학교', '은', '는'],
  ['집', '는', '은'],
  ['친구', '이', '가'],
  ['선생님', '가', '이'],
  ['바다', '과', '와'],
  ['산', '와', '과'],
  ['학교', '으로', '로'],
  ['집', '로', '으로'],
  ['서울', '으로', '로'], // ㄹ goes with the vowels here
  ['연필', '으로써', '로써'],
  ['학생', '로서', '으로서'],
  ['길', '으로부터', '로부터'],
  ['커피', '이나', '나'],
  ['빵', '나', '이나'],
  ['물', '나', '이나'],
  ['친구', '이라고', '라고'],
  ['학생', '라고', '이라고'],
  ['의자', '이며', '며'],
  ['누구', '이든지', '든지'],
  ['형', '랑', '이랑'],
  // digits, as they are said
  ['3', '를', '을'],
  ['2', '을', '를'],
  ['1', '으로', '로'],
  ['10', '로', '으로'],
  ['100', '가', '이'],
  ['2026', '는', '은'],
  ['v7', '으로', '로'],
  // Latin, as Korean says it
  ['API', '을', '를'],
  ['URL', '를', '을'],
  ['URL', '으로', '로'],
  ['HTML', '는', '은'],
  ['JSON', '를', '을'],
  ['PC', '이', '가'],
  ['USB', '은', '는'],
  ['file', '를', '을'],
  ['model', '으로', '로'],
  ['server', '을', '를'],
  ['button', '를', '을'],
  ['string', '는', '은'],
  ['name', '가', '이'],
  ['bucket', '를', '을'],
  ['cloud', '을', '를'],
  ['test', '을', '를'],
  ['stack', '와', '과'],
  ['code', '과', '와'],
  // closing signs are not said
  ['"책"', '를', '을'],
  ['`npm`', '은', '은'],
  ['함수()', '을', '를'],
];

suite('fitParticle', () => {
  for (const [word, given, wanted] of cases) {
    test(`${word} + ${given} is ${word}${wanted}`, () => assert.equal(fitParticle(word, given), wanted));
  }
  test('leaves alone what has one form or follows what is not read', () => {
    assert.equal(fitParticle('책', '에서'), '에서');
    assert.equal(fitParticle('東京', '을'), '을');
    assert.equal(fitParticle('', '을'), '을');
  });
  test('every form fits words of either sound and comes back', () => {
    for (const particle of ['은', '를', '으로', '와', '이나', '라고', '로부터']) {
      const forms = particleForms(particle);
      assert.equal(forms.length, 2);
      assert.ok(forms.includes(particle));
      assert.equal(fitParticle('책', fitParticle('나무', particle)), forms[0]);
      assert.equal(fitParticle('나무', fitParticle('책', particle)), forms[1]);
    }
  });
});

suite('leadingParticle', () => {
  for (const [text, found] of [
    ['를 먹었다', '를'],
    ['으로부터 왔다', '으로부터'],
    ['이', '이'],
    ['은, 그리고', '은'],
    ['이상한 날', undefined],
    ['에서 만나', undefined],
    ['을(를) 엽니다', undefined],
    ['은/는 그대로', undefined],
    [' 은', undefined],
    ['은행', undefined],
    ['가1', undefined],
    ['', undefined],
  ] as const)
    test(`"${text}" begins with ${found ?? 'none'}`, () => assert.equal(leadingParticle(text), found));
});

suite('finalSound', () => {
  test('reads the three sounds', () => {
    assert.deepEqual(['나무', '물', '책', '!?'].map(finalSound), ['vowel', 'rieul', 'consonant', undefined]);
  });
});

suite('fitSureParticles', () => {
  const check = (text: string, expected: string) => assert.equal(fitSureParticles(text), expected);
  test('를 behind a final consonant becomes 을', () => check('파일를 열고 공간를, 값를.', '파일을 열고 공간을, 값을.'));
  test('behind nouns that end on a vowel and no other word begins with', () => {
    check('업데이트이 실행되면 서버은 메시지을 보냅니다', '업데이트가 실행되면 서버는 메시지를 보냅니다');
    check('차이 서버이며 아이 고양이 문서와 종이', '차이 서버이며 아이 고양이 문서와 종이');
  });
  test('of two that never stand together the second is left', () => {
    check('관리자는만 서버를도 API는만 바꿉니다', '관리자만 서버도 API만 바꿉니다');
    check('마을만 하는만큼 는도시 큰도시', '마을만 하는만큼 는도시 큰도시');
  });
  test('both forms in one stay', () => {
    const both = '서버을(를) 열고 파일를/을 저장합니다. 앱으로(로) 가고 요일으로/로 바꾸고 친구와/과 사람와(과)';
    check(both, both);
  });
  test('what fits stays', () => check('도구를 마을을 아이를 를 API를', '도구를 마을을 아이를 를 API를'));
  test('a longer word is no particle', () => check('책를럼', '책를럼'));
  test('으로 behind a vowel or ㄹ becomes 로', () => {
    check('법률으로 정하고 요일으로는 도구으로만', '법률로 정하고 요일로는 도구로만');
    check('책으로 앞으로 서울로 으로', '책으로 앞으로 서울로 으로');
  });
  test('와 behind a final consonant', () => {
    check('사람와 함께', '사람과 함께');
    check('목록와는 달리', '목록과는 달리');
    check('파일와의 비교', '파일과의 비교');
    check('친구와 다녀와서 나와', '친구와 다녀와서 나와');
    check('서울와', '서울과');
  });
  test('a pronoun that is short before 가 alone', () => {
    check('누군와도 나누지 마세요.', '누구와도 나누지 마세요.');
    check('누군을 부릅니다.', '누구를 부릅니다.');
    check('누군가 옵니다.', '누군가 옵니다.');
    check('무언의 동의입니다.', '무언의 동의입니다.');
  });
});
