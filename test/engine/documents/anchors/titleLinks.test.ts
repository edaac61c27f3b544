import assert from 'node:assert/strict';
import { hasTitleLinks, titleLinks } from '../../../../src/engine/documents/anchors/titleLinks';

suite('links by the words of a heading', () => {
  const titles = [{ was: 'Site settings', is: '사이트 설정', id: '사이트-설정' }];
  const written = (source: string, target: string) =>
    titleLinks(source, target, titles)
      .toReversed()
      .reduce((text, { at, address }) => text.slice(0, at) + address + text.slice(at), target);

  test('get its address where their words are others', () => {
    assert.equal(written('See [site  settings].', '[설정]을 보세요.'), '[설정](#사이트-설정)을 보세요.');
    assert.equal(written('See [Site settings].', '[사이트 설정]을 보세요.'), '[사이트 설정]을 보세요.');
    assert.equal(written('See [Site settings].', '[Site settings] 참조'), '[Site settings](#사이트-설정) 참조');
  });

  test('are none in code, with an address or a label, and where brackets came or went', () => {
    for (const text of ['`[Site settings]`', '[Site settings](a.md)', '[Site settings][a]', '[^Site settings]'])
      assert.ok(!hasTitleLinks(text, ['Site settings']), text);
    assert.ok(hasTitleLinks('See [Site settings].', ['Site settings']));
    assert.equal(written('See [Site settings].', '설정을 보세요.'), '설정을 보세요.');
    assert.equal(written('See [x] and [Site settings].', '[설정]과 x'), '[설정]과 x');
  });
});
