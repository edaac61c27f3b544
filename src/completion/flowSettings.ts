// What the flow needs to know, out of the extension's settings; and the same without an editor, for the command line.

import type { Settings } from '../host/settings';
import { completionDefaults } from '../shared/completionDefaults';
import { type PlaceKind, placeKinds } from '../shared/placeKinds';
import type { FlowSettings } from './completionFlow';
import { excludeMatcher } from './eligibility';

export function flowSettings({ completion, exclude }: Settings, isSnoozed: boolean): FlowSettings {
  return { ...completionDefaults, ...completion, isSnoozed, isExcluded: excludeMatcher(exclude) };
}

const everywhere = Object.fromEntries(placeKinds.map((kind) => [kind, true])) as Record<PlaceKind, boolean>;

/** The same object for the same settings, so that the globs are read once. */
export class KnownFlowSettings {
  private readonly known = new Map<Settings, FlowSettings>();

  constructor(private readonly isSnoozed: () => boolean) {}

  of(settings: Settings): FlowSettings {
    const known = this.known.get(settings) ?? flowSettings(settings, this.isSnoozed());
    this.known.set(settings, known);
    return known;
  }

  /** After a change of settings or of the snooze. */
  forget(): void {
    this.known.clear();
  }
}

/** For documents a person names on the command line: nothing is excluded, and no debounce. */
export function commandLineSettings(changed: Partial<FlowSettings> = {}): FlowSettings {
  return {
    ...completionDefaults,
    debounceMs: 0,
    enabled: true,
    isSnoozed: false,
    languages: { '*': true },
    places: everywhere,
    comments: 'comments',
    trigger: 'automatic',
    isExcluded: () => false,
    ...changed,
  };
}
