import assert from 'node:assert/strict';
import { translateAlternatives } from '../../../../src/engine/tasks/translation/translateAlternatives';
import { CancellationSource, neverCancelled } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';
import { translateParams } from '../../../support/rawEngine';

const text = 'It is **here**. The big house.\n\nRun `npm ci` now.\n\nSee ![Gear icon](g.png) here.\n';
const tools = parrotTranslator({
  'The big house.': ['그 큰 집.', '그 커다란 집이다.'],
  'Gear icon': ['톱니 그림'],
  'See \ue000 here.': ['여기 \ue000 보기.', '여기서 \ue000 보기.'],
  'Run \ue000 now.': ['지금 \ue000 실행.', '지금 바로 \ue000 실행.'],
});

function ask(sentence: string, kept: string, count = 3, token = neverCancelled) {
  const start = text.indexOf(sentence);
  const translation = translateParams(text, { format: 'markdown' });
  const range = { start, end: start + sentence.length };
  return translateAlternatives({ translation, sentence: range, kept, count }, tools, token);
}

suite('translateAlternatives', () => {
  test('offers other words at the place, most probable first, each with the rest decoded anew', async () => {
    const { alternatives } = (await ask('The big house.', '그 ', 2))!;
    assert.deepEqual(
      alternatives.map(({ word, text: whole }) => [word, whole]),
      [
        ['큰', '그 큰 집.'],
        ['커다란', '그 커다란 집이다.'],
      ],
    );
    const [first, second] = alternatives;
    assert.ok(first!.probability > second!.probability && second!.probability > 0.1);
  });

  test('what stands inside of its markup is as the translation has it', async () => {
    const { alternatives } = (await ask('See ![Gear icon](g.png) here.', '', 2))!;
    assert.ok(alternatives.length > 0);
    for (const one of alternatives) assert.match(one.text, /!\[톱니 그림\]\(g\.png\)/);
  });

  test('what is kept stays, with its markup and the things in it', async () => {
    const { alternatives } = (await ask('Run `npm ci` now.', '지금 바로 \ue000 ', 1))!;
    assert.deepEqual(
      alternatives.map((one) => one.text),
      ['지금 바로 `npm ci` 실행.'],
    );
    const { sentence } = alternatives[0]!;
    assert.equal(sentence.plain, '지금 바로 \ue000 실행.');
    assert.equal(text.slice(sentence.source.start, sentence.source.end), 'Run `npm ci` now.');
    assert.deepEqual(sentence.target, { start: 0, end: alternatives[0]!.text.length });
  });

  test('at the beginning of a sentence any word may stand, once', async () => {
    const { alternatives } = (await ask('The big house.', '', 8))!;
    assert.equal(alternatives[0]?.word, '그');
    assert.equal(new Set(alternatives.map(({ word }) => word)).size, alternatives.length);
  });

  test('a sentence that the text has not is refused, and so is a beginning with things the sentence has not', async () => {
    await assert.rejects(ask('big house', ''), { code: 'inputInvalid', message: /"sentence"/ });
    await assert.rejects(ask('The big house.', '\ue000 '), { code: 'inputInvalid', message: /"kept"/ });
  });

  test('a beginning that leaves no room is said to be too long', async () => {
    await assert.rejects(ask('The big house.', '가나다라 '.repeat(200)), { code: 'inputTooLong' });
  });

  test('nothing comes of a cancelled request', async () => {
    const source = new CancellationSource();
    source.cancel();
    assert.equal(await ask('The big house.', '그 ', 2, source.token), undefined);
  });
});
