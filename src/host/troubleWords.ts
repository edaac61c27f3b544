// What to do when an engine does not run, in the person's language. Knows reasons, not engines.

import * as vscode from 'vscode';
import type { EngineTrouble } from '../client/engineCallError';

export function troubleWords(trouble: EngineTrouble): string {
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
    case 'killed':
      return vscode.l10n.t(
        'The system ended the engine several times, as it does when memory runs out. Close other programs (the three models take about 650 MB when all are used), then restart the engine.',
      );
    case 'loader':
      return vscode.l10n.t('The runtime of the models could not be loaded. The log has what the system said.');
  }
}
