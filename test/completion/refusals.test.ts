import assert from 'node:assert/strict';
import { Refusals } from '../../src/completion/refusals';
import { splitAtCursor } from '../support/cursorMark';

/** A person who looks at each suggestion for a second. */
function setUp() {
  let nowMs = 0;
  const refusals = new Refusals(() => nowMs);
  const state = (marked: string) => ({ scope: 'a', ...splitAtCursor(marked) });
  return {
    offer(marked: string, text: string, isRequested = false): void {
      refusals.moved(state(marked));
      refusals.offered(state(marked), [text], isRequested);
      nowMs += 1000;
    },
    move: (marked: string) => refusals.moved(state(marked)),
    undo: (marked: string) => refusals.undone(state(marked)),
    dismiss: () => refusals.dismissed(),
    hurry: () => {
      nowMs -= 950;
    },
    isRefused: (marked: string, text: string) => refusals.isRefused(state(marked), text),
    continuesRequest: (marked: string) => refusals.continuesRequest(state(marked)),
    clear: () => refusals.clear(),
  };
}

suite('refusals', () => {
  test('hold after Esc in this place, for what begins alike', () => {
    const { offer, dismiss, isRefused } = setUp();
    offer('The cat|', ' sat on the mat.');
    dismiss();
    assert.equal(isRefused('The cat|', ' sat on the mat.'), true);
    assert.equal(isRefused('The cat|', ' sat down.'), true);
    assert.equal(isRefused('The cat|', ' ran.'), false);
    assert.equal(isRefused('The dog|', ' sat on the mat.'), false);
    assert.equal(isRefused('The cat| now', ' sat on the mat.'), false, 'other text follows');
  });

  test('hold for the rest of the word too, until it is written', () => {
    const { offer, dismiss, isRefused } = setUp();
    offer('The cat|', ' sat on the mat.');
    dismiss();
    assert.equal(isRefused('The cat |', 'sat on the mat.'), true);
    assert.equal(isRefused('The cat sa|', 't on the mat.'), true);
    assert.equal(isRefused('The cat sa|', 'w it.'), false);
    assert.equal(isRefused('The cat sat|', ' on the mat.'), false);
  });

  test('hold where the suggestion stood when it was typed along and dismissed', () => {
    const { offer, dismiss, isRefused } = setUp();
    offer('The|', ' cat sat.');
    offer('The c|', 'at sat.');
    dismiss();
    assert.equal(isRefused('The c|', 'at sat.'), true);
    assert.equal(isRefused('The|', ' cat sat.'), true);
  });

  test('need two times of typing against', () => {
    const { offer, move, isRefused } = setUp();
    offer('The cat|', ' sat.');
    move('The cat w|');
    assert.equal(isRefused('The cat|', ' sat.'), false);
    offer('The cat|', ' sat.');
    move('The cat w|');
    assert.equal(isRefused('The cat|', ' sat.'), true);
  });

  test('do not count what nobody can have read', () => {
    const { offer, move, hurry, isRefused } = setUp();
    for (let i = 0; i < 3; i++) {
      offer('The cat|', ' sat.');
      hurry();
      move('The cat w|');
    }
    assert.equal(isRefused('The cat|', ' sat.'), false);
  });

  test('do not count typing along, deleting, or a cursor that goes elsewhere', () => {
    const { offer, move, isRefused } = setUp();
    for (const next of ['The cat s|', 'The ca|', 'Elsewhere|']) {
      for (let i = 0; i < 3; i++) {
        offer('The cat|', ' sat.');
        move('The cat |');
        move(next);
      }
    }
    assert.equal(isRefused('The cat|', ' sat.'), false);
  });

  test('do not count a syllable on its way to the suggested one', () => {
    const { offer, move, isRefused } = setUp();
    for (let i = 0; i < 3; i++) {
      offer('나는|', ' 학교에');
      for (const typed of [' ', ' ㅎ', ' 하', ' 학', ' 학ㄱ']) move(`나는${typed}|`);
    }
    assert.equal(isRefused('나는|', ' 학교에'), false);
    for (let i = 0; i < 2; i++) {
      offer('나는|', ' 학교에');
      move('나는 ㅂ|');
    }
    assert.equal(isRefused('나는|', ' 학교에'), true);
  });

  test('hold after an undo of what was accepted, whole or in part', () => {
    const { offer, move, undo, isRefused } = setUp();
    offer('The cat|', ' sat on the mat.');
    move('The cat sat|');
    offer('The cat sat|', ' on the mat.');
    move('The cat sat on the mat.|');
    assert.equal(undo('The cat sat|'), true);
    assert.equal(isRefused('The cat sat|', ' on the mat.'), true);
    assert.equal(undo('The cat|'), true);
    assert.equal(isRefused('The cat|', ' sat on the mat.'), true);
    assert.equal(undo('The|'), false);
  });

  test('know what goes on from a request', () => {
    const { offer, move, continuesRequest } = setUp();
    offer('The|', ' cat sat.', true);
    move('The cat|');
    assert.equal(continuesRequest('The cat|'), true);
    assert.equal(continuesRequest('The cow|'), false);
    offer('A|', ' cat');
    assert.equal(continuesRequest('A |'), false);
  });

  test('are forgotten', () => {
    const { offer, dismiss, clear, isRefused } = setUp();
    offer('The cat|', ' sat.');
    dismiss();
    clear();
    assert.equal(isRefused('The cat|', ' sat.'), false);
  });
});
