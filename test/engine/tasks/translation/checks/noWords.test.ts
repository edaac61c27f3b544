import assert from 'node:assert/strict';
import { EnglishWords } from '../../../../../src/engine/languages/englishWords';
import { PlainNouns } from '../../../../../src/engine/languages/plainNouns';
import { SyllablePairs } from '../../../../../src/engine/languages/syllablePairs';
import { WordList } from '../../../../../src/engine/languages/wordList';
import { noWords } from '../../../../../src/engine/tasks/translation/checks/noWords';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const english = new EnglishWords(new WordList('the chats were archived chat archive run with in'.split(' ')));
const failed = (source: string, target: string, to: TextLanguage = 'en', code = new Set<string>()) =>
  noWords({ source, target, to, known: { english, code } }).map(({ target }) => target);

suite('noWords', () => {
  test('a word that does not exist fails, once', () => {
    assert.deepEqual(failed('대화를 보관했습니다.', 'The chats were archiveed archiveed.'), ['archiveed']);
    assert.deepEqual(failed('대화를 보관했습니다.', 'The chats were archived.'), []);
  });
  test('verbs of Korean itself take no 하다', () => {
    const korean = (target: string) =>
      noWords({ source: 'They overlap.', target, to: 'ko', known: { syllables: SyllablePairs.parse('') } }).map(
        ({ target }) => target,
      );
    assert.deepEqual(korean('서로 겹치할 수 있습니다.'), ['겹치할']);
    for (const target of ['서로 겹칠 수 있습니다.', '남기고 지킵니다.', '방식을 달리할 때', '살리려면 누르세요.'])
      assert.deepEqual(korean(target), [], target);
  });
  test('nouns that nobody makes a verb of take no 하다 and no 되다', () => {
    const known = { syllables: SyllablePairs.parse(''), nouns: PlainNouns.parse('연도\n문서\n') };
    const korean = (target: string) => noWords({ source: 'It is dated.', target, to: 'ko', known });
    assert.deepEqual(korean('연도된 문서입니다.'), [{ check: 'noWord', source: '', target: '연도된' }]);
    assert.deepEqual(korean('연도가 있는 문서입니다.'), []);
  });
  test('what the source has in Latin letters or spells in Hangul passes, and what is code', () => {
    assert.deepEqual(failed('pytest로 실행하세요.', 'Run with pytest.'), []);
    assert.deepEqual(failed('마스토돈에서 실행하세요.', 'Run in mastodon.'), []);
    assert.deepEqual(failed('실행하세요.', 'Run with vitest.', 'en', new Set(['vitest'])), []);
  });
  test('parts of paths, calls, options and kept things pass', () => {
    for (const target of ['Run src/foobaz.', 'Run foobaz().', 'Run --foobaz.', 'Run foobaz.py.', 'Run \ue000foobaz.'])
      assert.deepEqual(failed('실행하세요.', target), [], target);
  });
  test('a form that is none fails, though its syllables stand together elsewhere', () => {
    const syllables = SyllablePairs.parse('누구\n구가\n누군\n군가\n있습\n습니\n니다\n');
    const told = (target: string) => noWords({ source: 'Who?', target, to: 'ko', known: { syllables } });
    assert.deepEqual(told('누구가 있습니다.'), [{ check: 'noWord', source: '', target: '누구가' }]);
    assert.deepEqual(told('누군가 있습니다.'), []);
  });
  test('Korean words of syllables that nobody writes together fail, but names that they spell', () => {
    const syllables = SyllablePairs.parse('괜찮\n찮은\n배경\n');
    const said = (source: string, target: string) =>
      noWords({ source, target, to: 'ko', known: { syllables } }).map(({ target }) => target);
    assert.deepEqual(said('It has a fine background.', '랜찮은 배경입니다.'), ['랜찮은']);
    assert.deepEqual(said('It has a fine background.', '괜찮은 배경입니다.'), []);
    assert.deepEqual(said('It is a lunch one.', '런치 배경'), []);
    assert.deepEqual(said('It is 랜찮은.', '랜찮은 배경'), []);
    assert.deepEqual(said('It is X.', 'X랜찮은 배경'), []);
  });
  test('two particles that never stand together fail', () => {
    const syllables = SyllablePairs.parse('');
    const failed = (target: string) =>
      noWords({ source: '', target, to: 'ko', known: { syllables } }).map(({ target }) => target);
    assert.deepEqual(failed('서버는를 열고 사용자를은 봅니다.'), ['서버는를', '사용자를은']);
    assert.deepEqual(failed('서버에는 하는가를 사용자에게는'), []);
  });
  test('only a few verbs are denied by n’t', () => {
    assert.deepEqual(failed('실행하지 않습니다.', "It thumbn't run, and wasn't, and can’t."), ["thumbn't"]);
  });
  test('without a list, and in Korean, nothing fails', () => {
    assert.deepEqual(noWords({ source: '실행.', target: 'Run archiveed.', to: 'en' }), []);
    assert.deepEqual(failed('Run it.', 'archiveed 실행합니다.', 'ko'), []);
  });
});
