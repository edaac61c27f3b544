import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SuggestionCache } from '../../src/completion/suggestionCache';
import { splitAtCursor } from '../support/cursorMark';

const at = (marked: string, scope = 'a') => ({ scope, ...splitAtCursor(marked) });

function cacheWith(marked: string, ...texts: string[]): SuggestionCache {
  const cache = new SuggestionCache();
  cache.remember(at(marked), texts, texts.length > 1);
  return cache;
}

suite('SuggestionCache', () => {
  test('serves the rest of what is being typed', () => {
    const cache = cacheWith('The cat|', ' sat on');
    assert.deepEqual(cache.lookUp(at('The cat|')), { kind: 'hit', texts: [' sat on'] });
    assert.deepEqual(cache.lookUp(at('The cat s|')), { kind: 'hit', texts: ['at on'] });
    assert.deepEqual(cache.lookUp(at('The cat sat o|')), { kind: 'hit', texts: ['n'] });
  });

  test('misses when something else is typed, or all of it', () => {
    const cache = cacheWith('The cat|', ' sat');
    assert.equal(cache.lookUp(at('The cat r|')).kind, 'miss');
    assert.equal(cache.lookUp(at('The cat sat|')).kind, 'miss');
    assert.equal(cache.lookUp(at('The dog|')).kind, 'miss');
  });

  test('shows the earlier suggestion after deleting back', () => {
    const cache = cacheWith('The cat|', ' sat');
    cache.remember(at('The cat r|'), ['an'], false);
    assert.deepEqual(cache.lookUp(at('The cat r|')), { kind: 'hit', texts: ['an'] });
    assert.deepEqual(cache.lookUp(at('The cat |')), { kind: 'hit', texts: ['sat'] });
    assert.deepEqual(cache.lookUp(at('The cat|')), { kind: 'hit', texts: [' sat'] });
  });

  test('prefers what was made for this very state', () => {
    const cache = cacheWith('The cat|', ' sat');
    cache.remember(at('The cat s|'), ['lept', 'at'], true);
    assert.deepEqual(cache.lookUp(at('The cat s|')), { kind: 'hit', texts: ['lept', 'at'] });
  });

  test('keeps the alternatives of an explicit trigger that still fit', () => {
    const cache = cacheWith('The cat|', ' sat', ' slept', ' ran');
    assert.deepEqual(cache.lookUp(at('The cat s|')), { kind: 'hit', texts: ['at', 'lept'] });
    assert.deepEqual(cache.lookUp(at('The cat|'), true), { kind: 'hit', texts: [' sat', ' slept', ' ran'] });
    assert.equal(cache.lookUp(at('The cat s|'), true).kind, 'miss');
  });

  test('has no alternatives where only one suggestion was asked for', () => {
    assert.equal(cacheWith('The cat|', ' sat').lookUp(at('The cat|'), true).kind, 'miss');
  });

  test('remembers that there was nothing to suggest', () => {
    const cache = new SuggestionCache();
    cache.remember(at('xyzzy|'), [''], false);
    assert.deepEqual(cache.lookUp(at('xyzzy|')), { kind: 'nothing' });
    assert.deepEqual(cache.lookUp(at('xyzzy|'), true), { kind: 'miss' });
  });

  test('tells documents and the text after the cursor apart', () => {
    const cache = cacheWith('The cat|', ' sat');
    assert.equal(cache.lookUp(at('The cat|', 'b')).kind, 'miss');
    assert.equal(cache.lookUp(at('The cat|.')).kind, 'miss');
  });

  test('sees through the brackets that the editor closes by itself', () => {
    const cache = cacheWith('The cat| ran', ' (a "tom") and I');
    assert.deepEqual(cache.lookUp(at('The cat (|) ran')), { kind: 'hit', texts: ['a "tom") and I'] });
    assert.deepEqual(cache.lookUp(at('The cat (a "|") ran')), { kind: 'hit', texts: ['tom") and I'] });
  });

  test('waits while a Hangul syllable is on its way to the suggested one', () => {
    const cache = cacheWith('나는|', ' 학교에 간다');
    assert.deepEqual(cache.lookUp(at('나는 |')), { kind: 'hit', texts: ['학교에 간다'] });
    for (const half of ['ㅎ', '하', '학ㄱ', '학교ㅇ']) {
      const answer = cache.lookUp(at(`나는 ${half}|`));
      assert.equal(answer.kind, 'composing', half);
    }
    assert.deepEqual(cache.lookUp(at('나는 학|')), { kind: 'hit', texts: ['교에 간다'] });
    assert.equal(cache.lookUp(at('나는 호|')).kind, 'miss');
  });

  test('knows that a final consonant may move on to the next syllable', () => {
    assert.equal(cacheWith('|', '가구').lookUp(at('각|')).kind, 'composing');
  });

  test('works wherever the window begins', () => {
    const long = 'word '.repeat(200);
    const cache = cacheWith(`${long}The cat|`, ' sat');
    assert.deepEqual(cache.lookUp(at(`${long.slice(300)}The cat s|`)), { kind: 'hit', texts: ['at'] });
  });

  test('forgets what was used least recently', () => {
    const cache = new SuggestionCache(2);
    for (const marked of ['a|', 'b|', 'c|']) cache.remember(at(marked), ['x'], false);
    assert.equal(cache.lookUp(at('a|')).kind, 'miss');
    assert.equal(cache.lookUp(at('c|')).kind, 'hit');
    cache.clear();
    assert.equal(cache.lookUp(at('c|')).kind, 'miss');
  });

  test('serves every way of typing along and deleting back', () => {
    const character = fc.constantFrom('a', 'b', ' ', '\n', '가', '나', '(', '😀');
    const text = fc.array(character, { minLength: 2, maxLength: 20 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, text, fc.array(fc.nat(19), { maxLength: 10 }), (before, suggestion, after, places) => {
        const cache = new SuggestionCache();
        cache.remember({ scope: 'a', before, after }, [suggestion], false);
        for (const place of places) {
          const typed = place % suggestion.length;
          const answer = cache.lookUp({ scope: 'a', before: before + suggestion.slice(0, typed), after });
          assert.deepEqual(answer, { kind: 'hit', texts: [suggestion.slice(typed)] });
        }
      }),
    );
  });
});
