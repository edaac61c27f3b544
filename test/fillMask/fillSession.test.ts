import assert from 'node:assert/strict';
import { type CandidateItem, type FillItem, FillSession, type JointItem } from '../../src/fillMask/fillSession';
import { applyPatches } from '../../src/fillMask/patchedText';
import type { FillMaskParams, FillMaskResult } from '../../src/shared/protocol/fillMask';
import type { TextRange } from '../../src/shared/protocol/text';
import { candidate, FakeFillMask, filled, result } from '../support/fakeFillMask';

const options = { candidates: 10, maxSpanTokens: 4, explain: true };

/** The text without its brackets, which hold the blanks. */
function blanksOf(marked: string): { text: string; blanks: TextRange[] } {
  let text = '';
  const blanks: TextRange[] = [];
  for (const part of marked.split(/(\[[^\]]*\])/)) {
    const inner = part.startsWith('[') ? part.slice(1, -1) : part;
    if (inner !== part) blanks.push({ start: text.length, end: text.length + inner.length });
    text += inner;
  }
  return { text, blanks };
}

function start(marked: string, answer: ConstructorParameters<typeof FakeFillMask>[0]) {
  const { text, blanks } = blanksOf(marked);
  const engine = new FakeFillMask(answer);
  return { engine, session: new FillSession(engine, text, blanks, options), text, blanks };
}

const candidates = (items: readonly FillItem[]) =>
  items.filter((item): item is CandidateItem => item.kind === 'candidate');
const joint = (items: readonly FillItem[]) => items.filter((item): item is JointItem => item.kind === 'joint');
const words = ({ state }: FillSession) =>
  state.items.map((item) => (item.kind === 'more' ? '+' : item.kind === 'joint' ? item.texts.join('/') : item.text));

function pick(session: FillSession, text: string): CandidateItem {
  const item = candidates(session.state.items).find((each) => each.text === text);
  assert.ok(item, `${text} is on offer`);
  return item;
}

suite('FillSession', () => {
  test('offers the candidates, best first, and more', async () => {
    const { session, engine, text, blanks } = start('The [___] sat.', () => result([filled(['cat', 'dog'])]));
    assert.deepEqual(words(session), []);
    const loading = session.load();
    assert.equal(session.state.isBusy, true);
    assert.equal(await loading, true);
    assert.equal(session.state.isBusy, false);
    assert.deepEqual(words(session), ['cat', 'dog', '+']);
    assert.deepEqual(engine.asked, [{ text, blanks, exclude: [], ...options }]);
  });

  test('shows the author their own word among the others, by its probability', async () => {
    const original = { text: 'cow', probability: 0.3 };
    const { session } = start('The [cow] sat.', () => result([filled(['cat', 'dog'], { original })]));
    await session.load();
    assert.deepEqual(words(session), ['cat', 'cow', 'dog', '+']);
    assert.deepEqual(
      candidates(session.state.items).map(({ isOriginal }) => isOriginal),
      [false, true, false],
    );
    assert.deepEqual(pick(session, 'cow').patches, []);
  });

  test('shows their own word last when it is the least probable', async () => {
    const original = { text: 'cow', probability: 0.001 };
    const { session } = start('The [cow] sat.', () => result([filled(['cat', 'dog'], { original })]));
    await session.load();
    assert.deepEqual(words(session), ['cat', 'dog', 'cow', '+']);
  });

  test('does not show their own word twice', async () => {
    const original = { text: 'dog', probability: 0.2 };
    const { session } = start('The [dog] sat.', () => result([filled(['cat', 'dog'], { original })]));
    await session.load();
    assert.deepEqual(words(session), ['cat', 'dog', '+']);
    assert.equal(pick(session, 'dog').isOriginal, true);
  });

  test('changes the text by the word and what must change beside it', async () => {
    const { session, text } = start('I saw a [___] there.', () => {
      const adjustments = [{ range: { start: 6, end: 7 }, text: 'an' }];
      return result([{ candidates: [candidate('owl', 0.5, { adjustments }), candidate('cat', 0.2)] }]);
    });
    await session.load();
    assert.equal(applyPatches(text, pick(session, 'owl').patches), 'I saw an owl there.');
    assert.equal(session.choose(pick(session, 'owl')), 'done');
    assert.equal(session.text.text, 'I saw an owl there.');
    assert.equal(session.text.patches.length, 2);
  });

  test('leaves alone what stands there already', async () => {
    const original = { text: 'cat', probability: 0.3 };
    const { session } = start('The [cat] sat.', () => result([filled(['cat'], { original })]));
    await session.load();
    session.choose(pick(session, 'cat'));
    assert.deepEqual(session.text.patches, []);
  });

  test('narrows by letters, and offers more all the same', async () => {
    const { session } = start('The [___] sat.', () => result([filled(['cat', 'dog', 'caterpillar'])]));
    await session.load();
    session.narrow('cat');
    assert.deepEqual(words(session), ['cat', 'caterpillar', '+']);
    session.narrow('zebra');
    assert.deepEqual(words(session), ['+']);
    session.narrow('');
    assert.equal(words(session).length, 4);
  });

  test('asks for others, and adds those that are new', async () => {
    const { session, engine } = start('The [___] sat.', ({ exclude }) =>
      result([filled(exclude.length > 0 ? ['Cat', 'cow'] : ['cat', 'dog'])]),
    );
    await session.load();
    const added = await session.more();
    assert.equal(added?.text, 'cow');
    assert.deepEqual(engine.asked[1]?.exclude, ['cat', 'dog']);
    assert.deepEqual(words(session), ['cat', 'dog', 'cow', '+']);
  });

  test('offers no more when nothing new came', async () => {
    const { session } = start('The [___] sat.', () => result([filled(['cat'])]));
    await session.load();
    assert.equal(await session.more(), undefined);
    assert.deepEqual(words(session), ['cat']);
  });

  test('goes through several blanks, and ranks the later ones anew after each choice', async () => {
    const { session, engine } = start('The [___] eats [___].', ({ text, blanks }) =>
      result(
        blanks.map((_, index) =>
          filled(blanks.length === 2 ? [`word${index}`] : [text.includes('word0') ? 'grass' : 'meat']),
        ),
      ),
    );
    await session.load();
    assert.deepEqual([session.state.step, session.state.steps], [0, 2]);
    assert.equal(session.choose(pick(session, 'word0')), 'next');
    assert.equal(session.state.step, 1);
    assert.deepEqual(words(session), []);
    await session.load();
    const asked = engine.asked[1]!;
    assert.equal(asked.text, 'The word0 eats ___.');
    assert.deepEqual(
      asked.blanks.map(({ start, end }) => asked.text.slice(start, end)),
      ['___'],
    );
    assert.deepEqual(words(session), ['grass', '+']);
    assert.equal(session.choose(pick(session, 'grass')), 'done');
    assert.equal(session.text.text, 'The word0 eats grass.');
  });

  test('offers whole combinations behind the single words, and one choice fills all', async () => {
    const answer = (): FillMaskResult => {
      const adjustments = [{ range: { start: 0, end: 1 }, text: 'An' }];
      return result(
        [filled(['cow', 'ox']), filled(['grass'])],
        [
          { texts: ['owl', 'mice'], probability: 0.2, adjustments },
          { texts: ['cow', 'grass'], probability: 0.1, adjustments: [] },
        ],
      );
    };
    const { session } = start('A [___] eats [___].', answer);
    await session.load();
    assert.deepEqual(words(session), ['cow', 'ox', '+', 'owl/mice', 'cow/grass']);
    session.narrow('mi');
    assert.deepEqual(words(session), ['+', 'owl/mice']);
    assert.equal(session.choose(joint(session.state.items)[0]!), 'done');
    assert.equal(session.text.text, 'An owl eats mice.');
    assert.equal(session.text.patches.length, 3);
  });

  test('offers no word twice where that makes no sense', async () => {
    const answer = ({ blanks }: { blanks: readonly TextRange[] }) =>
      blanks.length === 2
        ? result(
            [filled(['garden', 'the']), filled(['garden'])],
            [
              { texts: ['garden', 'Garden'], probability: 0.4, adjustments: [] },
              { texts: ['the', 'the'], probability: 0.2, adjustments: [] },
              { texts: ['garden', 'house'], probability: 0.1, adjustments: [] },
            ],
          )
        : result([filled(['garden', 'house', 'tree'])]);
    const { session } = start('The [___] of the [___].', answer);
    await session.load();
    assert.deepEqual(words(session), ['garden', 'the', '+', 'the/the', 'garden/house']);
    session.choose(pick(session, 'garden'));
    await session.load();
    assert.deepEqual(words(session), ['house', 'tree', 'garden', '+']);
  });

  test('keeps what spoke for a chosen word', async () => {
    const evidence = [{ start: 0, end: 3 }];
    const { session } = start('The [___] sat on [___].', ({ blanks }) =>
      result(blanks.map(() => ({ candidates: [candidate('cat', 0.5, { evidence })] }))),
    );
    await session.load();
    assert.deepEqual(session.state.reasons, []);
    session.choose(pick(session, 'cat'));
    assert.deepEqual(session.state.reasons, evidence);
    session.back();
    assert.deepEqual(session.state.reasons, []);
  });

  test('lets no adjustment reach into another blank, nor two into each other', async () => {
    const adjustments = [
      { range: { start: 3, end: 4 }, text: 'X' },
      { range: { start: 1, end: 2 }, text: '-' },
      { range: { start: 1, end: 2 }, text: '+' },
    ];
    const { session } = start('a[_] [_]', () =>
      result([{ candidates: [candidate('b', 1, { adjustments })] }, filled([])]),
    );
    await session.load();
    session.choose(pick(session, 'b'));
    assert.equal(session.text.text, 'ab _');
  });

  test('goes back a blank, and still has what was offered there', async () => {
    const { session, engine } = start('[___] and [___]', () => result([filled(['cat'])]));
    assert.equal(session.back(), false);
    await session.load();
    session.choose(pick(session, 'cat'));
    await session.load();
    assert.equal(session.back(), true);
    assert.deepEqual(words(session), ['cat', '+']);
    assert.equal(session.text.text, '___ and ___');
    assert.equal(engine.asked.length, 2);
  });

  test('is done at once when it is disposed, and asks nothing any more', async () => {
    const { session, engine } = start('[___]', () => new Promise(() => {}));
    const loading = session.load();
    session.dispose();
    assert.equal(await loading, false);
    assert.equal(engine.cancelled, 1);
    assert.equal(await session.load(), false);
    assert.equal(engine.asked.length, 1);
    assert.equal(session.state.isBusy, false);
  });

  test('drops a question for a newer one', async () => {
    const { session, engine } = start('[___]', () =>
      engine.asked.length === 1 ? new Promise(() => {}) : result([filled(['cat'])]),
    );
    const first = session.load();
    const second = session.load();
    assert.deepEqual([await first, await second], [false, true]);
    assert.equal(engine.cancelled, 1);
    assert.deepEqual(words(session), ['cat', '+']);
  });

  test('passes on why the engine failed', async () => {
    const { session } = start('[___]', () => Promise.reject(new Error('broken')));
    await assert.rejects(session.load(), /broken/);
    assert.equal(session.state.isBusy, false);
  });

  suite('phrases', () => {
    const phrases = (changes: { isRunning?: boolean; fails?: boolean } = {}) => ({
      isRunning: () => changes.isRunning ?? true,
      proposePhrases: async () => {
        if (changes.fails) throw new Error('no decoder');
        return { phrases: [{ text: 'lay down', logProb: -1 }], ms: 1 };
      },
    });
    const answer = ({ proposals }: FillMaskParams) =>
      result([filled(proposals ? ['sat', proposals[0]!.text, 'ran'] : ['sat', 'ran'])]);

    async function loaded(marked: string, port = phrases()) {
      const { session, engine } = start(marked, answer);
      engine.phrases = port;
      await session.load();
      return { session, engine };
    }

    test('join the words when these are there', async () => {
      const { session } = await loaded('The cat [___] here.');
      assert.deepEqual(words(session), ['sat', 'ran', '+']);
      assert.equal(await session.addPhrases(), true);
      assert.deepEqual(words(session), ['sat', 'lay down', 'ran', '+']);
    });

    test('for a single word no decoder is started; for a phrase it is', async () => {
      const word = await loaded('The cat [___] here.', phrases({ isRunning: false }));
      assert.equal(await word.session.addPhrases(), false);
      const phrase = await loaded('The cat [sat down] here.', phrases({ isRunning: false }));
      assert.equal(await phrase.session.addPhrases(), true);
    });

    test('a decoder that fails leaves the words as they are', async () => {
      const { session, engine } = await loaded('The cat [___] here.', phrases({ fails: true }));
      assert.equal(await session.addPhrases(), false);
      assert.deepEqual(words(session), ['sat', 'ran', '+']);
      assert.equal(engine.asked.length, 1);
    });

    test('several blanks have none', async () => {
      const { session } = start('The [___] [___].', () => result([filled(['cat']), filled(['sat'])]));
      await session.load();
      assert.equal(await session.addPhrases(), false);
    });
  });
});
