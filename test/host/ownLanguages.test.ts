import assert from 'node:assert/strict';
import type { EngineDiagnostics } from '../../src/client/engineClient';
import { OwnLanguages } from '../../src/host/ownLanguages';
import type { InitializeResult } from '../../src/shared/protocol/engine';

const translates = [{ from: ['en'], to: ['de'] }];

suite('OwnLanguages', () => {
  let setting: string;
  let info: Partial<InitializeResult> | undefined;
  let starts: number;
  let fails: boolean;
  const engine = {
    diagnostics: () => ({ info, state: { kind: info ? 'ready' : 'stopped' } }) as EngineDiagnostics,
    warmUp: async () => {
      starts++;
      if (fails) throw new Error('no memory');
      info = setting === '' ? {} : { own: 'a', translates };
      return info as InitializeResult;
    },
  };
  let languages: OwnLanguages;
  setup(() => {
    [setting, info, starts, fails] = ['', undefined, 0, false];
    languages = new OwnLanguages(engine, () => setting);
  });

  test('loads nothing for the bundled model', async () => {
    assert.equal(await languages.find(), undefined);
    assert.equal(starts, 0);
  });

  test('asks once, and remembers while the engine sleeps', async () => {
    setting = '/models/a';
    assert.equal(languages.known, undefined);
    assert.deepEqual(await languages.find(), translates);
    info = undefined;
    assert.deepEqual(languages.known, translates);
    await languages.find();
    assert.equal(starts, 1);
  });

  test('forgets with the setting, and lives with an engine that fails', async () => {
    setting = '/models/a';
    await languages.find();
    [setting, info, fails] = ['/models/b', undefined, true];
    assert.equal(languages.known, undefined);
    assert.equal(await languages.find(), undefined);
  });

  test('an engine that was loaded before the setting says nothing of it', async () => {
    [setting, info] = ['/models/a', {}];
    assert.equal(languages.known, undefined);
    info = undefined; // it starts anew with the setting
    assert.deepEqual(await languages.find(), translates);
  });

  test('a model in whose place the bundled one speaks has none', async () => {
    setting = '/models/a';
    info = { ownTrouble: { code: 'modelMissing', message: '' } };
    assert.equal(await languages.find(), undefined);
    assert.equal(starts, 0);
  });
});
