// What is asked of the process: a source as it was, as a text or as the reason why there is none.

import type { OldSourceParams, OldSourceResult } from '../shared/protocol/oldSource';
import { readTextBytes, TextFormError } from '../util/textForm';
import { baseOf } from './gitHistory';
import { Refusal } from './refusal';

/** Each time anew: a repository changes behind a long-lived process, and what it has packed is let go of. */
export async function oldSource({ source, translation }: OldSourceParams): Promise<OldSourceResult> {
  try {
    const found = await baseOf(source, translation);
    if (found.kind === 'none') return found;
    return { kind: 'found', text: readTextBytes(found.bytes).text, commit: found.commit };
  } catch (error) {
    if (error instanceof TextFormError) return { kind: 'unreadable' };
    if (!(error instanceof Refusal) || error.kind === undefined) throw error;
    return { kind: 'refused', refusal: error.kind, names: [...error.names] };
  }
}
