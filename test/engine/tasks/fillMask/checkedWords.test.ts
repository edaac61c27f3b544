import assert from 'node:assert/strict';
import { checkedWords } from '../../../../src/engine/tasks/fillMask/checkedWords';

const words = (text: string) => checkedWords(text).map(({ word }) => word);

suite('checkedWords', () => {
  test('plain words, apostrophes included, with their places', () => {
    const text = "It's a cat, isn’t it?";
    assert.deepEqual(words(text), ["It's", 'a', 'cat', 'isn’t', 'it']);
    for (const { start, end, word } of checkedWords(text)) assert.equal(text.slice(start, end), word);
  });

  test('skips code, links, addresses, paths, tags and mathematics', () => {
    const text =
      'Use `npm run` here.\n```\nsome code\n```\n[text](target) https://a.example/path me@b.example src/main.ts <div class="x"> $x + y$ end';
    assert.deepEqual(words(text), ['Use', 'here', 'text', 'end']);
  });

  test('skips names and abbreviations, but not the first word of a sentence', () => {
    assert.deepEqual(words('The NASA engineer Anna left. Then iOS came.'), ['The', 'engineer', 'left', 'Then', 'came']);
  });

  test('skips what is glued to digits, signs and other scripts', () => {
    assert.deepEqual(words('v2 x86 snake_case long-term API를 word 3rd #tag @name'), ['word']);
  });

  test('skips the page that a wiki link goes to where it is shown in other words', () => {
    assert.deepEqual(words('Open [[Kitbag settings|the settings]] or [[keys]].'), [
      'Open',
      'the',
      'settings',
      'or',
      'keys',
    ]);
  });

  test('takes Korean words', () => assert.deepEqual(words('나는 학교에 갔다.'), ['나는', '학교에', '갔다']));

  test('skips front matter and link definitions', () => {
    assert.deepEqual(words('---\ntitle: some thing\n---\nreal text\n\n[a]: http://b.example some\n'), ['real', 'text']);
  });
});
