import assert from 'node:assert/strict';
import { InlineText, readInline } from '../../../src/engine/documents/inlineText';
import { codeRule, hasWords, linkRule, withAddressesApart } from '../../../src/engine/documents/plainLinks';
import { ProseBuilder } from '../../../src/engine/documents/proseBlock';
import type { Cell } from '../../../src/engine/documents/targetCells';

function read(text: string) {
  const builder = new ProseBuilder();
  readInline(new InlineText(text, [{ start: 0, end: text.length }]), [codeRule, linkRule], builder);
  return builder.finish({ mayWrap: false, prefix: '', role: '' });
}

suite('plainLinks', () => {
  test('a link goes around its words, with its address kept', () => {
    const { plain, spans } = read('See [the guide](a_(b).md "T") now.');
    assert.equal(plain, 'See the guide now.');
    assert.deepEqual(
      spans.map(({ open, close }) => [open, close]),
      [['[', '](a_(b).md "T")']],
    );
  });

  test('code and a link of code are things', () => {
    assert.equal(read('Run `npm i` or [`x`](y).').plain, 'Run \ue000 or \ue000.');
  });

  test('brackets alone are text', () => {
    assert.equal(read('[WIP] and a(b)').plain, '[WIP] and a(b)');
  });

  test('code has no words', () => {
    assert.deepEqual([hasWords('`a`'), hasWords('`a` b')], [false, true]);
  });

  test('no Hangul touches an address', () => {
    const row = (...raws: string[]) =>
      withAddressesApart(raws.map((raw, unit): Cell => ({ kind: raw.length > 3 ? 'atom' : 'text', raw, unit }))).join(
        '',
      );
    assert.equal(row('https://x.example/a', '를', ' ', '봄'), 'https://x.example/a 를 봄');
    assert.equal(row('https://x.example/a', '', '는'), 'https://x.example/a 는');
    assert.equal(row('https://x.example/a', '.'), 'https://x.example/a.');
    assert.equal(row('`code`', '를'), '`code`를');
  });
});
