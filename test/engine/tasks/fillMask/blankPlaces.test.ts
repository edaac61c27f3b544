import assert from 'node:assert/strict';
import { findMarkers, readPlace } from '../../../../src/engine/tasks/fillMask/blankPlaces';

/** Reads the place between two bars. */
function place(marked: string) {
  const start = marked.indexOf('|');
  const end = marked.indexOf('|', start + 1) - 1;
  return readPlace(marked.replaceAll('|', ''), { start, end });
}

suite('readPlace', () => {
  test('a marker has no original', () => {
    for (const marker of ['___', '__', '<mask>', '[MASK]', '']) {
      assert.equal(place(`The |${marker}| sat`).original, undefined);
    }
    assert.equal(place('The |cat| sat').original, 'cat');
  });

  test('white space of the selection is kept apart', () => {
    const { start, end, lead, trail, original, afterSpace } = place('The| cat |sat');
    assert.deepEqual(
      { start, end, lead, trail, original },
      { start: 4, end: 7, lead: ' ', trail: ' ', original: 'cat' },
    );
    assert.equal(afterSpace, true);
  });

  test('sees what touches it', () => {
    assert.deepEqual([place('un|___|').gluedLeft, place('|___|able').gluedRight], [true, true]);
    const free = place('("|___|",');
    assert.deepEqual([free.gluedLeft, free.gluedRight, free.afterSpace], [false, false, false]);
    assert.equal(place('나는 |___|에서 왔다').gluedRight, false);
  });

  test('finds the article and the particle beside it', () => {
    assert.deepEqual(place('eat an |___| now').article, { start: 4, end: 6, text: 'an' });
    assert.deepEqual(place('나는 |___|를 먹었다').particle, { start: 6, end: 7, text: '를' });
    assert.equal(place('eat the |___|.').article, undefined);
    assert.equal(place('|___|이다').particle, undefined);
  });
});

suite('findMarkers', () => {
  test('finds each kind once', () => {
    const text = 'A ___ and <mask>, __init__ [MASK]';
    assert.deepEqual(
      findMarkers(text).map(({ start, end }) => text.slice(start, end)),
      ['___', '<mask>', '[MASK]'],
    );
  });
});
