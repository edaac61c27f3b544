import assert from 'node:assert/strict';
import { allocatorSettings } from '../../src/client/allocatorSettings';

suite('the allocator of an engine process', () => {
  test('gets huge pages and gives large memory back', () => {
    assert.deepEqual(allocatorSettings({}), {
      GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
      MALLOC_MMAP_THRESHOLD_: '1048576',
      MALLOC_TRIM_THRESHOLD_: '131072',
    });
  });

  test('keeps what the person has set', () => {
    assert.deepEqual(allocatorSettings({ GLIBC_TUNABLES: 'glibc.rtld.nns=2', MALLOC_MMAP_THRESHOLD_: '1' }), {
      GLIBC_TUNABLES: 'glibc.rtld.nns=2:glibc.malloc.hugetlb=1',
      MALLOC_MMAP_THRESHOLD_: '1',
      MALLOC_TRIM_THRESHOLD_: '131072',
    });
    assert.equal(
      allocatorSettings({ GLIBC_TUNABLES: 'glibc.malloc.hugetlb=0' }).GLIBC_TUNABLES,
      'glibc.malloc.hugetlb=0',
    );
  });
});
