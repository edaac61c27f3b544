// Which model is loaded, and why not the one that the person chose, for the status item. Knows facts, not engines.

import * as vscode from 'vscode';
import { settingOfKind } from '../shared/modelSettings';
import type { BundleInfo, BundleKind } from '../shared/protocol/engine';

export type ModelInUse = Pick<BundleInfo, 'architecture' | 'parameters' | 'own' | 'ownTrouble'>;

/** Of the decoder. */
export function modelWords({ architecture, parameters, own, ownTrouble }: ModelInUse): string[] {
  const lines: string[] = [];
  if (own !== undefined) lines.push(vscode.l10n.t('Model: your own, {0} ({1}), on this computer', own, architecture));
  else if (parameters > 0) {
    const millions = Math.round(parameters / 1e6);
    lines.push(vscode.l10n.t('Model: {0}, {1} million parameters, on this computer', architecture, millions));
  }
  if (ownTrouble) lines.push(ownTroubleWords(ownTrouble, 'localText.models.completion'));
  return lines;
}

/** Of the masked model or the encoder-decoder: nothing where it is the bundled one by choice. */
export function otherModelWords({ architecture, own, ownTrouble }: ModelInUse, kind: BundleKind): string[] {
  if (ownTrouble) return [ownTroubleWords(ownTrouble, settingOfKind[kind])];
  return own === undefined ? [] : [vscode.l10n.t('Model: your own, {0} ({1}), on this computer', own, architecture)];
}

/** The log has the whole message. */
function ownTroubleWords({ code, file = '' }: NonNullable<BundleInfo['ownTrouble']>, setting: string): string {
  switch (code) {
    case 'modelMissing':
      return file === ''
        ? vscode.l10n.t('Your own model was not found, so the bundled one answers; see {0}', setting)
        : vscode.l10n.t('Your own model lacks {0}, so the bundled one answers; the log says what to do', file);
    case 'modelInvalid':
      return vscode.l10n.t('{0} of your own model is damaged, so the bundled one answers; the log says more', file);
    case 'outOfMemory':
      return vscode.l10n.t('Your own model does not fit in memory, so the bundled one answers; the log says more');
    case 'inputInvalid':
      return vscode.l10n.t('{0} is no whole path, so the bundled model answers', setting);
    default:
      return vscode.l10n.t(
        'Your own model is of a kind that cannot be run here, so the bundled one answers; the log says more',
      );
  }
}
