import assert from 'node:assert/strict';
import { pathParts } from '../../../src/engine/documents/menuPaths';

const known = new Set(['Settings', 'Sign in', 'Sign in as...', 'Cookies', '설정', '쿠키']);
const partsOf = (plain: string) =>
  pathParts(plain, (text) => known.has(text)).map(({ start, end }) => plain.slice(start, end));

suite('pathParts', () => {
  test('are what stands beside an arrow and is known, as long as can be', () => {
    assert.deepEqual(partsOf('Go to Settings → Privacy → Cookies.'), ['Settings', 'Cookies']);
    assert.deepEqual(partsOf('Choose Sign in > Settings, then wait.'), ['Sign in', 'Settings']);
  });
  test('have the dots of their names, and are none where a longer name goes on', () => {
    assert.deepEqual(partsOf('Choose Settings > Sign in as..., then wait.'), ['Settings', 'Sign in as...']);
    assert.deepEqual(partsOf('Choose Settings > Cookies Again.'), ['Settings']);
  });
  test('end before a Korean particle', () =>
    assert.deepEqual(partsOf('설정 → 개인정보 → 쿠키로 이동하세요.'), ['설정', '쿠키']));
  test('are none without an arrow, and in a comparison', () => {
    assert.deepEqual(partsOf('Open Settings and Cookies.'), []);
    assert.deepEqual(partsOf('if a > b'), []);
  });
});
