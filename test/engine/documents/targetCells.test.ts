import assert from 'node:assert/strict';
import { cellsOf, fitParticles } from '../../../src/engine/documents/targetCells';

const written = (plain: string, ...raws: string[]) =>
  fitParticles(
    cellsOf(
      plain,
      raws.map((raw) => ({ raw })),
      [],
    ),
    plain,
  )
    .map(({ raw }) => raw)
    .join('');

suite('cellsOf', () => {
  test('marks stand around what they mark, inner ones inside', () => {
    const spans = [
      { start: 0, end: 3, open: '**', close: '**' },
      { start: 2, end: 3, open: '[', close: '](x)' },
      { start: 3, end: 4, open: '*', close: '*' },
    ];
    assert.equal(
      cellsOf('ab\ue000d', [{ raw: '`c`' }], spans)
        .map(({ raw }) => raw)
        .join(''),
      '**ab[`c`](x)***d*',
    );
  });

  test('a mark that belongs to a sentence beside this one is not there', () => {
    assert.equal(
      cellsOf('ab', [], [{ start: 0, end: 1, open: '', close: '**' }])
        .map(({ raw }) => raw)
        .join(''),
      'a**b',
    );
  });
});

suite('fitParticles', () => {
  test('particles get the form that the last sound of a kept thing asks for', () => {
    assert.equal(written('\ue000를 실행', '`npm`'), '`npm`을 실행');
    assert.equal(written('\ue000을 실행', '`node`'), '`node`를 실행');
    assert.equal(written('\ue000으로', '`table`'), '`table`로');
    assert.equal(written('\ue000은 <', '<kbd>문서</kbd>'), '<kbd>문서</kbd>는 <');
    assert.equal(written('\ue000이 아니라 \ue001가', 'v1.2', 'v1.3'), 'v1.2가 아니라 v1.3이');
  });

  test('what is no particle, or follows nothing that is said, stays', () => {
    assert.equal(written('\ue000을지로', '`npm`'), '`npm`을지로');
    assert.equal(written('\ue000를', '[^1]'), '[^1]를');
    assert.equal(written('\ue000에서', '`npm`'), '`npm`에서');
  });
});
