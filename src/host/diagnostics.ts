// The text of "Copy diagnostics": versions, settings, timings. No document text, no paths, no globs a person wrote.

import type { CompleteTiming } from '../shared/protocol/completion';
import type { BundleInfo, EngineStats } from '../shared/protocol/engine';
import type { SpeakerChoice, Spoken } from '../shared/protocol/speaker';
import type { Settings } from './settings';

export interface EngineFigures {
  state: string;
  /** Error code; set when the state is `failed`. */
  code: string | undefined;
  /** The error's own words: about files and the runtime, never about text. Set when the state is `failed`. */
  message: string | undefined;
  starts: number;
  crashes: number;
}

/** Of a result by another model than the engine's. Names of models, no addresses and no text. */
export interface SpokenFacts extends Spoken {
  kind: SpeakerChoice['kind'];
}

export interface ServerFacts {
  /** Why it is not used. */
  unused: string | undefined;
  /** Of the last answer: the server's model, or the kind of trouble for which the engine's answered. */
  last: { model?: string; server?: string };
}

export interface DiagnosticsInput {
  /** Names and versions, e.g. `extension: 0.1.0`. */
  versions: Readonly<Record<string, string>>;
  settings: Settings;
  /** Of the completion. */
  engine: EngineFigures & {
    info: (BundleInfo & { loadMs: number; threads: number }) | undefined;
    stats: EngineStats | undefined;
  };
  /** By bundle. */
  otherEngines: Readonly<Record<string, EngineFigures & { info?: BundleInfo | undefined }>>;
  /** The person's server before the decoder, where one is named: whether it is used, and what the last answer came to. */
  server: ServerFacts | undefined;
  /** Who wrote the panel's last result; undefined where it was the model of the engine. */
  translatedBy: SpokenFacts | undefined;
  completion: {
    requests: number;
    accepted: number;
    /** How often each outcome came about. */
    outcomes: Readonly<Record<string, number>>;
    lastTiming: CompleteTiming | undefined;
  };
}

export function diagnosticsText({
  versions,
  settings,
  engine,
  otherEngines,
  server,
  translatedBy,
  completion,
}: DiagnosticsInput): string {
  const { languages, places, ...numbers } = settings.completion;
  const { info, stats, ...engineFigures } = engine;
  const { lastTiming, outcomes, ...counts } = completion;
  return [
    '# Local Text Assist diagnostics',
    part('versions', versions),
    part('settings', {
      ...numbers,
      ...settings.engine,
      beams: settings.translate.beams,
      excludeGlobs: Object.keys(settings.exclude).length,
    }),
    part('languages', languages),
    part('places', places),
    part('engine', engineFigures),
    part('model', modelFacts(info)),
    part(
      'server',
      server && { unused: server.unused, model: fileName(server.last.model), trouble: server.last.server },
    ),
    part('engine figures', stats),
    part('completion', counts),
    part('outcomes', outcomes),
    part('last completion', lastTiming),
    ...Object.entries(otherEngines).flatMap(([name, { info: model, ...figures }]) => [
      part(`engine of ${name}`, figures),
      part(`model of ${name}`, modelFacts(model)),
    ]),
    part('last translation or summary', translatedBy && spokenFacts(translatedBy)),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Whose the model is, and what was wrong with the one that was chosen; in lines of their own. */
function modelFacts(info: BundleInfo | undefined) {
  if (!info) return undefined;
  const { own, ownTrouble, translates, measured, ...facts } = info;
  const trouble = ownTrouble && { ownModelNotUsed: ownTrouble.code, why: ownTrouble.message };
  const languages = translates && { languages: new Set(translates.flatMap(({ from, to }) => [...from, ...to])).size };
  return {
    ...facts,
    ...languages,
    ...(measured && { writes: measured.written.join(' ') || `not ${Object.keys(measured.bits).join(', not ')}` }),
    from: own === undefined ? 'the extension' : `the person's folder "${own}"`,
    ...trouble,
  };
}

function spokenFacts({ kind, model, sentences, instead, trouble }: SpokenFacts) {
  return {
    by: kind === 'server' ? "the person's server" : "a model of the editor's",
    model: fileName(model),
    sentences,
    byTheEnginesModelInstead: instead,
    why: trouble,
  };
}

/** llama.cpp names a model by its file, whose path may tell who the person is. */
function fileName(model: string | undefined): string | undefined {
  return model?.split(/[\\/]/).at(-1);
}

function part(title: string, values: object | undefined): string {
  const lines = Object.entries(values ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${typeof value === 'number' ? Number(value.toFixed(2)) : value}`);
  return lines.length === 0 ? '' : `## ${title}\n${lines.join('\n')}`;
}
