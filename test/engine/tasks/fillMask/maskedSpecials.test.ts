import assert from 'node:assert/strict';
import { maskedSpecials } from '../../../../src/engine/tasks/fillMask/maskedSpecials';
import type { Tokenizer } from '../../../../src/engine/vocabulary/tokenizer';

/** Special tokens numbered in their order. */
const withSpecials = (...contents: string[]) =>
  ({ special: (content: string) => (contents.includes(content) ? contents.indexOf(content) : undefined) }) as Tokenizer;

suite('maskedSpecials', () => {
  test('are ours, RoBERTa’s or BERT’s by their usual names', () => {
    const roles = { first: 0, last: 1, mask: 2, pad: 3 };
    assert.deepEqual(
      maskedSpecials(withSpecials('<bos>', '<eos>', '<mask>', '<pad>', '<cls>'), { cls_token: '<cls>' }),
      roles,
    );
    assert.deepEqual(maskedSpecials(withSpecials('<s>', '</s>', '<mask>', '<pad>'), {}), roles);
    assert.deepEqual(maskedSpecials(withSpecials('[CLS]', '[SEP]', '[MASK]', '[PAD]'), {}), roles);
  });

  test('are those that tokenizer_config.json names, as text or as an object', () => {
    const config = { cls_token: '<a>', sep_token: { content: '<b>' }, mask_token: '<c>', pad_token: '<d>' };
    const roles = { first: 0, last: 1, mask: 2, pad: 3 };
    assert.deepEqual(maskedSpecials(withSpecials('<a>', '<b>', '<c>', '<d>'), config), roles);
  });

  test('one that is missing is named', () => {
    const tokenizer = withSpecials('<s>', '</s>', '<pad>');
    assert.throws(() => maskedSpecials(tokenizer, {}), {
      code: 'modelUnsupported',
      message: /mask_token.*<mask>, \[MASK\]/,
    });
  });
});
