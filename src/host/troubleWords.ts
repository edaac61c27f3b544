// What to do when onnxruntime did not load, in the person's language. Knows reasons, not engines.

import * as vscode from 'vscode';
import type { RuntimeTrouble } from '../shared/protocol/engine';

export function troubleWords(trouble: RuntimeTrouble): string {
  switch (trouble) {
    case 'musl':
      return vscode.l10n.t(
        'This Linux uses musl (as Alpine does), for which the runtime of the models is not made. Use a system with glibc, or let the extension run on your own computer (setting remote.extensionKind).',
      );
    case 'intelMac':
      return vscode.l10n.t('The runtime of the models is no longer made for Macs with an Intel processor.');
    case 'otherPlatform':
      return vscode.l10n.t('The extension installed here is made for another platform. Install the one for this one.');
    case 'oldSystem':
      return vscode.l10n.t('This Linux is too old for the runtime of the models (glibc 2.28 is needed).');
    case 'loader':
      return vscode.l10n.t('The runtime of the models could not be loaded. The log has what the system said.');
  }
}
