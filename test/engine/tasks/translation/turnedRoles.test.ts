import assert from 'node:assert/strict';
import { turnedRoles } from '../../../../src/engine/tasks/translation/turnedRoles';
import { linkedWords } from '../../../support/linkedWords';

const turned = (source: string, target: string, links: Readonly<Record<string, string>>) =>
  turnedRoles(source, target, () => linkedWords(source, target, links)).map(({ source: said }) => said);

suite('turnedRoles', () => {
  const source = '이미지는 밤마다 도구가 지웁니다.';
  test('a subject that English makes the object of its own verb is told', () => {
    const links = { Images: '이미지는', clear: '지웁니다', tool: '도구가' };
    assert.deepEqual(turned(source, 'Images will clear the tool.', links), ['도구가 지웁니다']);
    const thread = '기다리는 스레드는 다른 스레드가 중단할 수 있습니다.';
    const others = { Threads: '기다리는', break: '중단할', threads: '스레드가' };
    assert.deepEqual(turned(thread, 'Threads can break other threads.', others), ['스레드가 중단할']);
  });
  test('not one that does it, before the verb or behind "by"', () => {
    const links = { tool: '도구가', clears: '지웁니다', cleared: '지웁니다', images: '이미지는', Images: '이미지는' };
    assert.deepEqual(turned(source, 'Every night the tool clears images.', links), []);
    assert.deepEqual(turned(source, 'Images are cleared by the tool.', links), []);
  });
  test('nor one to whom it happens, which English often has as an object', () => {
    const error = '파일이 없으면 오류가 발생합니다.';
    assert.deepEqual(turned(error, 'A missing file raises an error.', { raises: '발생합니다', error: '오류가' }), []);
    const need = '이 기능에는 위치가 필요합니다.';
    assert.deepEqual(turned(need, 'It needs the location.', { needs: '필요합니다', location: '위치가' }), []);
  });
  test('nor one of which the model does not tell where it went', () => {
    assert.deepEqual(turned(source, 'Images will clear the tool.', { Images: '이미지는', clear: '지웁니다' }), []);
  });
});
