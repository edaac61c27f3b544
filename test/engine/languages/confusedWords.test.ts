import assert from 'node:assert/strict';
import { confusedWith, correctSpelling, meantBy } from '../../../src/engine/languages/confusedWords';

suite('confusedWith', () => {
  for (const [word, other] of [
    ['their', 'there'],
    ['its', "it's"],
    ['it’s', 'its'],
    ['than', 'then'],
    ['affect', 'effect'],
    ['되요', '돼요'],
    ['않된다', '안된다'],
    ['하지안고', '하지않고'],
    ['교사로써', '교사로서'],
    ['웬만하면', '왠만하면'],
    ['몇일', '며칠'],
  ] as const)
    test(`${word}: ${other}`, () => assert.ok(confusedWith(word).includes(other)));

  test('says nothing of other words', () => assert.deepEqual(confusedWith('garden'), []));
  test('never offers the word itself', () => {
    for (const word of ['되', '안', 'their', 'too']) assert.ok(!confusedWith(word).includes(word));
  });
});

suite('meantBy', () => {
  const texts = (word: string) => meantBy(word).map(({ text }) => text);

  for (const [wrong, right] of [
    ['되요', '돼요'],
    ['되서', '돼서'],
    ['안되야', '안돼야'],
    ['돼고', '되고'],
    ['돼는', '되는'],
    ['저장됬습니다', '저장됐습니다'],
    ['몇일', '며칠'],
    ['할께요', '할게요'],
    ['먹을께', '먹을게'],
    ['않', '안'],
    ['역활을', '역할을'],
  ] as const)
    test(`${wrong} is right nowhere: ${right}`, () =>
      assert.deepEqual(meantBy(wrong), [{ text: right, how: 'certain' }]));

  test('nothing that is right nowhere was meant', () => {
    for (const word of ['며칠', '돼요', '돼서', '됐다', '할게요', '나은데']) assert.deepEqual(texts(word), [], word);
  });

  test('a spelling that is right stays', () => {
    for (const word of ['되어', '되도록', '돼지', '돼야', '함께', '않은', '누구에게', 'their'])
      assert.equal(correctSpelling(word), word);
  });

  test('what is confused most comes with that', () => {
    assert.deepEqual(meantBy('your'), [{ text: "you're", how: 'common' }]);
    assert.deepEqual(meantBy('affect'), [{ text: 'effect', how: 'other' }]);
  });
});
