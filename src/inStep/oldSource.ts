// What is asked of the process: a source as it was, as a text or as the reason why there is none.

import type { OldSourceParams, OldSourceResult } from '../shared/protocol/oldSource';
import { readTextBytes, TextFormError } from '../util/textForm';
import { baseOf, type Histories } from './gitHistory';
import { Refusal } from './refusal';

/** @param histories Those that were read; without them each time anew, for a repository changes behind a long-lived process. */
export async function oldSource(
  { source, translation }: OldSourceParams,
  histories: Histories = new Map(),
): Promise<OldSourceResult> {
  try {
    const found = await baseOf(source, translation, histories);
    if (found.kind === 'none') return found;
    const [text, translated] = [readTextBytes(found.bytes).text, textIn(found.translated)];
    return { kind: 'found', text, commit: found.commit, ...(translated !== undefined && { translated }) };
  } catch (error) {
    if (error instanceof TextFormError) return { kind: 'unreadable' };
    if (!(error instanceof Refusal) || error.kind === undefined) throw error;
    return { kind: 'refused', refusal: error.kind, names: [...error.names] };
  }
}

/** Undefined where it is no text. Line ends LF. */
export function textIn(bytes: Uint8Array): string | undefined {
  try {
    return readTextBytes(bytes).text;
  } catch {
    return undefined;
  }
}
