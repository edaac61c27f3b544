// What the flow needs to know, out of the extension's settings; and the same without an editor, for the command line.

import type { Settings } from '../host/settings';
import { completionDefaults } from '../shared/completionDefaults';
import type { FlowSettings } from './completionFlow';
import { excludeMatcher } from './eligibility';

export function flowSettings({ completion, exclude }: Settings, isSnoozed: boolean): FlowSettings {
  return { ...completionDefaults, ...completion, isSnoozed, isExcluded: excludeMatcher(exclude) };
}

/** For documents a person names on the command line: nothing is excluded, and no debounce. */
export function commandLineSettings(changed: Partial<FlowSettings> = {}): FlowSettings {
  return {
    ...completionDefaults,
    debounceMs: 0,
    enabled: true,
    isSnoozed: false,
    languages: { '*': true },
    comments: 'comments',
    isExcluded: () => false,
    ...changed,
  };
}
