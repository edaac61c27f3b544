import assert from 'node:assert/strict';
import { isTrailer, trailerPattern } from '../../../src/engine/documents/trailers';

suite('trailers', () => {
  for (const line of [
    'Fixes #312',
    'closes user/tool#4, #5 and GH-17.',
    'Resolves: ABC-12',
    'Refs: https://example.org/issues/4',
    'Fixes: a1b2c3d4',
    'Change-Id: I6a1e0d5c7f3b2a4d8e9f0c1b2a3d4e5f60718293',
    'Signed-off-by: 박민아 <mina@example.org>',
    'Co-authored-by: Tom <tom@example.org>',
    'Cc: Tom Lee <tom@example.org>',
    'Reviewed-by: Jane Roe',
  ])
    test(`"${line}" is read by tools`, () => assert.ok(isTrailer(line)));

  for (const line of [
    'Fixes the reader of #312',
    'fixes #312 and the reader',
    'See the manual',
    'Note: write to <mina@example.org> first.',
    'Written by: hand',
    'Fixes',
  ])
    test(`"${line}" is prose`, () => assert.ok(!isTrailer(line)));

  test('a block that is nothing else is found', () => {
    const pattern = new RegExp(trailerPattern, 'u');
    assert.ok(pattern.test('Closes #5'));
    assert.ok(!pattern.test('This closes #5'));
  });
});
