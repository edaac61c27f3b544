import assert from 'node:assert/strict';
import { turnedVoice } from '../../../../src/engine/tasks/translation/turnedVoice';
import { linkedWords } from '../../../support/linkedWords';

const turned = (source: string, target: string, links: Readonly<Record<string, string>>) =>
  turnedVoice(source, target, () => linkedWords(source, target, links)).map(({ source: said }) => said);

suite('turnedVoice', () => {
  const source = 'The client sends the token, and the server deletes it.';
  test('who does something has it done to itself', () => {
    const links = { 서버가: 'server', 삭제됩니다: 'deletes' };
    assert.deepEqual(turned(source, '클라이언트는 토큰을 보내고 서버가 삭제됩니다.', links), ['the server deletes it']);
    const shown = { 편집기가: 'editor', 표시됩니다: 'shows' };
    assert.deepEqual(turned('A model writes and the editor shows it.', '모델이 쓰고 편집기가 표시됩니다.', shown), [
      'the editor shows it',
    ]);
  });
  test('not where it does it, where what it is done to is named, or with another particle', () => {
    const links = { 서버가: 'server', 서버에서: 'server', 삭제합니다: 'deletes', 삭제됩니다: 'deletes', 토큰이: 'it' };
    assert.deepEqual(turned(source, '클라이언트는 토큰을 보내고 서버가 삭제합니다.', links), []);
    assert.deepEqual(turned(source, '클라이언트는 토큰을 보내고 서버에서 삭제됩니다.', links), []);
    assert.deepEqual(turned(source, '보내면 서버가 받은 토큰이 삭제됩니다.', links), []);
  });
  test('who does something is what it is done to', () => {
    const links = { 편집기를: 'editor', 줍니다: 'shows', 보여: 'shows' };
    const shown = 'A model writes and the editor shows it.';
    assert.deepEqual(turned(shown, '모델이 쓰고 편집기를 보여 줍니다.', links), ['the editor shows it']);
    assert.deepEqual(
      turned('The tool lets the user wait.', '도구를 사용하면 기다립니다.', { 도구를: 'tool', 기다립니다: 'lets' }),
      [],
    );
  });
  test('verbs that begin like words of grammar are verbs', () => {
    for (const verb of ['forwards', 'overwrites', 'notifies', 'performs']) {
      const said = `The proxy ${verb} the request.`;
      assert.deepEqual(turned(said, '프록시가 전달됩니다.', { 프록시가: 'proxy', 전달됩니다: verb }), [
        `The proxy ${verb} the`,
      ]);
    }
    assert.deepEqual(
      turned('A token for the page is deleted.', '토큰이 삭제됩니다.', { 토큰이: 'token', 삭제됩니다: 'for' }),
      [],
    );
  });
  test('nor of verbs whose object Korean makes the subject', () => {
    const links = { 페이지가: 'page', 표시됩니다: 'shows' };
    assert.deepEqual(turned('The page shows the list.', '목록의 페이지가 표시됩니다.', links), []);
    assert.deepEqual(turned('The build needs the key.', '키가 빌드에 요구됩니다.', { 키가: 'key' }), []);
  });
});
