import assert from 'node:assert/strict';
import { acceptance, isKorean, replay } from '../../src/cli/replay';
import type { CompletionEngine } from '../../src/completion/completionEngine';
import { commandLineSettings } from '../../src/completion/flowSettings';

const settings = commandLineSettings();

/** Answers with whatever follows the prefix in `known`, at most `length` characters. */
function engineThatKnows(known: string, length: number): CompletionEngine & { prefixes: string[] } {
  const prefixes: string[] = [];
  return {
    prefixes,
    async complete({ prefix }) {
      prefixes.push(prefix);
      const text = known.startsWith(prefix) ? known.slice(prefix.length, prefix.length + length) : '';
      const suggestion = { text, stop: 'length' as const, logProb: -1, tokens: 1, confidence: 0.5 };
      return { suggestions: [suggestion], timing: { ms: 1, promptTokens: 1, reusedTokens: 0, decodedTokens: 1 } };
    },
  };
}

suite('acceptance', () => {
  test('takes all of a suggestion that the document goes on with', () =>
    assert.deepEqual(acceptance('at sat', 'at sat on'), { length: 6, keystrokes: 1 }));
  test('else takes the words that match, one keystroke each', () =>
    assert.deepEqual(acceptance('at sat up', 'at sat on'), { length: 6, keystrokes: 2 }));
  test('does not take half a word of the document', () => assert.equal(acceptance('at sit', 'atlas'), undefined));
  test('takes nothing that saves less than two characters', () => assert.equal(acceptance('at', 'at'), undefined));
  test('counts syllables, not bytes', () => assert.equal(acceptance('합니다', '합니다.')?.length, 3));
  test('takes nothing where nothing matches', () => assert.equal(acceptance(' dog', ' cat'), undefined));
});

suite('replay', () => {
  test('tells how much is typed', async () => {
    const told: number[] = [];
    const onProgress = (share: number) => void told.push(share);
    await replay('a'.repeat(400), 'markdown', engineThatKnows('', 9), settings, { from: 150, onProgress });
    assert.deepEqual(told, [0.4, 0.8]);
  });

  test('types everything where nothing is suggested', async () => {
    const text = 'The cat 🎉 sat.';
    const result = await replay(text, 'markdown', engineThatKnows('', 9), settings);
    assert.equal(result.characters, 14);
    assert.equal(result.keystrokes, 14);
    assert.deepEqual([result.saved, result.shown, result.accepted], [0, 0, 0]);
  });

  test('saves what a suggestion says, less one keystroke', async () => {
    const text = 'The cat sat on the mat.';
    const result = await replay(text, 'markdown', engineThatKnows(text, 100), settings);
    assert.deepEqual([result.keystrokes, result.shown, result.accepted, result.requests], [2, 1, 1, 1]);
    assert.equal(result.saved, text.length - 2);
  });

  test('does not ask again for what was suggested already', async () => {
    const engine = engineThatKnows('abcdefgh', 3);
    const result = await replay('abcXYZ', 'markdown', engine, settings);
    assert.deepEqual(engine.prefixes.slice(0, 2), ['a', 'abcX']);
    assert.equal(result.requests, engine.prefixes.length);
  });

  test('shows nothing over a syllable that is being composed, with an input method', async () => {
    const text = '이 문서는 설치 방법을 설명합니다.';
    const engine = engineThatKnows(text, 2);
    const result = await replay(text, 'markdown', engine, settings, { ime: true });
    const asked = engine.prefixes.filter((prefix) => /[가-힣]$/.test(prefix));
    assert.deepEqual(asked, []); // two syllables are never taken, so nothing is accepted
    assert.equal(result.accepted, 0);
    const knowing = await replay(text, 'markdown', engineThatKnows(text, 100), settings, { ime: true });
    assert.deepEqual([knowing.keystrokes, knowing.accepted], [3, 1]);
  });
});

suite('isKorean', () => {
  test('tells what is typed with a Korean input method', () => {
    assert.equal(isKorean('npm을 설치한 다음 `npm start`를 실행하세요.'), true);
    assert.equal(isKorean('The word 한글 means the Korean script.'), false);
    assert.equal(isKorean(''), false);
  });
});
