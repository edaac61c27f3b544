import assert from 'node:assert/strict';
import type { WordContexts } from '../../../../src/engine/decode/lexicon';
import { isTelling, saidAnyway } from '../../../../src/engine/tasks/translation/renderedWords';
import { shippedTokenizer } from '../../../support/bundles';

const tokenizer = shippedTokenizer();
const lexicon = {
  contextsOf(stem: string): WordContexts | undefined {
    const said = stem === '화분' && [{ id: tokenizer.encode(' pot')[0]!, weight: 0.5 }];
    return said ? new Map(Array.from({ length: 10 }, (_, before) => [before, said])) : undefined;
  },
};
const tools = { lexicon, tokenizer };

suite('renderedWords', () => {
  test('words of grammar are said all the same', () => {
    const english = saidAnyway('It waters the pot.', 'en', tools);
    assert.deepEqual(
      ['합니다', '여러분은', '화분'].map((said) => english(said, false)),
      [true, true, false],
    );
    assert.ok(english('최대', false) && english('미만의', false), 'bounds have a check of their own');
    const korean = saidAnyway('화분과 흙에 물을 줍니다.', 'ko', tools);
    assert.deepEqual(
      ['both', 'unless', 'pot'].map((said) => korean(said, true)),
      [true, false, false],
    );
  });
  test('into English, of a slight doubt, what stands there as people write it', () => {
    assert.equal(saidAnyway('It waters the pot.', 'en', tools)('화분', true), true);
    assert.equal(saidAnyway('It waters the plant.', 'en', tools)('화분', true), false);
    assert.equal(saidAnyway('It waters the pot.', 'en', { tokenizer })('화분', true), false);
  });
  test('what has its own check is not looked for', () => {
    assert.ok(isTelling({ said: 'kettle', stem: 'kettle' }, 'ko'));
    for (const said of ['sometimes', 'rather', 'nobody']) assert.ok(!isTelling({ said, stem: said }, 'ko'), said);
  });
});
