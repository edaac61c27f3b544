import assert from 'node:assert/strict';
import { confusedWith } from '../../../src/engine/languages/confusedWords';

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
