// What came of one request for a suggestion, as a value: the status item, the tests and the statistics all read this
// and nothing else. Names only; who words them for people is the host.

import type { PlaceKind } from './placeKinds';

/** Why a document, or a whole kind of editor, is left alone: nothing is read from it. */
export type Ineligible =
  | 'off' // for everything, or by a setting for this language
  | 'snoozed'
  | 'excluded' // by the setting
  | 'ignored' // by a .localtextignore
  | 'reading' // the .localtextignore is being looked for
  | 'notServed' // an editor of a kind that is not on the list
  | `${PlaceKind}Off`
  | 'language' // switched off, or none that is known
  | 'commentsOff'; // a code file, and comments are switched off

/** Why this place of a document gets nothing. */
export type NoPlace =
  | 'code'
  | 'blank' // nothing before the cursor to go on with
  | 'insideWord'
  | 'composing' // a Hangul syllable is half typed
  | 'marker' // Tab means indent here: nothing but markers or white space on the line
  | 'address' // inside a link's address
  | 'severalCursors' // with different text around them
  | 'selectedItem' // the suggest widget's item spans lines
  | 'tooLong'
  | 'onRequest'; // the person wants to be asked first

/** Why an answer is not offered, or never came. */
export type NoAnswer =
  | 'nothing' // the engine has nothing (sure enough) to say, or the text after the cursor says it already
  | 'refused' // dismissed, typed against or undone here
  | 'repeated' // the document has this heading, item or row
  | 'superseded' // a newer request came
  | 'cancelled' // by the editor: typed on, or another extension was quicker
  | 'failed';

export type NoSuggestion = Ineligible | NoPlace | NoAnswer;

export type Outcome =
  /** Best first, as the document needs them; never empty, nor is any of them. */
  { kind: 'some'; texts: string[]; source: 'cache' | 'engine' } | { kind: 'none'; reason: NoSuggestion };

/** How often each outcome came about: reasons, and `cache` and `engine` for what was offered. */
export class OutcomeCounts {
  private readonly counts = new Map<string, number>();
  last: Outcome | undefined;

  add(outcome: Outcome): void {
    this.last = outcome;
    const name = outcome.kind === 'some' ? outcome.source : outcome.reason;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** A copy, by name. */
  get byName(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
