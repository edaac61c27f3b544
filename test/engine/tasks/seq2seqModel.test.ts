import assert from 'node:assert/strict';
import { beamSearch, mostTargetTokens } from '../../../src/engine/decode/beamSearch';
import { allowedRounds, surplusRounds } from '../../../src/engine/decode/loops';
import { Bundle } from '../../../src/engine/models/bundle';
import { Seq2seqModel } from '../../../src/engine/tasks/seq2seqModel';
import { readSpecials } from '../../../src/engine/tasks/seq2seqTools';
import { Tokenizer } from '../../../src/engine/vocabulary/tokenizer';
import { neverCancelled, yieldToEventLoop } from '../../../src/util/async';
import { tinyMaskedDir } from '../../support/tinyMasked';
import { tinySeq2seqDir } from '../../support/tinySeq2seq';

suite('Seq2seqModel', () => {
  let model: Seq2seqModel;
  suiteSetup(async () => {
    model = await Seq2seqModel.open(tinySeq2seqDir, { threads: 1 });
  });
  suiteTeardown(() => model?.dispose());

  test('tells what the bundle is, and the threads in use', () => {
    const { sizeBytes, ...info } = model.info;
    assert.deepEqual(info, {
      kind: 'seq2seq',
      architecture: 't5',
      parameters: 60928,
      vocabSize: 352,
      contextTokens: 64,
      licence: 'mit',
    });
    assert.ok(sizeBytes > 300_000);
    assert.equal(model.threads, 1);
  });

  test('finds the special tokens by name', async () => {
    const { start, end, toKo, toEn, human, atoms, all } = (await model.tools).specials;
    assert.deepEqual([start, end, toKo, toEn, human], [1, 2, 11, 12, 17]);
    assert.deepEqual(
      atoms,
      Array.from({ length: 16 }, (_, n) => 26 + n),
    );
    assert.equal(all.length, 64);
  });

  test('a vocabulary without them is modelUnsupported', async () => {
    const { tokenizer, tokenizerConfig } = await Bundle.open(tinyMaskedDir, 'fill-mask');
    assert.throws(() => readSpecials(new Tokenizer(tokenizer, tokenizerConfig)), { code: 'modelUnsupported' });
  });

  test('another kind of bundle is refused', async () => {
    await assert.rejects(Seq2seqModel.open(tinyMaskedDir, { threads: 1 }), { code: 'modelUnsupported' });
  });

  const hostile = {
    nothing: '',
    'a word again and again': 'on '.repeat(30),
    'only emoji': '😀😀😀🎉🎉👩‍👩‍👧',
    'mixed languages': 'the 파일 is العربية',
    'only spaces': '        ',
  };
  for (const [name, text] of Object.entries(hostile)) {
    for (const beams of [1, 4]) {
      test(`${name}, ${beams} beams: comes to an end, without going round`, async () => {
        const { tokenizer, specials } = await model.tools;
        const source = [specials.toKo, specials.human, ...tokenizer.encode(text), specials.end].slice(0, 64);
        const options = { beams, start: specials.start, end: specials.end };
        const [decoded] = (await beamSearch(
          (
            await model.tools
          ).model,
          [{ source }],
          options,
          neverCancelled,
          yieldToEventLoop,
        ))!;
        const ids = decoded!.tokens.map(({ id }) => id);
        assert.ok(ids.length <= mostTargetTokens({ source }, 64));
        assert.equal(surplusRounds(ids, allowedRounds(source)), 0);
        assert.ok(Number.isFinite(decoded!.score));
      });
    }
  }
});
