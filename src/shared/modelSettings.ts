// Which setting names a model of each kind.

import type { BundleKind } from './protocol/engine';

export const settingOfKind: Readonly<Record<BundleKind, string>> = {
  completion: 'localText.models.completion',
  'fill-mask': 'localText.models.fillMask',
  seq2seq: 'localText.models.seq2seq',
};
