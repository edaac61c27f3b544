// What is said about a translation and its source, in the language of the editor: how they stand, and why something cannot be
// done, with the way out.

import * as vscode from 'vscode';
import type { NoPast, RefusalKind } from '../shared/protocol/oldSource';
import type { UpdateRefusal } from '../shared/protocol/update';
import type { NoPair } from './pairFinderProvider';

/** How many sentences of the source changed since. */
export function behindWords(count: number): string {
  if (count === 0) return vscode.l10n.t('The translation is in step with its source.');
  return count === 1
    ? vscode.l10n.t('1 sentence of the source has changed since.')
    : vscode.l10n.t('{0} sentences of the source have changed since.', count);
}

export function noPairWords(why: NoPair): string {
  switch (why.kind) {
    case 'refused':
      return refusalWords(why.refusal, why.names);
    case 'notOnDisk':
      return vscode.l10n.t(
        '{0} is not a file of this computer. Save it, or open its folder in a local window.',
        why.name,
      );
    case 'excluded':
      return vscode.l10n.t('{0} is on the exclusion list (localText.exclude), so it is not read.', why.name);
    case 'historyUnread':
      return vscode.l10n.t(
        'The history of {0} could not be read in time. Try again, or run "local-text update" in a terminal.',
        why.name,
      );
    case 'form':
      return vscode.l10n.t(
        '{0} is {1}; Markdown and other prose can be brought up to date here. For gettext messages (.po) run "local-text update" in a terminal.',
        why.name,
        why.form,
      );
    case 'conflict':
      return vscode.l10n.t('{0} has a merge conflict in line {1}; resolve it first.', why.name, why.line);
    case 'unreadable':
      return vscode.l10n.t('{0} cannot be read as text; save it as UTF-8.', why.name);
  }
}

function refusalWords(refusal: RefusalKind, [name = '', more = '']: readonly string[]): string {
  switch (refusal) {
    case 'sourceGone':
      return vscode.l10n.t(
        '{0}, which .localtext/pairs.json names as the source, is not there. Set the path right, or choose the source.',
        name,
      );
    case 'sourceUnknown':
      return vscode.l10n.t('The source of {0} was not found beside it. Choose it, and it is remembered.', name);
    case 'pairsUnreadable':
      return vscode.l10n.t(
        '{0} cannot be read; write it as {1}.',
        name,
        '{ "path of a translation": "path of its source" }',
      );
    case 'historyForm':
      return vscode.l10n.t(
        'The history of {0} cannot be read here ({1}). Run "local-text update" in a terminal and name the old source with --base.',
        name,
        more,
      );
    case 'noCommits':
      return vscode.l10n.t('{0} has no commits yet. Commit both files first.', name);
    case 'shallow':
      return vscode.l10n.t(
        'The older history of {0} is not on this computer (a shallow clone). Fetch it with "git fetch --unshallow".',
        name,
      );
    case 'objectMissing':
      return vscode.l10n.t('A part of the history of {0} is not on this computer. Fetch the whole history.', name);
  }
}

/** The texts themselves do not go together. */
export function pairRefusalWords(
  refused: UpdateRefusal,
  share: number,
  names: { translation: string; source: string },
): string {
  if (refused.why === 'unpaired')
    return vscode.l10n.t(
      '{0} does not seem to be a translation of {1}: {2} % of its parts have a partner there, 40 % are needed. Choose the right source.',
      names.translation,
      names.source,
      Math.round(100 * share),
    );
  return refused.of === 'translation'
    ? vscode.l10n.t(
        '{0} is not in Korean, and only Korean translations of English texts can be brought up to date.',
        names.translation,
      )
    : vscode.l10n.t('{0} is not in English. Choose the English source.', names.source);
}

/** Where only the two texts of today can be compared. */
export function noPastWords(reason: NoPast): string {
  switch (reason) {
    case 'noRepository':
      return vscode.l10n.t('Without a git history: only what has no partner counts as new.');
    case 'neverCommitted':
      return vscode.l10n.t('The translation was never committed: only what has no partner counts as new.');
    case 'sourceCameLater':
      return vscode.l10n.t(
        'The source was not there yet when the translation was committed: only what has no partner counts as new.',
      );
  }
}
