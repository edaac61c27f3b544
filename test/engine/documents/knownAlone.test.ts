import assert from 'node:assert/strict';
import { knownAlone } from '../../../src/engine/documents/knownAlone';

const en = { from: 'en', to: 'ko' } as const;
const targets = (plain: string, marked: readonly string[] = [], pair: { from: 'en' | 'ko'; to: 'en' | 'ko' } = en) => {
  const spans = marked.map((text) => ({ start: plain.indexOf(text), end: plain.indexOf(text) + text.length }));
  return knownAlone(plain, spans, pair).map(({ target }) => target);
};

suite('knownAlone', () => {
  test('a whole block of words or figures', () => {
    assert.deepEqual(targets('On, Off'), ['켬, 끔']);
    assert.deepEqual(targets('no more than 20 items'), ['최대 20개']);
    assert.deepEqual(targets('예', [], { from: 'ko', to: 'en' }), ['Yes']);
  });
  test('a letter that stands alone stays', () => {
    assert.deepEqual(targets('R'), ['R']);
    assert.deepEqual(targets('x', [], { from: 'ko', to: 'en' }), ['x']);
    assert.deepEqual(targets('R is a language.'), []);
  });
  test('a name that stands alone stays', () => {
    const isName = (word: string) => word === 'Brindle';
    const found = (plain: string) => knownAlone(plain, [], { ...en, isName }).map(({ target }) => target);
    assert.deepEqual(found('Brindle'), ['Brindle']);
    assert.deepEqual(found('Brindle keeps jobs.'), []);
  });
  test('what is emphasised as a name', () => {
    assert.deepEqual(targets('Set it to Low if you can.', ['Low']), ['낮음']);
    assert.deepEqual(targets('On means that it runs.', ['On']), ['켬']);
    assert.deepEqual(targets('Never share it.', ['Never']), []);
    assert.deepEqual(targets('It is on now.', ['on']), []);
  });
  test('a row that is marked in part is left to its words', () =>
    assert.deepEqual(targets('On, Off', ['Off']), ['끔']));
  test('ranges in running text', () => {
    assert.deepEqual(targets('It takes 30 to 60 seconds.'), ['30~60초']);
    assert.deepEqual(targets('30초에서 60초 걸립니다.', [], { from: 'ko', to: 'en' }), []);
    assert.deepEqual(targets('30~60초 걸립니다.', [], { from: 'ko', to: 'en' }), ['30–60 seconds']);
  });
  test('a welcome to a name, but not to one that is marked', () => {
    assert.deepEqual(targets('Welcome to Zulip!'), ['Zulip에 오신 것을 환영합니다']);
    assert.deepEqual(targets('Welcome to Zulip!', ['Zulip']), []);
  });
  test('a verb is no button', () =>
    assert.deepEqual(targets('업데이트할 때 기다립니다.', ['업데이트'], { from: 'ko', to: 'en' }), []));
});
