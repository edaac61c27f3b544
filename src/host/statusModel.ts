// What the status item has to say, out of the parts' states. Knows no editor and no words.

export type StatusKind =
  | 'failed'
  | 'off' // switched off for everything
  | 'snoozed'
  | 'excluded' // this file is on the exclusion list
  | 'languageOff' // this file's language is switched off, or none that is known
  | 'loading'
  | 'working'
  | 'ready'; // also while the engine sleeps: the next keystroke wakes it

export interface StatusInput {
  engine: 'stopped' | 'starting' | 'ready' | 'busy' | 'failed';
  isEnabled: boolean;
  isSnoozed: boolean;
  /** Why the active document is left alone; undefined where it isn't, or there is none. */
  ineligible: 'off' | 'snoozed' | 'scheme' | 'excluded' | 'language' | undefined;
}

/** The one thing a person most needs to know. */
export function statusKind({ engine, isEnabled, isSnoozed, ineligible }: StatusInput): StatusKind {
  if (!isEnabled) return 'off';
  if (isSnoozed) return 'snoozed';
  if (engine === 'failed') return 'failed';
  if (ineligible === 'excluded') return 'excluded';
  if (ineligible === 'language' || ineligible === 'scheme') return 'languageOff';
  if (engine === 'starting') return 'loading';
  return engine === 'busy' ? 'working' : 'ready';
}

const icons: Readonly<Record<StatusKind, string>> = {
  failed: 'error',
  off: 'circle-slash',
  snoozed: 'bell-slash',
  excluded: 'lock',
  languageOff: 'circle-slash',
  loading: 'loading~spin',
  working: 'sync~spin',
  ready: 'edit',
};

/** The codicon's name. */
export function statusIcon(kind: StatusKind): string {
  return icons[kind];
}
