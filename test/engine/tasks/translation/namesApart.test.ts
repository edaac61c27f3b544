import assert from 'node:assert/strict';
import { figuresApart, keptApart, namesApart } from '../../../../src/engine/tasks/translation/namesApart';

suite('namesApart', () => {
  const apart = (source: string, plain: string) => namesApart(source, { plain, ids: [], places: [] }).plain;

  test('a name is written apart from the word before it', () => {
    assert.equal(apart('Obsidian을 시작하세요.', 'Start theObsidian now.'), 'Start the Obsidian now.');
    assert.equal(apart('Obsidian과 Publish', 'UseObsidian withPublish'), 'Use Obsidian with Publish');
    assert.equal(apart('Canvas를 여세요.', 'aCanvas'), 'a Canvas');
  });

  test('what is a word with it, or stands so in the source, stays', () => {
    for (const [source, plain] of [
      ['Flag를 지우세요.', 'The reFlag'],
      ['Sync', 'pSync'],
      ['GitHub의 Hub', 'the GitHub'],
      ['Obsidian', 'Obsidians and Obsidian'],
      ['파일', 'theObsidian'],
    ] as const)
      assert.equal(apart(source, plain), plain);
  });

  test('tokens stay in their places', () => {
    const { places } = namesApart('Obsidian', {
      plain: 'theObsidian.',
      ids: [],
      places: [
        { start: 0, end: 3 },
        { start: 3, end: 5 },
        { start: 5, end: 11 },
        { start: 11, end: 12 },
      ],
    });
    assert.deepEqual(
      places.map(({ start, end }) => 'the Obsidian.'.slice(start, end)),
      ['the', 'Ob', 'sidian', '.'],
    );
  });
});

suite('keptApart', () => {
  test('what is kept stands apart from the sentence before it, unless the source has it so', () => {
    const apart = (source: string, plain: string) => keptApart(source, { plain, ids: [], places: [] }).plain;
    assert.equal(
      apart('Use \ue000 or a file (\ue001).', '파일을 사용합니다.\ue001을 봅니다.'),
      '파일을 사용합니다. \ue001을 봅니다.',
    );
    assert.equal(apart('It ends.\ue000', '끝납니다.\ue000'), '끝납니다.\ue000');
    assert.equal(apart('\ue000', 'v1.\ue000'), 'v1.\ue000');
  });
});

suite('figuresApart', () => {
  const apart = (source: string, plain: string) => figuresApart(source, { plain, ids: [], places: [] }).plain;
  test('digits are written apart from the particle before them', () => {
    assert.equal(apart('10 per tenant', '테넌트당10'), '테넌트당 10');
    assert.equal(apart('10 per \ue000', '\ue000당10'), '\ue000당 10');
    assert.equal(apart('99.9 % of requests', '요청의99.9 %'), '요청의 99.9 %');
  });
  test('what is one word with them stays', () => {
    assert.equal(apart('Article 3', '제3조'), '제3조');
    assert.equal(apart('about 10', '약10개'), '약10개');
  });
});
