// The tiny masked bundle of test/fixtures.

import { resolve } from 'node:path';

export const tinyMaskedDir = resolve(__dirname, '../fixtures/tiny-masked');
