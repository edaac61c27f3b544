import assert from 'node:assert/strict';
import { readSettings } from '../../src/host/settings';
import { completionDefaults } from '../../src/shared/completionDefaults';

const reading = (values: Record<string, unknown>) => readSettings((key) => values[key]);

suite('settings', () => {
  test('have defaults for all', () => {
    const { settings, problems } = reading({});
    assert.deepEqual(problems, []);
    assert.equal(settings.completion.stopAt, completionDefaults.stopAt);
    assert.equal(settings.completion.enabled, true);
    assert.equal(settings.exclude['**/.env*'], true);
    assert.equal(settings.engine.threads, 0);
  });

  test('take what is set', () => {
    const { settings, problems } = reading({
      'completion.enabled': false,
      'completion.languages': { markdown: false },
      'completion.stopAt': 'word',
      'completion.eagerness': 'quiet',
      'engine.idleMinutes': 0.5,
      'translate.glossary': { commit: '커밋' },
      exclude: {},
    });
    assert.deepEqual(problems, []);
    assert.equal(settings.completion.enabled, false);
    assert.deepEqual(settings.completion.languages, { markdown: false });
    assert.equal(settings.completion.stopAt, 'word');
    assert.ok(settings.completion.caution > completionDefaults.caution);
    assert.equal(settings.engine.idleMinutes, 0.5);
    assert.deepEqual(settings.translate, {
      ...{ beams: 4, glossary: { commit: '커밋' }, frontMatter: false },
      ...{ generator: 'auto', keepAddresses: false, memory: true },
    });
    assert.deepEqual(settings.exclude, {});
  });

  test('replace what cannot be used by the default and say which', () => {
    const { settings, problems } = reading({
      'completion.floor': 1.5,
      'completion.eagerness': 'loud',
      'completion.maxTokens': 2.5,
      'completion.debounceMs': '20',
      'completion.stopAt': 'page',
      'completion.languages': { markdown: 'yes' },
      'completion.contextCharacters': Number.NaN,
      'translate.beams': 9,
      'translate.glossary': { commit: 3 },
      exclude: ['*.md'],
    });
    assert.deepEqual(problems.map(({ key }) => key).sort(), [
      'completion.contextCharacters',
      'completion.debounceMs',
      'completion.eagerness',
      'completion.floor',
      'completion.languages',
      'completion.maxTokens',
      'completion.stopAt',
      'exclude',
      'translate.beams',
      'translate.glossary',
    ]);
    assert.equal(settings.completion.caution, completionDefaults.caution);
    assert.equal(settings.completion.stopAt, completionDefaults.stopAt);
    assert.equal(settings.exclude['**/.ssh'] ?? settings.exclude['**/.env*'], true);
  });

  test('are frozen, and do not change with the object they came from', () => {
    const languages = { markdown: true };
    const { settings } = reading({ 'completion.languages': languages });
    languages.markdown = false;
    assert.equal(settings.completion.languages.markdown, true);
    for (const part of [
      settings,
      settings.completion,
      settings.completion.languages,
      settings.exclude,
      settings.engine,
    ]) {
      assert.ok(Object.isFrozen(part));
    }
  });
});
