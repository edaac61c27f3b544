import assert from 'node:assert/strict';
import type { OtherModel } from '../../../../src/engine/tasks/otherModel';
import {
  askTranslation,
  readTranslation,
  translationQuestion,
} from '../../../../src/engine/tasks/translation/askedTranslation';
import { neverCancelled } from '../../../../src/util/async';

const said = (plain: string, answer: string, to: 'ko' | 'en' = 'ko') => {
  const read = readTranslation(plain, answer, to);
  return 'said' in read ? read.said : undefined;
};

suite('translationQuestion', () => {
  test('says both languages, and which marks must come back', () => {
    const question = translationQuestion('Run \ue000 and \ue001 now.', 'ko');
    assert.match(question, /from English to Korean/);
    assert.match(question, /Keep <x0\/>, <x1\/> as written/);
    assert.ok(question.endsWith('\n\nRun <x0/> and <x1/> now.'));
    assert.doesNotMatch(translationQuestion('Run now.', 'ko'), /Keep/);
    assert.match(translationQuestion('지금 실행하세요.', 'en'), /from Korean to English/);
  });

  test('a text with marks of its own gets other ones', () => {
    assert.ok(translationQuestion('A tag <x0/> and \ue000.', 'ko').endsWith('A tag <x0/> and <y0/>.'));
    assert.equal(said('A tag <x0/> and \ue000.', '태그 <x0/>와 <y0/>.'), '태그 <x0/>와 \ue000.');
  });
});

suite('readTranslation', () => {
  const plain = 'The cat sat on the mat.';
  const good = '고양이가 매트에 앉았습니다.';

  test('takes a translation, and off it what models put around', () => {
    const answers = [
      good,
      ` ${good}\n`,
      `"${good}"`,
      `Translation: ${good}`,
      `번역: ${good}`,
      `<think>\nhm\n</think>\n\n${good}`,
    ];
    for (const answer of answers) assert.equal(said(plain, answer), good, answer);
    assert.equal(said('고양이가 매트에 앉았습니다.', 'The cat sat on the mat.', 'en'), 'The cat sat on the mat.');
  });

  test('puts kept things back, however their marks are written', () => {
    assert.equal(said('Run \ue000 now.', '지금 <x0/>을 실행하세요.'), '지금 \ue000을 실행하세요.');
    assert.equal(said('Run \ue000 now.', '지금 <x0>을 실행하세요.'), '지금 \ue000을 실행하세요.');
    assert.equal(said('Run \ue000 now.', '지금 < X0 /> 실행하세요.'), '지금 \ue000 실행하세요.');
    assert.equal(said('Run \ue000 now.', '지금 <x0></x0> 실행하세요.'), '지금 \ue000 실행하세요.');
  });

  const refused: [why: string, plain: string, answer: string][] = [
    ['nothing', plain, ''],
    ['several lines', plain, `${good}\n\nNote: polite style.`],
    ['the source itself', plain, plain],
    ['the source and a translation', plain, `${plain} ${good}`],
    ['another language', plain, 'Le chat est assis.'],
    ['marks of a chat', plain, `${good}<|im_end|>`],
    ['turns of another template', plain, `<start_of_turn>user ${good}`],
    ['broken characters', plain, '고양이가 매트에 앉\ufffd'],
    ['Markdown', plain, `**${good}**`],
    ['an essay', plain, good.repeat(20)],
    ['a lost thing', 'Run \ue000 now.', '지금 실행하세요.'],
    ['a doubled thing', 'Run \ue000 now.', '지금 <x0/> <x0/> 실행하세요.'],
    ['a thing of its own', 'Run \ue000 now.', '지금 <x0/> <x1/> 실행하세요.'],
    ['a private character', plain, `${good}\ue000`],
    ['a mark only', 'Run \ue000 now.', '<x0/>'],
  ];
  for (const [why, source, answer] of refused)
    test(`refuses ${why}`, () => assert.equal(said(source, answer), undefined));
});

suite('askTranslation', () => {
  const model = (...answers: string[]) => {
    const asked: string[] = [];
    const one: OtherModel = {
      ask: async (question) => {
        asked.push(question);
        return {
          text: answers[asked.length - 1] ?? '',
          isWhole: !answers[asked.length - 1]?.endsWith('…'),
          model: 'm',
        };
      },
    };
    return { one, asked };
  };

  test('asks once more and says what was wrong', async () => {
    const { one, asked } = model('지금 실행하세요.', '지금 <x0/> 실행하세요.');
    const result = await askTranslation(one, 'Run \ue000 now.', 'ko', neverCancelled);
    assert.deepEqual(result, { said: '지금 \ue000 실행하세요.' });
    assert.match(asked[1]!, /An earlier answer was wrong: <x0\/> must stand in it exactly once/);
  });

  test('never a third time', async () => {
    const { one, asked } = model('no', 'no', '지금 <x0/> 실행하세요.');
    assert.deepEqual(await askTranslation(one, 'Run \ue000 now.', 'ko', neverCancelled), { trouble: 'unusable' });
    assert.equal(asked.length, 2);
  });

  test('an answer that was cut is none, however good it looks', async () => {
    const { one } = model('고양이가 앉았습니다. …', '고양이가 앉았습니다.');
    assert.deepEqual(await askTranslation(one, 'The cat sat.', 'ko', neverCancelled), { said: '고양이가 앉았습니다.' });
  });
});
