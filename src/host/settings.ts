// The extension's settings out of untyped values: checked, defaulted, frozen. Knows no editor; configuration.ts reads
// the values, package.json shows them to people.

import { completionDefaults } from '../shared/completionDefaults';
import { type PlaceKind, placesByDefault } from '../shared/placeKinds';
import type { StopAt } from '../shared/protocol/completion';
import { type SiteGenerator, siteGenerators } from '../shared/protocol/site';
import { cautionOf, eagernessValues } from './eagerness';

/** Where suggestions may appear in code files. */
export type CommentsSetting = 'off' | 'comments' | 'commentsAndStrings';

/** When suggestions come: by themselves, when asked for, or while a key is held. */
export type TriggerSetting = 'automatic' | 'onRequest' | 'hold';

export interface Settings {
  readonly completion: {
    readonly enabled: boolean;
    /** Language id, or `*` for the rest, to on or off. */
    readonly languages: Readonly<Record<string, boolean>>;
    /** Kinds of editor, on or off. */
    readonly places: Readonly<Record<PlaceKind, boolean>>;
    readonly comments: CommentsSetting;
    readonly trigger: TriggerSetting;
    readonly stopAt: StopAt;
    /** Factor of what a look in vain costs, from `completion.eagerness`. */
    readonly caution: number;
    readonly maxTokens: number;
    readonly debounceMs: number;
    readonly contextCharacters: number;
    /** What the workspace's other documents say counts. */
    readonly workspaceWords: boolean;
  };
  readonly fillMask: {
    /** Words offered for a blank. */
    readonly candidates: number;
    /** Tokens a word may have. */
    readonly maxSpanTokens: number;
    /** Underline the words that speak for the highlighted one. */
    readonly explain: boolean;
    /** Look for slips by itself when the writer pauses. */
    readonly slipHints: boolean;
    /** Words that are never marked as slips, on or off. */
    readonly neverMark: Readonly<Record<string, boolean>>;
  };
  readonly panel: {
    /** The panel's source changes with the selection. */
    readonly followSelection: boolean;
  };
  readonly translate: {
    /** Renderings of a sentence that are followed at a time. */
    readonly beams: number;
    /** A word of the text to what stands in the translation. */
    readonly glossary: Readonly<Record<string, string>>;
    /** A page's front matter is translated where a reader sees it. */
    readonly frontMatter: boolean;
    /** What sites are built with: as the files beside a document tell, none, or this one. */
    readonly generator: 'auto' | 'none' | SiteGenerator;
    /** Old addresses of headings are kept as ids. */
    readonly keepAddresses: boolean;
    /** What people translated in the workspace comes before the model. */
    readonly memory: boolean;
  };
  readonly inStep: {
    /** Look by itself whether the source of a translation has changed. */
    readonly watch: boolean;
  };
  /** Globs, on or off, as in `files.exclude`. */
  readonly exclude: Readonly<Record<string, boolean>>;
  readonly server: {
    /** Empty: the bundled model alone. */
    readonly url: string;
    /** Empty: the server's own. */
    readonly model: string;
    /** How long it may take before the bundled model answers. */
    readonly patienceMs: number;
  };
  readonly models: {
    /** What the person wrote of a model of their own; empty: the bundled one. */
    readonly completion: string;
    readonly fillMask: string;
    readonly seq2seq: string;
  };
  readonly engine: {
    /** 0: the engine chooses. */
    readonly threads: number;
    /** 0: never stops. */
    readonly idleMinutes: number;
  };
}

/** A setting whose value can't be used; its default is in force. */
export interface SettingProblem {
  key: string;
  /** What would do, e.g. "0..1". */
  expected: string;
}

export const stopAtValues: readonly StopAt[] = ['word', 'line', 'sentence', 'paragraph'];
export const triggerValues: readonly TriggerSetting[] = ['automatic', 'onRequest', 'hold'];
export const commentsValues: readonly CommentsSetting[] = ['off', 'comments', 'commentsAndStrings'];
export const generatorValues = ['auto', 'none', ...siteGenerators] as const;

/** Ranges of the numbers, both ends included; package.json says the same. */
export const numberRanges = {
  'completion.maxTokens': { min: 1, max: 128, default: completionDefaults.maxTokens, integer: true },
  'completion.debounceMs': { min: 0, max: 2000, default: completionDefaults.debounceMs, integer: true },
  'completion.contextCharacters': {
    min: 200,
    max: 16000,
    default: completionDefaults.contextCharacters,
    integer: true,
  },
  'fillMask.candidates': { min: 1, max: 30, default: 10, integer: true },
  'fillMask.maxSpanTokens': { min: 1, max: 6, default: 6, integer: true },
  'translate.beams': { min: 1, max: 8, default: 4, integer: true },
  'server.patienceMs': { min: 100, max: 60_000, default: 1500, integer: true },
  'engine.threads': { min: 0, max: 64, default: 0, integer: true },
  'engine.idleMinutes': { min: 0, max: 1440, default: 15, integer: false },
} as const;

export const defaultLanguages: Readonly<Record<string, boolean>> = Object.freeze({ '*': true, html: false });

/** `get` returns the effective value of `localText.<key>`, package.json's default included. */
export function readSettings(get: (key: string) => unknown): { settings: Settings; problems: SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const read = <T>(key: string, expected: string, isValid: (value: unknown) => value is T, fallback: T): T => {
    const value = get(key);
    if (value === undefined || isValid(value)) return value ?? fallback;
    problems.push({ key, expected });
    return fallback;
  };
  const number = (key: keyof typeof numberRanges) => {
    const range: { min: number; max: number; default: number; integer?: boolean } = numberRanges[key];
    const fits = (value: unknown): value is number =>
      typeof value === 'number' &&
      value >= range.min &&
      value <= range.max &&
      (!range.integer || Number.isInteger(value));
    return read(key, `${range.integer ? 'integer ' : ''}${range.min}..${range.max}`, fits, range.default);
  };
  const oldThreshold = (key: string) => read(key, '0..1', isThresholdOrNull, null) ?? undefined;
  const settings: Settings = {
    completion: Object.freeze({
      enabled: read('completion.enabled', 'boolean', isBoolean, true),
      languages: Object.freeze({ ...read('completion.languages', 'object of booleans', isSwitches, defaultLanguages) }),
      places: Object.freeze({ ...placesByDefault, ...read('completion.places', 'object of booleans', isSwitches, {}) }),
      comments: read('completion.comments', commentsValues.join('|'), oneOf(commentsValues), 'comments'),
      trigger: read('completion.trigger', triggerValues.join('|'), oneOf(triggerValues), 'automatic'),
      stopAt: read('completion.stopAt', stopAtValues.join('|'), oneOf(stopAtValues), completionDefaults.stopAt),
      caution: cautionOf(read('completion.eagerness', eagernessValues.join('|'), oneOf(eagernessValues), 'balanced'), {
        minConfidence: oldThreshold('completion.minConfidence'),
        floor: oldThreshold('completion.floor'),
      }),
      maxTokens: number('completion.maxTokens'),
      debounceMs: number('completion.debounceMs'),
      contextCharacters: number('completion.contextCharacters'),
      workspaceWords: read('completion.workspaceWords', 'boolean', isBoolean, true),
    }),
    fillMask: Object.freeze({
      candidates: number('fillMask.candidates'),
      maxSpanTokens: number('fillMask.maxSpanTokens'),
      explain: read('fillMask.explain', 'boolean', isBoolean, true),
      slipHints: read('fillMask.slipHints', 'boolean', isBoolean, false),
      neverMark: Object.freeze({ ...read('fillMask.neverMark', 'object of booleans', isSwitches, {}) }),
    }),
    panel: Object.freeze({ followSelection: read('panel.followSelection', 'boolean', isBoolean, true) }),
    translate: Object.freeze({
      beams: number('translate.beams'),
      glossary: Object.freeze({ ...read('translate.glossary', 'object of strings', isTexts, {}) }),
      frontMatter: read('translate.frontMatter', 'boolean', isBoolean, false),
      generator: read('translate.generator', generatorValues.join('|'), oneOf(generatorValues), 'auto'),
      keepAddresses: read('translate.keepAddresses', 'boolean', isBoolean, false),
      memory: read('translate.memory', 'boolean', isBoolean, true),
    }),
    inStep: Object.freeze({ watch: read('inStep.watch', 'boolean', isBoolean, true) }),
    exclude: Object.freeze({ ...read('exclude', 'object of booleans', isSwitches, excludedByDefault) }),
    server: Object.freeze({
      url: read('server.url', 'string', isText, ''),
      model: read('server.model', 'string', isText, ''),
      patienceMs: number('server.patienceMs'),
    }),
    models: Object.freeze({
      completion: read('models.completion', 'string', isText, '').trim(),
      fillMask: read('models.fillMask', 'string', isText, '').trim(),
      seq2seq: read('models.seq2seq', 'string', isText, '').trim(),
    }),
    engine: Object.freeze({ threads: number('engine.threads'), idleMinutes: number('engine.idleMinutes') }),
  };
  return { settings: Object.freeze(settings), problems };
}

/** Where secrets live, by the names people give them. */
export const excludedByDefault: Readonly<Record<string, boolean>> = Object.freeze({
  '**/.env*': true,
  '**/*.env': true,
  '**/*.{pem,key,crt,cer,der,p8,p12,pfx,jks,keystore,kdbx,asc,gpg,pgp,ppk,ovpn}': true,
  '**/id_{rsa,dsa,ecdsa,ed25519}*': true,
  '**/{.ssh,.gnupg,.aws,.azure,.kube,.docker}/**': true,
  '**/.git/**/!({COMMIT,MERGE,TAG,SQUASH}_*MSG*)': true,
  '**/{.npmrc,.pypirc,.netrc,_netrc,.pgpass,.git-credentials,.htpasswd}': true,
  '**/*secret*': true,
  '**/*secret*/**': true,
  '**/*credential*': true,
  '**/*credential*/**': true,
  '**/*password*': true,
});

const isThresholdOrNull = (value: unknown): value is number | null =>
  value === null || (typeof value === 'number' && value >= 0 && value <= 1);

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

const isText = (value: unknown): value is string => typeof value === 'string';

function isSwitches(value: unknown): value is Record<string, boolean> {
  return isObject(value) && Object.values(value).every(isBoolean);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneOf<T extends string>(values: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => values.includes(value as T);
}
