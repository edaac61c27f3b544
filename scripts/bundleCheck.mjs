// Whether a model bundle may be packaged: it has a card that says its licence and its number of parameters, and a
// checksum for every file that is shipped, of what that file is.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files without a checksum of their own: the list cannot name itself, and the card is written after it. */
const unlisted = new Set(['SHA256SUMS', 'MODEL_CARD.md']);
const shipped = /^(?:[\w.-]+\.(?:json|txt)|onnx\/[\w.-]+\.onnx(?:_data)?)$/;

/** @throws naming the bundle, what is wrong with it, and what makes it right */
export function checkBundle(folder, name) {
  const faults = [...cardFaults(folder), ...checksumFaults(folder)];
  if (faults.length === 0) return;
  throw new Error(
    `models/${name} is not packaged: ${faults.join('; ')}. ` +
      'Take the bundle as the recipe exported it (card and SHA256SUMS included); see models/README.md.',
  );
}

function cardFaults(folder) {
  const file = join(folder, 'MODEL_CARD.md');
  if (!existsSync(file)) return ['MODEL_CARD.md is missing'];
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const faults = [];
  if (!/^license:[ \t]*\S/m.test(frontMatter)) faults.push('MODEL_CARD.md names no license');
  if (!/^parameters:[ \t]*["']?[1-9][\d_,]*/m.test(frontMatter)) faults.push('MODEL_CARD.md says no parameters');
  return faults;
}

function checksumFaults(folder) {
  const file = join(folder, 'SHA256SUMS');
  if (!existsSync(file)) return ['SHA256SUMS is missing'];
  const sums = new Map(
    [...readFileSync(file, 'utf8').matchAll(/^([0-9a-f]{64}) [ *](.+?)\r?$/gim)].map(([, sum, path]) => [path, sum]),
  );
  return filesOf(folder)
    .filter((path) => shipped.test(path) && !unlisted.has(path))
    .flatMap((path) => {
      const sum = sums.get(path);
      if (!sum) return [`SHA256SUMS has no line for ${path}`];
      const found = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
      return found === sum.toLowerCase() ? [] : [`${path} is not what SHA256SUMS says`];
    });
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
