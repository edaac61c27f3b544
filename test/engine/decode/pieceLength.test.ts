import assert from 'node:assert/strict';
import { PieceLength } from '../../../src/engine/decode/pieceLength';

suite('PieceLength', () => {
  test('follows what a token of a prompt takes, within bounds', () => {
    const tokensAt = (msPerToken: number) => {
      const pieces = new PieceLength();
      for (let run = 0; run < 20; run++) pieces.note(pieces.tokens, pieces.tokens * msPerToken);
      return pieces.tokens;
    };
    assert.equal(tokensAt(0.01), 128);
    assert.equal(tokensAt(0.5), 56);
    assert.equal(tokensAt(0.7), 40);
    assert.equal(tokensAt(50), 32);
  });

  test('shrinks at once when the machine gets busy', () => {
    const pieces = new PieceLength();
    for (let run = 0; run < 20; run++) pieces.note(64, 16);
    const idle = pieces.tokens;
    pieces.note(idle, idle * 2);
    assert.ok(pieces.tokens < idle / 2, `${idle}, then ${pieces.tokens}`);
  });

  test('learns nothing from single tokens, which take longer each', () => {
    const pieces = new PieceLength();
    const before = pieces.tokens;
    pieces.note(1, 5);
    assert.equal(pieces.tokens, before);
  });

  test('is as fixed', () => {
    const pieces = new PieceLength(4);
    pieces.note(64, 1);
    assert.equal(pieces.tokens, 4);
  });
});
