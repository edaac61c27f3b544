// What names a model of each kind: a setting of the editor, or where it has none the option of the command line.

import type { BundleKind } from './protocol/engine';

export const settingOfKind: Readonly<Record<BundleKind, string>> = {
  completion: 'localText.models.completion',
  'fill-mask': 'localText.models.fillMask',
  seq2seq: '--seq2seq',
};
