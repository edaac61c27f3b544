// Which model is loaded, and why not the one that the person chose, for the status item. Knows facts, not engines.

import * as vscode from 'vscode';
import { settingOfKind } from '../shared/modelSettings';
import type { BundleInfo, BundleKind } from '../shared/protocol/engine';

export type ModelInUse = Pick<
  BundleInfo,
  'architecture' | 'parameters' | 'own' | 'ownTrouble' | 'lacksKorean' | 'measured'
>;

/**
 * Of the decoder.
 * @param unread Of the document's tokens those that its vocabulary lacks (0..1), where they are many.
 */
export function modelWords(
  { architecture, parameters, own, ownTrouble, lacksKorean, measured }: ModelInUse,
  unread?: number,
): string[] {
  const lines: string[] = [];
  if (own !== undefined) lines.push(vscode.l10n.t('Model: your own, {0} ({1}), on this computer', own, architecture));
  else if (parameters > 0) {
    const millions = Math.round(parameters / 1e6);
    lines.push(vscode.l10n.t('Model: {0}, {1} million parameters, on this computer', architecture, millions));
  }
  lines.push(...languageWords(lacksKorean, measured));
  if (unread !== undefined) {
    const percent = Math.round(100 * unread);
    lines.push(
      vscode.l10n.t('Its vocabulary lacks {0} % of this document, so its suggestions here mean little', percent),
    );
  }
  if (ownTrouble) lines.push(ownTroubleWords(ownTrouble, 'localText.models.completion'));
  return lines;
}

/** Of the masked model or the encoder-decoder: nothing where it is the bundled one by choice. */
export function otherModelWords(
  { architecture, own, ownTrouble, lacksKorean, measured }: ModelInUse,
  kind: BundleKind,
): string[] {
  if (ownTrouble) return [ownTroubleWords(ownTrouble, settingOfKind[kind])];
  if (own === undefined) return [];
  const named = vscode.l10n.t('Model: your own, {0} ({1}), on this computer', own, architecture);
  return [named, ...languageWords(lacksKorean, measured)];
}

/** What it writes by a measured text, and why there is no Korean. */
function languageWords(lacksKorean: ModelInUse['lacksKorean'], measured: ModelInUse['measured']): string[] {
  const words = measured ? [measuredWords(measured)] : [];
  if (lacksKorean) words.push(vscode.l10n.t('This model has no Korean: its vocabulary cannot spell Hangul'));
  return words;
}

function measuredWords({ bits, written }: NonNullable<ModelInUse['measured']>): string {
  const named = (language: 'en' | 'ko') => (language === 'en' ? vscode.l10n.t('English') : vscode.l10n.t('Korean'));
  const figures = (['en', 'ko'] as const)
    .filter((language) => bits[language] !== undefined)
    .map((language) => `${named(language)} ${bits[language]!.toFixed(1)}`)
    .join(', ');
  if (written.length === 0 && bits.ko === undefined)
    return vscode.l10n.t('It writes no English (bits a byte of a test text: {0})', figures);
  if (written.length === 0)
    return vscode.l10n.t('It writes neither English nor Korean (bits a byte of a test text: {0})', figures);
  return vscode.l10n.t('It writes: {0} (bits a byte of a test text: {1})', written.map(named).join(', '), figures);
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
