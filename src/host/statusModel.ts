// What the status item has to say, out of the parts' states. Knows no editor and no words.

import type { Ineligible } from '../shared/completionOutcome';

export type StatusKind =
  | 'failed'
  | 'off' // switched off for everything, or for this language
  | 'snoozed'
  | 'excluded' // this file is on the exclusion list
  | 'ignored' // a .localtextignore names it
  | 'notServed' // an editor of a kind that gets no suggestions
  | 'placeOff' // one that could, and was switched off
  | 'commentsOff' // a code file, and comments were switched off
  | 'languageOff' // this file's language is switched off, or none that is known
  | 'loading'
  | 'working'
  | 'onRequest' // ready, and silent until asked
  | 'ready'; // also while the engine sleeps: the next keystroke wakes it

export interface StatusInput {
  engine: 'stopped' | 'starting' | 'ready' | 'busy' | 'failed';
  isEnabled: boolean;
  isSnoozed: boolean;
  /** Suggestions come when asked for only. */
  isOnRequest: boolean;
  /** Why the active document is left alone; undefined where it isn't, or there is none. */
  ineligible: Ineligible | undefined;
}

/** The one thing a person most needs to know. */
export function statusKind({ engine, isEnabled, isSnoozed, isOnRequest, ineligible }: StatusInput): StatusKind {
  if (!isEnabled) return 'off';
  if (isSnoozed) return 'snoozed';
  if (engine === 'failed') return 'failed';
  if (ineligible) return kindOf(ineligible);
  if (engine === 'starting') return 'loading';
  if (engine === 'busy') return 'working';
  return isOnRequest ? 'onRequest' : 'ready';
}

function kindOf(ineligible: Ineligible): StatusKind {
  switch (ineligible) {
    case 'off':
    case 'snoozed':
    case 'excluded':
    case 'ignored':
    case 'notServed':
    case 'commentsOff':
      return ineligible;
    case 'reading':
      return 'loading';
    case 'language':
      return 'languageOff';
    default:
      return 'placeOff';
  }
}

const icons: Readonly<Record<StatusKind, string>> = {
  failed: 'error',
  off: 'circle-slash',
  snoozed: 'bell-slash',
  excluded: 'lock',
  ignored: 'lock',
  notServed: 'circle-slash',
  placeOff: 'circle-slash',
  commentsOff: 'circle-slash',
  languageOff: 'circle-slash',
  onRequest: 'edit',
  loading: 'loading~spin',
  working: 'sync~spin',
  ready: 'edit',
};

/** The codicon's name. */
export function statusIcon(kind: StatusKind): string {
  return icons[kind];
}
