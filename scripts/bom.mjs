// npm run bom [-- FILE]: what is inside a package, as a CycloneDX 1.6 document (https://cyclonedx.org/docs/1.6/json/):
// the bundled npm packages, the models with their SHA-256, and the C++ runtime of the Windows packages.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../esbuild.mjs';
import { root } from './install.mjs';
import { shippedPackages } from './shipped.mjs';
import { runtimeVersion } from './vcRuntime.mjs';

const outdir = mkdtempSync(join(tmpdir(), 'local-text-bom-'));
const inputs = await buildAll({ production: true, quiet: true, outdir });
rmSync(outdir, { recursive: true, force: true });

const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const document = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name, version, licenses: licences(license) } },
  components: [...shippedPackages(inputs).map(library), ...models(), runtime()],
};
const out = process.argv[2];
const text = `${JSON.stringify(document, null, 2)}\n`;
if (out) writeFileSync(out, text);
else process.stdout.write(text);

function library({ name, version, licence }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', name, version, purl, 'bom-ref': purl, licenses: licences(licence) };
}

function models() {
  const folder = join(root, 'models');
  const isBundle = (each) => each.isDirectory() && readdirSync(join(folder, each.name)).includes('SHA256SUMS');
  return readdirSync(folder, { withFileTypes: true })
    .filter(isBundle)
    .map(({ name }) => {
      const sums = readFileSync(join(folder, name, 'SHA256SUMS'), 'utf8')
        .trim()
        .split('\n');
      const files = sums.map((line) => /^([0-9a-f]{64}) [ *](.+)$/.exec(line));
      const components = files.map(([, content, file]) => ({
        type: 'file',
        name: file,
        hashes: [{ alg: 'SHA-256', content }],
      }));
      return { type: 'machine-learning-model', name, version, licenses: licences(license), components };
    });
}

function runtime() {
  return { type: 'library', name: 'Microsoft Visual C++ runtime', version: runtimeVersion, scope: 'optional' };
}

function licences(expression) {
  return expression ? [{ expression }] : [];
}
