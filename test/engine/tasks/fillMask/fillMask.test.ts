import assert from 'node:assert/strict';
import { WordList } from '../../../../src/engine/languages/wordList';
import { findMarkers } from '../../../../src/engine/tasks/fillMask/blankPlaces';
import { fillMask, type MaskedTools } from '../../../../src/engine/tasks/fillMask/fillMask';
import { TokenClasses } from '../../../../src/engine/vocabulary/tokenClasses';
import type { FillMaskParams } from '../../../../src/shared/protocol/fillMask';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { shippedTokenizer } from '../../../support/bundles';
import { readerOf } from '../../../support/fakeMasked';

const tokenizer = shippedTokenizer();
const classes = new TokenClasses(tokenizer);
const specials = {
  first: tokenizer.requireSpecial('<bos>'),
  last: tokenizer.requireSpecial('<eos>'),
  mask: tokenizer.requireSpecial('<mask>'),
};

/** A model that knows `texts`, likeliest first. */
function toolsFor(texts: string[], words: string[] = []): MaskedTools {
  return { tokenizer, model: readerOf(tokenizer, texts), specials, classes, words: new WordList(words) };
}

/** Blanks are markers, or words between bars. */
async function fill(marked: string, tools: MaskedTools, options: Partial<FillMaskParams> = {}) {
  const text = marked.replaceAll('|', '');
  const bars = [...marked.matchAll(/\|/g)].map((match, n) => match.index - n);
  const blanks =
    bars.length > 0 ? bars.flatMap((start, n) => (n % 2 ? [] : [{ start, end: bars[n + 1]! }])) : findMarkers(text);
  const params = { text, blanks, candidates: 3, maxSpanTokens: 3, exclude: [], explain: false, ...options };
  return { text, result: (await fillMask(params, tools, neverCancelled))! };
}
const best = ({ result }: Awaited<ReturnType<typeof fill>>) =>
  result.blanks.map(({ candidates }) => candidates[0]?.text);

suite('fillMask', () => {
  test('finds words of one or several tokens, in both languages', async () => {
    const texts = ['The cat sat on the mat.', 'We refactored unbelievably old code.', '나는 학교에서 책을 읽었다.'];
    assert.deepEqual(best(await fill('The ___ sat on the mat.', toolsFor(texts))), ['cat']);
    const long = await fill('We refactored ___ old code.', toolsFor(texts), { maxSpanTokens: 6 });
    assert.deepEqual(best(long), ['unbelievably']);
    assert.deepEqual(best(await fill('나는 ___ 책을 읽었다.', toolsFor(texts))), ['학교에서']);
  });

  test('the text after the blank is not glued, whatever stands there', async () => {
    for (const text of ['See (the cat) now.', 'The cat, again.', 'so "cat" it said', 'the cat']) {
      assert.deepEqual(best(await fill(text.replace('cat', '___'), toolsFor([text]))), ['cat']);
    }
  });

  test('shows what the author wrote with its own probability, and does not offer it again', async () => {
    const tools = toolsFor(['The cat sat on the mat.', 'The dog sat on the mat.']);
    const { result } = await fill('The |dog| sat on the mat.', tools);
    assert.equal(result.blanks[0]!.original?.text, 'dog');
    assert.equal(result.blanks[0]!.candidates[0]!.text, 'cat');
    assert.ok(result.blanks[0]!.original!.probability < result.blanks[0]!.candidates[0]!.probability);
    assert.ok(result.blanks[0]!.candidates.every(({ text }) => text !== 'dog'));
  });

  test('probabilities are at most one together, best first', async () => {
    const tools = toolsFor(['The cat sat.', 'The dog sat.', 'The bird sat.', 'The whole of it sat.']);
    const { result } = await fill('The ___ sat.', tools, { candidates: 10 });
    const probabilities = result.blanks[0]!.candidates.map(({ probability }) => probability);
    assert.ok(probabilities.reduce((sum, value) => sum + value, 0) <= 1 + 1e-9);
    assert.deepEqual(
      probabilities,
      probabilities.toSorted((a, b) => b - a),
    );
  });

  test('white space of the selection is kept', async () => {
    assert.deepEqual(best(await fill('The| dog |sat.', toolsFor(['The cat sat.']))), [' cat ']);
  });

  test('capitals follow the place', async () => {
    assert.deepEqual(best(await fill('|DOG| food.', toolsFor(['cat food.', 'Cat food.']))), ['CAT']);
    assert.deepEqual(best(await fill('___ food.', toolsFor(['cat food.']))), ['Cat']);
  });

  test('candidates that differ only by case are one', async () => {
    const { result } = await fill('___ food.', toolsFor(['cat food.', 'Cat food.']), { candidates: 10 });
    assert.equal(result.blanks[0]!.candidates.filter(({ text }) => text.toLowerCase() === 'cat').length, 1);
  });

  test('an article follows the word, and says so', async () => {
    const { text, result } = await fill('This is a ___ now.', toolsFor(['This is an apple now.']));
    const [candidate] = result.blanks[0]!.candidates;
    assert.equal(candidate!.text, 'apple');
    assert.deepEqual(candidate!.adjustments, [{ range: { start: 8, end: 9 }, text: 'an' }]);
    assert.equal(text.slice(8, 9), 'a');
    assert.deepEqual(
      (await fill('This is an ___ now.', toolsFor(['This is an apple now.']))).result.blanks[0]!.candidates[0]!
        .adjustments,
      [],
    );
  });

  test('a particle follows the word, and says so', async () => {
    // " 책" and "을" are tokens of their own: the model is asked with the particle apart.
    const tools = toolsFor([]);
    const spelled = [
      specials.first,
      ...tokenizer.encode('나는'),
      ...tokenizer.encode(' 책'),
      ...tokenizer.encode('을 읽었다.'),
      specials.last,
    ];
    const { mask } = specials;
    const model = { ...tools.model, shape: tools.model.shape };
    model.forward = async (rows) => {
      const logits = new Float32Array(
        rows.reduce((sum, { wanted }) => sum + wanted.length, 0) * tokenizer.vocabSize,
      ).fill(-20);
      let n = 0;
      for (const { ids, wanted } of rows) {
        const agrees = ids.length === spelled.length && ids.every((id, at) => id === mask || id === spelled[at]);
        for (const at of wanted) logits[n++ * tokenizer.vocabSize + (agrees ? spelled[at]! : specials.last)] = 5;
      }
      return logits;
    };
    const { result } = await fill('나는 ___를 읽었다.', { ...tools, model });
    const [candidate] = result.blanks[0]!.candidates;
    assert.equal(candidate!.text, '책');
    assert.deepEqual(candidate!.adjustments, [{ range: { start: 6, end: 7 }, text: '을' }]);
  });

  test('"more": what was seen is not offered again', async () => {
    const tools = toolsFor(['The cat sat.', 'The dog sat.']);
    assert.deepEqual(best(await fill('The ___ sat.', tools, { exclude: ['Cat'] })), ['dog']);
  });

  test('pieces of words are no candidates where the words are known', async () => {
    const tools = toolsFor(['The inter sat.', 'The dog sat.'], ['the', 'dog', 'cat']);
    assert.deepEqual(best(await fill('The ___ sat.', tools)), ['dog']);
  });

  test('words of several pieces are candidates only where they exist', async () => {
    const tools = toolsFor(["The dog's sat.", 'The catly sat.', 'The dog sat.'], ['the', 'dog', 'cat']);
    const { result } = await fill('The ___ sat.', tools, { candidates: 10 });
    const offered = result.blanks[0]!.candidates.map(({ text }) => text);
    assert.ok(offered.includes('dog') && offered.includes("dog's"), offered.join());
    assert.ok(!offered.includes('catly'), offered.join());
  });

  test('what the blank is glued to is not said again', async () => {
    const tools = toolsFor(['서버서버가 없다.', '서버는 없다.']);
    assert.deepEqual(best(await fill('서버___ 없다.', tools)), ['는']);
  });

  test('a phrase is offered for a phrase', async () => {
    const tools = toolsFor(['We met at the old market yesterday.']);
    assert.deepEqual(best(await fill('We met |in our house| yesterday.', tools, { maxSpanTokens: 6 })), [
      'at the old market',
    ]);
  });

  test('soft line breaks and comment markers are not seen by the model, ranges are the author’s', async () => {
    const tools = toolsFor(['This is an apple now.']);
    const { text, result } = await fill('// This is a\n// ___ now.', tools);
    const [candidate] = result.blanks[0]!.candidates;
    assert.equal(candidate!.text, 'apple');
    const { range } = candidate!.adjustments[0]!;
    assert.equal(text.slice(range.start, range.end), 'a');
  });

  test('several blanks are filled together', async () => {
    const tools = toolsFor(['The hot sun was red.', 'The cold sun was blue.']);
    const { result } = await fill('The ___ sun was ___.', tools);
    assert.deepEqual(result.joint[0]!.texts, ['hot', 'red']);
    assert.deepEqual(result.joint[1]!.texts, ['cold', 'blue']);
    assert.equal(result.blanks.length, 2);
    assert.ok(result.joint[0]!.probability >= result.joint[1]!.probability);
  });

  test('articles follow the words of a combination', async () => {
    // The first blank is asked for while the second one's article is still the author's.
    const tools = toolsFor(['The file is an error.', 'The file is a error.']);
    const { text, result } = await fill('The ___ is a ___.', tools);
    const [best] = result.joint;
    assert.deepEqual(best!.texts, ['file', 'error']);
    assert.deepEqual(
      best!.adjustments.map(({ range, text: form }) => [text.slice(range.start, range.end), form]),
      [['a', 'an']],
    );
  });

  test('one blank has nothing joint', async () => {
    assert.deepEqual((await fill('The ___ sat.', toolsFor(['The cat sat.']))).result.joint, []);
  });

  test('says which words speak for a candidate', async () => {
    const { text, result } = await fill('The cat drank ___ today.', toolsFor(['The cat drank milk today.']), {
      explain: true,
    });
    const { evidence } = result.blanks[0]!.candidates[0]!;
    assert.ok(evidence.every(({ start, end }) => /^\w+$/.test(text.slice(start, end))));
  });

  test('a blank that does not fit in the window is refused, not cut', async () => {
    const text = `|${'word '.repeat(200)}|end`;
    await assert.rejects(fill(text, toolsFor([])), { code: 'inputTooLong', message: /select less/ });
  });

  test('a cancelled request has no result', async () => {
    const source = new CancellationSource();
    source.cancel();
    const params = {
      text: '___',
      blanks: findMarkers('___'),
      candidates: 3,
      maxSpanTokens: 2,
      exclude: [],
      explain: false,
    };
    assert.equal(await fillMask(params, toolsFor(['cat']), source.token), undefined);
  });

  const proposals = [
    { text: 'lay quietly', logProb: -1 },
    { text: 'sat', logProb: -2 },
    { text: 'ran', logProb: -3 },
  ];
  const read = ['The cat sat on the mat.', 'The cat lay quietly on the mat.'];

  test('a phrase that the decoder proposes stands among the words, by what the model thinks of it', async () => {
    const { result } = await fill('The cat ___ on the mat.', toolsFor(read), { proposals });
    const { candidates } = result.blanks[0]!;
    assert.deepEqual(
      candidates
        .slice(0, 2)
        .map(({ text }) => text)
        .sort(),
      ['lay quietly', 'sat'],
    );
    assert.ok(candidates.every(({ probability }, n) => n === 0 || probability <= candidates[n - 1]!.probability));
  });

  test('a phrase that nothing speaks for stays behind the words', async () => {
    const strange = [...proposals, { text: 'green of', logProb: -12 }];
    const { result } = await fill('The cat ___ on the mat.', toolsFor(read), { proposals: strange });
    assert.ok(result.blanks[0]!.candidates.every(({ text }) => text !== 'green of'));
  });

  test('where a phrase was selected half of what is offered are phrases, however likely the words', async () => {
    const texts = [...read, 'The cat sat quietly on the mat.'];
    const { result } = await fill('The cat |sat quietly| on the mat.', toolsFor(texts), { proposals });
    assert.ok(result.blanks[0]!.candidates.some(({ text }) => text === 'lay quietly'));
    assert.ok(result.blanks[0]!.candidates.every(({ text }) => text !== 'sat quietly'));
  });

  test('a phrase does not say again what stands beside the blank', async () => {
    const echoes = ['cat sat', 'lay on', 'lay quietly'].map((text) => ({ text, logProb: -1 }));
    const texts = [...read, 'The cat lay on on the mat.', 'The cat cat sat on the mat.'];
    const { result } = await fill('The cat ___ on the mat.', toolsFor(texts), { proposals: echoes, candidates: 10 });
    const said = result.blanks[0]!.candidates.map(({ text }) => text).filter((text) => text.includes(' '));
    assert.deepEqual(said, ['lay quietly']);
  });

  test('phrases that were seen already are not offered again, and several blanks have none', async () => {
    const again = await fill('The cat ___ on the mat.', toolsFor(read), { proposals, exclude: ['Lay quietly'] });
    assert.ok(again.result.blanks[0]!.candidates.every(({ text }) => text !== 'lay quietly'));
    const two = await fill('The ___ ___ on the mat.', toolsFor(read), { proposals });
    assert.ok(two.result.blanks.every(({ candidates }) => candidates.every(({ text }) => text !== 'lay quietly')));
  });

  test('a phrase brings the article that it asks for', async () => {
    const texts = ['This is an old house now.', 'This is a big house now.'];
    const wanted = [{ text: 'old house', logProb: -0.1 }];
    const { result } = await fill('This is a ___ now.', toolsFor(texts), { proposals: wanted });
    const phrase = result.blanks[0]!.candidates.find(({ text }) => text === 'old house');
    assert.deepEqual(
      phrase?.adjustments.map(({ text }) => text),
      ['an'],
    );
  });
});
