import assert from 'node:assert/strict';
import { type DiagnosticsInput, diagnosticsText } from '../../src/host/diagnostics';
import { readSettings } from '../../src/host/settings';

function textWith(
  values: Record<string, unknown> = {},
  info?: DiagnosticsInput['engine']['info'],
  who: Partial<Pick<DiagnosticsInput, 'server' | 'translatedBy'>> = {},
): string {
  return diagnosticsText({
    versions: { extension: '0.1.0', vscode: '1.107.0' },
    settings: readSettings((key) => values[key]).settings,
    engine: {
      state: 'failed',
      code: 'modelMissing',
      message: 'config.json is missing.',
      starts: 1,
      crashes: 0,
      info,
      stats: undefined,
    },
    otherEngines: { seq2seq: { state: 'failed', code: 'outOfMemory', message: undefined, starts: 2, crashes: 1 } },
    server: undefined,
    translatedBy: undefined,
    ...who,
    completion: {
      requests: 12,
      accepted: 3,
      outcomes: { engine: 4, insideWord: 2 },
      lastTiming: { ms: 41.234567, promptTokens: 300, reusedTokens: 299, decodedTokens: 8 },
    },
  });
}

suite('diagnostics', () => {
  test('tell versions, settings, states and timings', () => {
    const text = textWith({ 'completion.stopAt': 'word' });
    for (const line of [
      'extension: 0.1.0',
      'stopAt: word',
      'state: failed',
      'code: modelMissing',
      'requests: 12',
      'insideWord: 2',
      'chat: false',
      'ms: 41.23',
      '## engine of seq2seq',
      'code: outOfMemory',
    ]) {
      assert.ok(text.split('\n').includes(line), line);
    }
  });

  test('tell whose the model is, and why not the one that was chosen', () => {
    const facts = { kind: 'completion', architecture: 'llama', parameters: 0, vocabSize: 9, contextTokens: 9 } as const;
    const info = { ...facts, sizeBytes: 1, licence: 'mit', loadMs: 1, threads: 1 };
    assert.match(textWith({}, info), /from: the extension/);
    assert.match(textWith({}, { ...info, own: 'smollm2' }), /from: the person's folder "smollm2"/);
    const ownTrouble = { code: 'modelMissing', file: 'tokenizer.json', message: 'tokenizer.json is missing.' } as const;
    const text = textWith({}, { ...info, ownTrouble });
    assert.match(text, /from: the extension\nownModelNotUsed: modelMissing\nwhy: tokenizer\.json is missing\./);
  });

  test('tell who wrote in the place of these models, by the name of the model and no path', () => {
    const model = '/home/kim/models/big.gguf';
    const said = (who: Parameters<typeof textWith>[2]) => textWith({}, undefined, who);
    const translatedBy = { kind: 'server', model, sentences: 5, instead: 2, trouble: 'slow' } as const;
    assert.match(
      said({ translatedBy }),
      /## last translation or summary\nby: the person's server\nmodel: big\.gguf\nsentences: 5\nbyTheEnginesModelInstead: 2\nwhy: slow/,
    );
    assert.match(said({ translatedBy: { kind: 'editor', sentences: 1, instead: 0 } }), /by: a model of the editor's/);
    assert.match(said({ server: { unused: undefined, last: { model } } }), /## server\nmodel: big\.gguf/);
    assert.match(said({ server: { unused: 'untrusted', last: {} } }), /## server\nunused: untrusted/);
    assert.doesNotMatch(said({ translatedBy, server: { unused: undefined, last: { model } } }), /kim/);
  });

  test('leave out what is not known', () => {
    assert.doesNotMatch(textWith(), /undefined|## model/);
  });

  test('count the globs instead of quoting them: a person wrote them', () => {
    const text = textWith({ exclude: { '**/project-x/**': true, 'diary.md': true } });
    assert.match(text, /excludeGlobs: 2/);
    assert.doesNotMatch(text, /project-x|diary/);
  });
});
