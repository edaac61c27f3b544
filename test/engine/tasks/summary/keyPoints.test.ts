import assert from 'node:assert/strict';
import type { EncoderDecoderModel } from '../../../../src/engine/decode/encoderDecoder';
import { Seq2seqModel } from '../../../../src/engine/tasks/seq2seqModel';
import {
  chooseSentences,
  likenessTo,
  sentenceVectors,
  wordSimilarity,
} from '../../../../src/engine/tasks/summary/keyPoints';
import { passageCount, SummaryContent } from '../../../../src/engine/tasks/summary/summaryContent';
import { bundledWriter, SummaryWriter } from '../../../../src/engine/tasks/summary/summaryWriter';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';
import { tinySeq2seqDir } from '../../../support/tinySeq2seq';

const pace = { token: neverCancelled, yieldPoint: yieldToEventLoop };
const plain = { lead: 0, heading: 0, redundancy: 0.3 };
const texts = [
  'red apples and green apples',
  'green apples and pears',
  'a car',
  'red apples, pears',
  'red apples, pears',
];

suite('keyPoints', () => {
  test('central sentences are chosen, none twice', () => {
    const chosen = chooseSentences(
      wordSimilarity(texts),
      texts.map(() => 0),
      3,
      plain,
    ).map(({ index }) => index);
    assert.ok(!chosen.includes(2) || chosen.at(-1) === 2);
    assert.ok(!(chosen[0] === 3 && chosen[1] === 4) && !(chosen[0] === 4 && chosen[1] === 3));
  });

  test('what stands early, or says what the heading says, is worth more', () => {
    const apart = wordSimilarity(['a b', 'c d', 'e f']);
    const first = (headed: number[], settings: typeof plain) => chooseSentences(apart, headed, 1, settings)[0]?.index;
    assert.equal(first([0, 0, 0], { ...plain, lead: 1 }), 0);
    assert.equal(first(likenessTo('e d f', ['a b', 'c d', 'e f']), { ...plain, heading: 1 }), 2);
  });

  test('vectors of sentences are one each, whatever batch they ran in; none when cancelled', async () => {
    const model = await Seq2seqModel.open(tinySeq2seqDir, { threads: 1 });
    try {
      const many = Array.from({ length: 20 }, (_, n) => `the ${'in '.repeat(n)}end`);
      const together = (await sentenceVectors(many, 'en', await model.tools, pace))!;
      for (const n of [0, 7, 19]) {
        const [alone] = (await sentenceVectors([many[n]!], 'en', await model.tools, pace))!;
        assert.ok(together[n]!.every((value, at) => Math.abs(value - alone![at]!) < 1e-3));
      }
      const source = new CancellationSource();
      source.cancel();
      assert.equal(await sentenceVectors(many, 'en', await model.tools, { ...pace, token: source.token }), undefined);
    } finally {
      await model.dispose();
    }
  });
});

suite('SummaryContent', () => {
  test('a long text is read in passages, and their best in one more', () => {
    assert.deepEqual([0, 150, 151, 600, 1200].map(passageCount), [1, 1, 3, 5, 11]);
  });

  test('tells which sentence is closest to what was written', async () => {
    const { content, told } = await read(texts);
    assert.deepEqual([content.closestTo('some car'), content.closestTo('nothing'), told], [2, 0, 1]);
  });

  test('each sentence of a long text goes through the encoder once', async () => {
    const { content, told, encoded } = await read(Array.from({ length: 200 }, (_, n) => `the ${n} in the end`));
    assert.deepEqual([content.sentences.length, told, encoded], [60, passageCount(200), 200]);
  });
});

/** With the passages that were told of, and the sources that the encoder was given. */
async function read(sentences: readonly string[]) {
  const model = await Seq2seqModel.open(tinySeq2seqDir, { threads: 1 });
  try {
    const counts = { told: 0, encoded: 0 };
    const opened = await model.tools;
    const encode: EncoderDecoderModel['encode'] = (sources, token, yieldPoint) => {
      counts.encoded += sources.length;
      return opened.model.encode(sources, token, yieldPoint);
    };
    const tools = { ...opened, model: Object.assign(Object.create(opened.model), { encode }) };
    const content = await SummaryContent.read(
      sentences.map((text, index) => ({ text, start: 0, end: 1, index })),
      { heading: '', language: 'en', tools, pace, onPassage: () => counts.told++ },
    );
    return { content: content!, ...counts };
  } finally {
    await model.dispose();
  }
}

suite('SummaryWriter', () => {
  const page = 'The cat sat on 12 mats.';
  const write = (said: string | string[], kind: 'description' | 'headline' = 'description') =>
    new SummaryWriter(page, 'en', bundledWriter(parrotTranslator({ [page]: said }))).write(kind, page, pace);

  test('writes what the model says of a page', async () => {
    const written = await write('A cat sat on 12 mats.');
    assert.ok(typeof written === 'object' && written.text === 'A cat sat on 12 mats.' && written.confidence > 0.9);
  });

  test('a word or two is a headline, and no summary', async () => {
    assert.equal(await write('Cat sat.'), 'useless');
    assert.ok(typeof (await write('Cat sat.', 'headline')) === 'object');
  });

  test('knows what fits into its window', () => {
    const writer = new SummaryWriter(page, 'en', bundledWriter(parrotTranslator({})));
    assert.ok(writer.fits(page) && !writer.fits(page.repeat(100)));
  });
});
