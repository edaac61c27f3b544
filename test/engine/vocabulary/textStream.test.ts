import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextStream } from '../../../src/engine/vocabulary/textStream';

suite('TextStream', () => {
  test('gives the same text however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(4)), (text, sizes) => {
        const bytes = Buffer.from(text).toString('latin1');
        const stream = new TextStream();
        let at = 0;
        for (const size of sizes) {
          stream.push(bytes.slice(at, at + size));
          at += size;
        }
        stream.push(bytes.slice(at));
        assert.equal(stream.text, text);
        assert.equal(stream.missingBytes, 0);
      }),
    );
  });

  test('holds half a syllable back', () => {
    const stream = new TextStream();
    const bytes = Buffer.from('한').toString('latin1');
    assert.equal(stream.push(bytes.slice(0, 2)), '');
    assert.equal(stream.missingBytes, 1);
    assert.equal(stream.push(bytes.slice(2)), '한');
    assert.equal(stream.missingBytes, 0);
  });
});
