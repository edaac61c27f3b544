// Why nothing is suggested, for people: every reason the completion can end with.

import * as vscode from 'vscode';
import type { NoSuggestion } from '../shared/completionOutcome';

/** A clause that goes on from "no suggestion here: "; undefined where a moment later it may be otherwise. */
export function outcomeWords(reason: NoSuggestion): string | undefined {
  switch (reason) {
    case 'off':
      return vscode.l10n.t('suggestions are off');
    case 'snoozed':
      return vscode.l10n.t('suggestions are snoozed');
    case 'excluded':
      return vscode.l10n.t('this file is excluded and is not read');
    case 'ignored':
      return vscode.l10n.t('a .localtextignore file names this file, so it is not read');
    case 'notServed':
      return vscode.l10n.t('this kind of editor gets no suggestions');
    case 'filesOff':
      return vscode.l10n.t('suggestions are off in files');
    case 'untitledOff':
      return vscode.l10n.t('suggestions are off in text that has no file yet');
    case 'notebooksOff':
      return vscode.l10n.t('suggestions are off in notebooks');
    case 'commitMessagesOff':
      return vscode.l10n.t('suggestions are off in commit messages');
    case 'commentBoxesOff':
      return vscode.l10n.t('suggestions are off in comment boxes');
    case 'chatOff':
      return vscode.l10n.t('suggestions are off in the chat box');
    case 'language':
      return vscode.l10n.t('suggestions are off for this language');
    case 'commentsOff':
      return vscode.l10n.t('suggestions are off in the comments of code');
    default:
      return placeWords(reason);
  }
}

function placeWords(reason: NoSuggestion): string | undefined {
  switch (reason) {
    case 'code':
      return vscode.l10n.t('in code only comments get suggestions');
    case 'insideWord':
      return vscode.l10n.t('the cursor is inside a word');
    case 'marker':
      return vscode.l10n.t('Tab indents here; ask by hand if you want one');
    case 'address':
      return vscode.l10n.t('the cursor is in the address of a link');
    case 'severalCursors':
      return vscode.l10n.t('the lines at the cursors differ');
    case 'tooLong':
      return vscode.l10n.t('the file is too long');
    case 'onRequest':
      return vscode.l10n.t('suggestions come when you ask for them');
    case 'refused':
      return vscode.l10n.t('you declined it in this place');
    case 'repeated':
      return vscode.l10n.t('the document has that line already');
    case 'nothing':
      return vscode.l10n.t('nothing sure enough');
    default:
      return undefined;
  }
}
