// What package.json promises exists, in code and in both languages, and the other way round.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eagernessValues } from '../../src/host/eagerness';
import { commentsValues, numberRanges, readSettings, stopAtValues, triggerValues } from '../../src/host/settings';
import { completionDefaults } from '../../src/shared/completionDefaults';
import { settingOfKind } from '../../src/shared/modelSettings';
import { placeKinds } from '../../src/shared/placeKinds';

interface Setting {
  type: string;
  default: unknown;
  minimum?: number;
  maximum?: number;
  enum?: string[];
  scope?: string;
  properties?: object;
}

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readJson = (file: string) => JSON.parse(read(file));
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText);
const english: Record<string, string> = readJson('package.nls.json');
const korean: Record<string, string> = readJson('package.nls.ko.json');
const settings: Record<string, Setting> = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }: { properties: object }) => properties),
);
const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file))
  .map((file) => read(path.join('src', file)))
  .join('\n');

interface KeyBinding {
  command: string;
  args?: { commands: string[] };
}

/** Of a key that runs several: those that are ours to contribute, not the editor's nor the internal ones. */
function commandsOf({ command, args }: KeyBinding): string[] {
  const commands = command === 'runCommands' ? (args?.commands ?? []) : [command];
  return commands.filter((each) => !/^(?:editor\.action\.|_localText\.)/.test(each));
}

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

suite('manifest', () => {
  test('contributes exactly the commands that the code registers', () => {
    const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const registered = [
      ...matches(sources, /^ +'(localText\.[\w.]+)': (?:async )?\(\) =>/gm),
      ...matches(sources, /registerCommand\(\s*'(localText\.[\w.]+)'/g),
    ];
    assert.deepEqual(sorted(contributed), sorted(registered));
  });

  test('names only commands of its own that exist', () => {
    const contributed = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
    const used = [
      ...matches(sources, /command: '(localText\.[\w.]+)'/g),
      ...matches(sources, /\.command = '(localText\.[\w.]+)'/g),
      ...matches(JSON.stringify([english, korean]), /command:(localText\.[\w.]+)/g),
      ...matches(manifestText, /onCommand:(localText\.[\w.]+)/g),
      ...(manifest.contributes.keybindings ?? []).flatMap(commandsOf),
    ];
    assert.deepEqual(
      used.filter((command) => !contributed.has(command)),
      [],
    );
  });

  test('runs only internal commands that the code registers', () => {
    const internal = [...new Set(matches(manifestText, /"(_localText\.[\w.]+)"/g))];
    const registered = new Set(matches(sources, /registerCommand\(\s*'(_localText\.[\w.]+)'/g));
    assert.ok(internal.length > 0);
    assert.deepEqual(
      internal.filter((command) => !registered.has(command)),
      [],
    );
  });

  test('lets each language have settings of its own', () => {
    const completion = Object.keys(settings).filter((key) => key.startsWith('localText.completion.'));
    const others: Record<string, string> = {
      'localText.completion.languages': 'resource',
      'localText.completion.places': 'resource',
      'localText.completion.workspaceWords': 'window',
    };
    for (const key of completion) assert.equal(settings[key]!.scope, others[key] ?? 'language-overridable', key);
  });

  test('contributes exactly the settings that the code reads', () => {
    const asked: string[] = [];
    readSettings((key) => void asked.push(`localText.${key}`));
    assert.deepEqual(sorted(Object.keys(settings)), sorted(asked));
  });

  test('has the defaults of the code', () => {
    const inManifest = readSettings((key) => settings[`localText.${key}`]!.default);
    const inCode = readSettings(() => undefined);
    assert.deepEqual(inManifest.problems, []);
    assert.deepEqual(inManifest.settings, inCode.settings);
    assert.equal(inCode.settings.completion.caution, completionDefaults.caution);
  });

  test('has the ranges and choices of the code', () => {
    for (const [key, range] of Object.entries(numberRanges)) {
      const { type, minimum, maximum } = settings[`localText.${key}`]!;
      assert.deepEqual({ minimum, maximum }, { minimum: range.min, maximum: range.max }, key);
      assert.equal(type, 'integer' in range && range.integer ? 'integer' : 'number', key);
    }
    assert.deepEqual(settings['localText.completion.stopAt']!.enum, stopAtValues);
    assert.deepEqual(settings['localText.completion.comments']!.enum, commentsValues);
    assert.deepEqual(settings['localText.completion.trigger']!.enum, triggerValues);
    assert.deepEqual(Object.keys(settings['localText.completion.places']!.properties ?? {}), [...placeKinds]);
    assert.deepEqual(settings['localText.completion.eagerness']!.enum, eagernessValues);
  });

  test('mentions only settings that exist', () => {
    const texts = manifestText + JSON.stringify([english, korean]);
    const mentioned = [
      ...matches(texts, /#(localText\.[\w.]+)#/g),
      ...matches(texts, /onSettingChanged:(localText\.[\w.]+)/g),
      ...matches(texts, /openSettings\?%22(localText\.[\w.]+)%22/g),
    ];
    assert.deepEqual(
      mentioned.filter((key) => !(key in settings)),
      [],
    );
  });

  test('has every string in English and Korean, and no others', () => {
    const used = sorted(matches(manifestText, /"%([^%"]+)%"/g));
    assert.deepEqual(sorted(Object.keys(english)), used);
    assert.deepEqual(sorted(Object.keys(korean)), used);
    const untranslated = used.filter((key) => !/[가-힣]/.test(korean[key]!));
    assert.deepEqual(untranslated, []);
  });

  test('keeps links and placeholders in translation', () => {
    const fixed = (text: string) =>
      sorted(text.match(/\((?:command:|https:)[^)]*\)|#localText[^#]*#|\{\d\}|`+[^`]+`+/g) ?? []);
    for (const key of Object.keys(english)) assert.deepEqual(fixed(korean[key]!), fixed(english[key]!), key);
  });

  test('writes walkthroughs with the marks that VS Code reads there: ** and ``, escaped by a backslash', () => {
    for (const [key, text] of [...Object.entries(english), ...Object.entries(korean)]) {
      if (!/^walkthrough\..*\.description$/.test(key)) continue;
      const unmarked = text.replace(/\\[*_`[\]]/g, '').replace(/\*\*[^*]*\*\*|``[^`]*``/g, '');
      assert.doesNotMatch(unmarked, /[*`]|__/, key);
    }
  });

  test('names a setting for each kind of model', () => {
    assert.deepEqual(
      Object.values(settingOfKind).filter((key) => !(key in settings)),
      [],
    );
  });

  test('has every string of the code in both bundles, and no others', () => {
    const bundle: Record<string, string> = readJson('l10n/bundle.l10n.json');
    const koreanBundle: Record<string, string> = readJson('l10n/bundle.l10n.ko.json');
    const used = sorted(matches(sources, /l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g).map((text) => text.replace(/\\'/g, "'")));
    const calls = sources.match(/l10n\.t\(/g) ?? [];
    assert.equal(matches(sources, /l10n\.t\(\s*('(?:[^'\\]|\\.)*')/g).length, calls.length, 'l10n.t takes a literal');
    assert.deepEqual(sorted(Object.keys(bundle)), used);
    assert.deepEqual(sorted(Object.keys(koreanBundle)), used);
    for (const key of used) {
      assert.equal(bundle[key], key);
      assert.match(koreanBundle[key]!, /[가-힣]/, key);
      assert.deepEqual(sorted(koreanBundle[key]!.match(/\{\d\}/g) ?? []), sorted(key.match(/\{\d\}/g) ?? []), key);
    }
  });

  test('has the pictures it shows', () => {
    const files = [manifest.icon, ...matches(manifestText, /"(media\/[^"]+)"/g)];
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  test('uses no proposed API, which could not be published', () => {
    assert.equal(manifest.enabledApiProposals, undefined);
    assert.equal(/vscode\.proposed|enable-proposed-api/.test(sources), false);
  });

  test('compiles against the VS Code it asks for', () => {
    const minor = (version: string) => /(\d+\.\d+)/.exec(version)![1];
    const installed = readJson('node_modules/@types/vscode/package.json').version;
    assert.equal(minor(manifest.engines.vscode), minor(manifest.devDependencies['@types/vscode']));
    assert.equal(minor(manifest.engines.vscode), minor(installed));
  });

  test('says how it behaves in untrusted and virtual workspaces', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, true);
  });
});
