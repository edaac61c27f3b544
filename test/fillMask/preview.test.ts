import assert from 'node:assert/strict';
import type { FillItem } from '../../src/fillMask/fillSession';
import { PatchedText } from '../../src/fillMask/patchedText';
import { evidenceWords, excerptOf, previewOf } from '../../src/fillMask/preview';

const text = new PatchedText('A cow eats grass.');
const blank = { start: 2, end: 5 };
const owl: FillItem = {
  kind: 'candidate',
  text: 'owl',
  probability: 0.4,
  isOriginal: false,
  patches: [
    { range: { start: 0, end: 1 }, text: 'An' },
    { range: blank, text: 'owl' },
  ],
  evidence: [
    { start: 6, end: 10 },
    { start: 0, end: 1 },
  ],
};

suite('previewOf', () => {
  test('covers the word and what changes beside it, and underlines the evidence that is in view', () => {
    assert.deepEqual(previewOf({ text, blank, reasons: [] }, owl), {
      covers: owl.patches,
      evidence: [{ start: 6, end: 10 }],
      blank,
    });
  });

  test('covers nothing for nothing, for "more" and for what stands there', () => {
    const own: FillItem = { ...owl, patches: [], evidence: [] };
    for (const item of [undefined, { kind: 'more' } as const, own]) {
      assert.deepEqual(previewOf({ text, blank, reasons: [] }, item), { covers: [], evidence: [], blank });
    }
  });

  test('covers what was chosen before too, all in the offsets of the passage', () => {
    const chosen = text.with([{ range: blank, text: 'horse' }]);
    const later = { start: chosen.text.indexOf('grass'), end: chosen.text.indexOf('.') };
    const hay: FillItem = {
      ...owl,
      text: 'hay',
      patches: [{ range: later, text: 'hay' }],
      evidence: [
        { start: 2, end: 7 },
        { start: 8, end: 12 },
      ],
    };
    assert.deepEqual(previewOf({ text: chosen, blank: later, reasons: [] }, hay), {
      covers: [
        { range: blank, text: 'horse' },
        { range: { start: 11, end: 16 }, text: 'hay' },
      ],
      evidence: [{ start: 6, end: 10 }],
      blank: { start: 11, end: 16 },
    });
  });

  test('covers every blank of a combination', () => {
    const patches = [
      { range: blank, text: 'cat' },
      { range: { start: 11, end: 16 }, text: 'fish' },
    ];
    const both: FillItem = { kind: 'joint', texts: ['cat', 'fish'], probability: 0.1, patches };
    assert.deepEqual(previewOf({ text, blank, reasons: [] }, both), { covers: patches, evidence: [], blank });
  });
});

suite('excerptOf', () => {
  test('is the line with the highlighted word in it', () => {
    assert.equal(excerptOf({ text, blank }, owl, 80), 'An owl eats grass.');
    assert.equal(excerptOf({ text, blank }, undefined, 80), 'A cow eats grass.');
  });

  test('is no more than the line, cut around the word', () => {
    const long = new PatchedText(`Before\n${'x'.repeat(50)} cow ${'y'.repeat(50)}\nAfter`);
    const place = { start: long.text.indexOf('cow'), end: long.text.indexOf('cow') + 3 };
    assert.equal(excerptOf({ text: long, blank: place }, undefined, 13), '…xxxx cow yyyy…');
  });

  test('words that speak for a candidate are said', () => {
    const text = new PatchedText('An owl sat and sat.');
    const evidence = [
      { start: 7, end: 10 },
      { start: 15, end: 18 },
    ];
    const owl: FillItem = { kind: 'candidate', text: 'owl', probability: 1, isOriginal: false, patches: [], evidence };
    assert.deepEqual(evidenceWords({ text }, owl), ['sat']);
    assert.deepEqual(evidenceWords({ text }, { kind: 'more' }), []);
  });
});
