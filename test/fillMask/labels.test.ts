import assert from 'node:assert/strict';
import { combinationLabel, percent, plainLabel } from '../../src/fillMask/labels';

suite('labels', () => {
  test('tell probabilities as people read them', () => {
    const told = (probability: number) => percent(probability).value;
    assert.equal(told(0.4137), '41');
    assert.equal(told(1), '100');
    assert.equal(told(0.0996), '10');
    assert.equal(told(0.0423), '4.2');
    assert.equal(told(0.04), '4');
    assert.equal(told(0.003), '0.3');
    assert.deepEqual(percent(0.0001), { value: '0.1', isLess: true });
    assert.equal(percent(0.4).isLess, false);
  });

  test('join the words of a combination', () => assert.equal(combinationLabel(['owl', 'mice']), 'owl … mice'));

  test('show no icon that a word spells by chance', () => {
    assert.equal(plainLabel('word'), 'word');
    assert.ok(!plainLabel('$(heart)').includes('$('));
  });
});
