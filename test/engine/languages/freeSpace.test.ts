import assert from 'node:assert/strict';
import { freeSpace, withFreeSpace } from '../../../src/engine/languages/freeSpace';

suite('free space', () => {
  test('is unused', () => {
    const source = 'You need 200 MB of free disk space.';
    assert.equal(
      withFreeSpace(source, '200MB의 자유 디스크 공간이 필요합니다.'),
      '200MB의 여유 디스크 공간이 필요합니다.',
    );
    assert.equal(withFreeSpace('Check for free memory.', '무료 메모리를 확인합니다.'), '여유 메모리를 확인합니다.');
  });

  test('is left alone where something costs nothing, or nothing was free', () => {
    for (const source of ['The free plan has free storage space.', 'Draw in the space.']) {
      const target = '무료 저장 공간이 있습니다.';
      assert.equal(withFreeSpace(source, target), target);
    }
  });

  test('is told by what is free', () => {
    assert.ok(['a free port', 'free hard disk, free disk space'].every((text) => freeSpace.test(text)));
    assert.ok(!['a free book', 'It is free.', 'free storage for students'].some((text) => freeSpace.test(text)));
  });
});
