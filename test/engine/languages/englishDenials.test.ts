import assert from 'node:assert/strict';
import { denialsOnTheVerb } from '../../../src/engine/languages/englishDenials';

suite('englishDenials', () => {
  const said = (text: string): string | undefined =>
    denialsOnTheVerb(text)?.reduceRight(
      (all, { start, end, text }) => all.slice(0, start) + text + all.slice(end),
      text,
    );

  test('neither ... nor is said on the verb', () => {
    assert.equal(
      said('Neither the client nor the server stores the password.'),
      'The client and the server do not store the password.',
    );
    assert.equal(said('Neither your name nor your address is saved.'), 'Your name and your address are not saved.');
    assert.equal(
      said('Neither the old key nor the new key can be used.'),
      'The old key and the new key cannot be used.',
    );
    assert.equal(said('Neither \ue000 nor \ue001 matches.'), '\ue000 and \ue001 do not match.');
    assert.equal(said('If neither the app nor the site replies, wait.'), 'If the app and the site do not reply, wait.');
    assert.equal(said('Neither the disk nor the card has room.'), 'The disk and the card do not have room.');
  });

  test('what may not be must not, where it is forbidden, and all but one is everything except it', () => {
    assert.equal(said('Files may not be larger than 5 MB.'), 'Files must not be larger than 5 MB.');
    assert.equal(said('You may not share the key.'), 'You must not share the key.');
    assert.equal(said('All but the last two are deleted.'), 'Everything except the last two are deleted.');
    assert.equal(said('It may not work. You may not see it. It is all but impossible.'), undefined);
  });

  test('nobody is no user', () => {
    assert.equal(said('Nobody can read the file.'), 'No user can read the file.');
    assert.equal(said('When no one answers, it stops.'), 'When no user answers, it stops.');
  });

  test('what is not understood stays', () => {
    for (const text of [
      'Nobody but the user can read it.',
      'It reads neither the file nor the folder.',
      'Neither of them works.',
      'Tell nobody.',
      'Nobody should edit it.',
      'No one user can do it.',
    ])
      assert.equal(said(text), undefined, text);
  });
});
