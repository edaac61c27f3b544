// The seq2seq bundle in the child process it ships in, through the client: with a tiny random model, and with the shipped
// one where it is there.

import assert from 'node:assert/strict';
import { EngineCallError } from '../../src/client/engineCallError';
import { EngineClient } from '../../src/client/engineClient';
import type { SummarizeProgress } from '../../src/shared/protocol/summary';
import type { TranslateProgress } from '../../src/shared/protocol/translation';
import type { UpdateProgress } from '../../src/shared/protocol/update';
import { CancellationSource, neverCancelled } from '../../src/util/async';
import { buildEngine, type EngineBuild } from '../support/engineBuild';
import { completeParams, initializeParams, summarizeParams, translateParams, updateParams } from '../support/rawEngine';
import { hasSeq2seqWeights, seq2seqDir, tinySeq2seqDir } from '../support/tinySeq2seq';

const withCode = (code: string) => (error: unknown) => error instanceof EngineCallError && error.code === code;

const markdown = { format: 'markdown' } as const;
const paragraph = 'The end of it is in the house on the hill, and they see it. ';
/** None twice: a sentence that stands twice is translated once. */
const manySentences = (count: number) =>
  Array.from({ length: count }, (_, n) => paragraph.replace('it', `it ${'in the house '.repeat(n % 7)}on ${n}`)).join(
    '',
  );
const text = `# In the house\n\n${paragraph.repeat(3)}\n\n- **Run** \`npm ci\` [in it](x.md).\n\n\`\`\`\ncode\n\`\`\`\n`;

suite('seq2seq engine process', function () {
  this.timeout(60_000); // processes start slowly on a busy machine
  let build: EngineBuild;
  let client: EngineClient;
  let bundleDir = tinySeq2seqDir;

  suiteSetup(async () => {
    build = await buildEngine('real');
  });

  setup(() => {
    client = new EngineClient({
      entry: build.entry,
      initializeParams: () => initializeParams(bundleDir, { kind: 'seq2seq' }),
      idleMs: 0,
      lowPriority: true,
    });
  });

  teardown(() => client.dispose());
  suiteTeardown(() => build?.dispose());

  test('translates sentence by sentence, in order', async () => {
    const parts: TranslateProgress[] = [];
    const result = await client.translate(translateParams(text, markdown), (part) => parts.push(part), neverCancelled);
    assert.ok(result.text.startsWith(parts.map((part) => part.text).join('')));
    assert.match(result.text, /^# /);
    assert.match(result.text, /`npm ci`/);
    assert.match(result.text, /\n```\ncode\n```\n$/);
    assert.equal(parts.at(-1)?.done, parts.at(-1)?.total);
    assert.deepEqual(
      parts.flatMap(({ sentences }) => sentences),
      result.sentences,
    );
  });

  test('an update tells what there is to do, then what is written, then all of it', async () => {
    const parts: UpdateProgress[] = [];
    const result = await client.update(updateParams(), (part) => parts.push(part), neverCancelled);
    assert.deepEqual(
      parts[0]!.plan!.edits.map(({ isReady, text: said }) => [isReady, said]),
      [
        [true, '\n\n## `b`'],
        [false, ''],
      ],
    );
    assert.deepEqual(
      parts.flatMap(({ drafts }) => drafts.map(({ item }) => item)),
      [1],
    );
    const planned = parts[0]!.plan!.edits.filter(({ isReady }) => isReady);
    assert.deepEqual([...planned, ...parts.at(-1)!.ready], result.edits);
    assert.deepEqual([result.drafts, result.share, result.items[0]!.kind], [1, 1, 'new']);
    const counted = await client.update(updateParams({ draft: false }), () => {}, neverCancelled);
    assert.deepEqual(counted.edits, parts[0]!.plan!.edits);
  });

  test('a cancelled translation settles at once, keeps its parts, and the engine serves the next', async () => {
    const source = new CancellationSource();
    const parts: TranslateProgress[] = [];
    const long = translateParams(manySentences(60), { beams: 8 });
    const answer = client.translate(
      long,
      (part) => {
        parts.push(part);
        source.cancel();
      },
      source.token,
    );
    await assert.rejects(answer, withCode('cancelled'));
    assert.equal(parts.length, 1);
    assert.ok((await client.translate(translateParams('In it.'), () => {}, neverCancelled)).text);
    assert.equal(parts.length, 1);
    assert.equal((await client.stats())?.cancelled, 1);
  });

  test('other words of a sentence are told while a long translation runs', async () => {
    const source = new CancellationSource();
    let isOver = false;
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const long = client.translate(translateParams(manySentences(200), { beams: 8 }), begin, source.token);
    const ended = assert.rejects(long, withCode('cancelled')).then(() => {
      isOver = true;
    });
    await begun;
    const translation = translateParams('The end of it.');
    const other = { translation, sentence: { start: 0, end: translation.text.length }, kept: '', count: 3 };
    const { alternatives } = await client.translateAlternatives(other, neverCancelled);
    assert.ok(alternatives.length > 0 && !isOver);
    source.cancel();
    await ended;
  });

  test('summarizes, a newer request ending the older one', async () => {
    const older = client.translate(translateParams(manySentences(100)), () => {}, neverCancelled);
    const parts: SummarizeProgress[] = [];
    const newer = client.summarize(summarizeParams(text, markdown), (part) => parts.push(part), neverCancelled);
    await assert.rejects(older, withCode('cancelled'));
    const { points } = await newer;
    assert.ok(points.length > 0 && points.every(({ origin }) => origin === 'extracted'));
    assert.deepEqual(
      parts.flatMap((part) => part.points),
      points,
    );
    for (const type of ['tldr', 'headline'] as const) {
      const { text: said } = await client.summarize(
        summarizeParams(text, { ...markdown, type }),
        () => {},
        neverCancelled,
      );
      assert.ok(said.length > 0);
    }
  });

  test('what cannot be served is a coded error, and the process lives on', async () => {
    const wrong = { ...translateParams('a'), beams: 99 };
    await assert.rejects(
      client.translate(wrong, () => {}, neverCancelled),
      withCode('inputInvalid'),
    );
    await assert.rejects(client.complete(completeParams('a'), neverCancelled), withCode('modelUnsupported'));
    assert.equal(client.diagnostics().starts, 1);
    assert.ok((await client.stats())?.rssBytes);
  });

  suite('with the shipped model', () => {
    suiteSetup(function () {
      if (!hasSeq2seqWeights()) {
        console.warn('    skipped: no weights in models/seq2seq');
        this.skip();
      }
      bundleDir = seq2seqDir;
    });

    suiteTeardown(() => {
      bundleDir = tinySeq2seqDir;
    });

    test('each direction gives the other script, and code stays', async () => {
      const ko = await client.translate(
        translateParams('Open the file and run `npm install` again.', markdown),
        () => {},
        neverCancelled,
      );
      assert.match(ko.text, /[가-힣]/);
      assert.match(ko.text, /`npm install`/);
      const asked = translateParams('파일을 열고 설정을 저장합니다.', { from: 'ko', to: 'en' });
      assert.match((await client.translate(asked, () => {}, neverCancelled)).text, /[a-z]{2}/);
    });
  });
});
