// Which words of a page and its translation are a person's: what was committed. What never was, or was written since, may be a
// draft that nobody read. Knows no editor and no repository.

import type { OldSourceResult } from '../shared/protocol/oldSource';

/** What takes the place of the texts of today: the source as it was, and its translation. Line ends LF. */
export interface CommittedTexts {
  base?: string;
  translation?: string;
}

/**
 * @param found Undefined where nobody could find out.
 * @returns Undefined where none of the translation is known to be a person's; empty where nothing better is known than the texts
 *   of today, as without a history.
 */
export function committedTexts(found: OldSourceResult | undefined): CommittedTexts | undefined {
  switch (found?.kind) {
    case 'none':
      return found.reason === 'neverCommitted' ? undefined : {};
    case 'refused':
      return found.refusal === 'noCommits' ? undefined : {};
    case 'found':
      return found.translated === undefined ? {} : { base: found.text, translation: found.translated };
    default:
      return {};
  }
}
