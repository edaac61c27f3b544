// Where the shipped fill-mask bundle is, for tests and measurements that need its weights.

import { existsSync } from 'node:fs';
import path from 'node:path';

export const modelsDir = path.resolve(__dirname, '../../models');
export const maskedDir = path.join(modelsDir, 'fill-mask');

/** Whether the masked model's weights are there; a test that needs them is skipped, aloud, where they are not. */
export function hasMaskedWeights(): boolean {
  return existsSync(path.join(maskedDir, 'onnx')) && existsSync(path.join(maskedDir, 'config.json'));
}
