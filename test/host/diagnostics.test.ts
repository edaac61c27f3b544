import assert from 'node:assert/strict';
import { diagnosticsText } from '../../src/host/diagnostics';
import { readSettings } from '../../src/host/settings';

function textWith(values: Record<string, unknown> = {}): string {
  return diagnosticsText({
    versions: { extension: '0.1.0', vscode: '1.107.0' },
    settings: readSettings((key) => values[key]).settings,
    engine: {
      state: 'failed',
      code: 'modelMissing',
      message: 'config.json is missing.',
      starts: 1,
      crashes: 0,
      info: undefined,
      stats: undefined,
    },
    otherEngines: { seq2seq: { state: 'failed', code: 'outOfMemory', message: undefined, starts: 2, crashes: 1 } },
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

  test('leave out what is not known', () => {
    assert.doesNotMatch(textWith(), /undefined|## model/);
  });

  test('count the globs instead of quoting them: a person wrote them', () => {
    const text = textWith({ exclude: { '**/project-x/**': true, 'diary.md': true } });
    assert.match(text, /excludeGlobs: 2/);
    assert.doesNotMatch(text, /project-x|diary/);
  });
});
