// The packages whose code is in what people install: bundled by esbuild, or carried along. Knows no package format.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Not bundled: onnxruntime's native part is found by a path relative to its own. */
export const runtimePackages = ['onnxruntime-node', 'onnxruntime-common'];

/** Licences that allow shipping inside a package under the MIT licence, with their notice. */
export const allowedLicences = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
  'CC-BY-4.0',
  'Zlib',
];

/** Named in a form of package.json that npm left long ago. */
const named = { 'format@0.2.2': 'MIT' };

/**
 * @param inputs esbuild's, as `buildAll` returns them
 * @returns sorted by name: {name, version, licence (SPDX or ''), source (address), text (licence text or undefined)}
 */
export function shippedPackages(inputs) {
  const folders = new Map(runtimePackages.map((name) => [name, join('node_modules', name)]));
  for (const input of inputs) {
    // The innermost one: a package may carry packages of its own.
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (match) folders.set(match[1].replace(/^node_modules\//, ''), match[1]);
  }
  const found = [...folders.values()].sort().map((folder) => {
    const dir = join(root, folder);
    const { name, version, license, homepage, repository } = JSON.parse(
      readFileSync(join(dir, 'package.json'), 'utf8'),
    );
    const file = existsSync(dir) && readdirSync(dir).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    return {
      name,
      version,
      licence: license ?? named[`${name}@${version}`] ?? '',
      source: homepage ?? repository?.url ?? repository ?? '',
      text: file ? readFileSync(join(dir, file), 'utf8').trim() : undefined,
    };
  });
  // Two packages may each carry the same third one.
  return [...new Map(found.map((each) => [`${each.name}@${each.version}`, each])).values()];
}

/** Whether each alternative or each part of an SPDX expression is allowed. */
export function isAllowed(licence) {
  const parts = (text, by) => text.replaceAll(/[()]/g, '').split(by);
  return parts(licence, ' OR ').some((choice) =>
    parts(choice, ' AND ').every((part) => allowedLicences.includes(part)),
  );
}
