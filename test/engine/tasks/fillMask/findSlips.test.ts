import assert from 'node:assert/strict';
import { WordList } from '../../../../src/engine/languages/wordList';
import { findSlips, type SlipTools } from '../../../../src/engine/tasks/fillMask/findSlips';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { shippedTokenizer } from '../../../support/bundles';
import { readerOf } from '../../../support/fakeMasked';

const tokenizer = shippedTokenizer();
const specials = {
  first: tokenizer.requireSpecial('<bos>'),
  last: tokenizer.requireSpecial('<eos>'),
  mask: tokenizer.requireSpecial('<mask>'),
};
const words = new WordList(
  'the received their there letter form from friend over a in city 안 않 되요 돼요 그러면 book books'.split(' '),
);

function toolsFor(...texts: string[]): SlipTools {
  return { tokenizer, model: readerOf(tokenizer, texts), specials, words };
}
const now = async () => {};

async function find(text: string, tools: SlipTools, minLogRatio = 3) {
  const result = (await findSlips({ text, minLogRatio }, tools, neverCancelled, now))!;
  return result.slips.map(
    ({ range, replacements }) => `${text.slice(range.start, range.end)}: ${replacements[0]!.text}`,
  );
}

suite('findSlips', () => {
  test('a misspelled word, one at a time', async () => {
    assert.deepEqual(await find('We recieved a letter.', toolsFor('We received a letter.')), ['recieved: received']);
    assert.deepEqual(await find('We received a leter.', toolsFor('We received a letter.')), ['leter: letter']);
  });

  test('a right word in the wrong place', async () => {
    assert.deepEqual(await find('We saw there house.', toolsFor('We saw their house.')), ['there: their']);
    assert.deepEqual(await find('그러면 되요.', toolsFor('그러면 돼요.')), ['되요: 돼요']);
  });

  test('a note that ends as a noun, but not before another word', async () => {
    const list = {
      ...toolsFor('두 값은 독립적인', '독립적인 두 값'),
      words: new WordList(['두', '값은', '값', '독립적인']),
    };
    assert.deepEqual(await find('두 값은 독립적임', list), []);
    assert.deepEqual(await find('독립적임 두 값', list), ['독립적임: 독립적인']);
  });

  test('nothing where the text is what the model expects', async () => {
    for (const text of ['We saw their house.', 'We received a letter.'])
      assert.deepEqual(await find(text, toolsFor(text)), []);
  });

  test('a capital at the start stays', async () => {
    assert.deepEqual(await find('Ther house is old.', toolsFor('Their house is old.')), ['Ther: Their']);
  });

  test('names, code and links are left alone', async () => {
    const meant = 'We saw from `from` in the city.';
    assert.deepEqual(await find('We saw Form `form` in the city.', toolsFor(meant)), []);
  });

  test('a word that no list knows is meant as it is where the document has it again and again', async () => {
    const tools = toolsFor('We received a letter.');
    const ratios = async (usual?: string[]) => {
      const params = { text: 'We received a leter.', minLogRatio: 0, ...(usual && { usual }) };
      const { slips } = (await findSlips(params, tools, neverCancelled, now))!;
      return slips.map(({ replacements }) => replacements[0]!.logRatio);
    };
    const [once] = await ratios();
    const [often] = await ratios(['leter']);
    assert.ok(once! - often! > 5, `${once} ${often}`);
  });

  test('a word that there is has no letter too many', async () => {
    const known = new WordList('we ate at at the city form a letter'.split(' '));
    const tools = { ...toolsFor('We at a letter.'), words: known };
    assert.deepEqual(await find('We ate a letter.', tools), []);
    assert.deepEqual(await find('We att a letter.', tools), ['att: at']);
  });

  test('words outside of the part that is asked about are read and not marked', async () => {
    const text = 'We recieved a leter. We recieved a leter.';
    const tools = toolsFor('We received a letter. We received a letter.');
    const within = { start: text.indexOf('leter'), end: text.lastIndexOf('We') };
    const { slips } = (await findSlips({ text, minLogRatio: 3, within }, tools, neverCancelled, now))!;
    assert.deepEqual(
      slips.map(({ range }) => range.start),
      [within.start],
    );
  });

  test('a probable word is not compared with others', async () => {
    const tools = toolsFor('We received a letter from there in the city over there.');
    let rows = 0;
    const { model } = tools;
    const counting = {
      shape: model.shape,
      forward: (asked: Parameters<typeof model.forward>[0]) => {
        rows += asked.length;
        return model.forward(asked);
      },
    };
    await find('We received a letter from there in the city over there.', { ...tools, model: counting });
    assert.ok(rows <= 8, `${rows} runs for 11 words`);
  });

  test('a higher threshold finds less', async () => {
    const tools = toolsFor('We received a letter.');
    assert.deepEqual(await find('We recieved a letter.', tools, 1000), []);
  });

  test('ranges are the author’s, through comment markers and soft breaks', async () => {
    assert.deepEqual(await find('// We\n//   recieved a\n// letter.', toolsFor('We received a letter.')), [
      'recieved: received',
    ]);
  });

  test('lets others pass, and ends when cancelled', async () => {
    const source = new CancellationSource();
    let pauses = 0;
    const result = await findSlips(
      { text: 'We recieved a leter.', minLogRatio: 1 },
      toolsFor(),
      source.token,
      async () => {
        pauses++;
        source.cancel();
      },
    );
    assert.equal(result, undefined);
    assert.equal(pauses, 1);
  });

  test('no words, no runs', async () => assert.deepEqual(await find('', toolsFor()), []));
});
