// Every package whose code ships has a licence that lets it, and stands in the bill of materials.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isAllowed } from '../../scripts/shipped.mjs';

interface Component {
  type: string;
  name: string;
  purl?: string;
  licenses?: { expression: string }[];
}

suite('licences', function () {
  this.timeout(60_000);
  let components: Component[];

  suiteSetup(() => {
    const root = join(__dirname, '../..');
    const text = execFileSync(process.execPath, ['scripts/bom.mjs'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    ({ components } = JSON.parse(text) as { components: Component[] });
  });

  test('of what ships are on the list', () => {
    const packages = components.filter(({ purl }) => purl);
    assert.ok(packages.some(({ name }) => name === 'onnxruntime-node') && packages.length > 10);
    const others = packages.filter(({ licenses }) => !isAllowed(licenses?.[0]?.expression ?? ''));
    assert.deepEqual(
      others.map(({ name }) => name),
      [],
    );
  });

  test('are read as expressions', () => {
    assert.ok(isAllowed('(MIT OR GPL-3.0-only)'));
    assert.ok(isAllowed('MIT AND CC-BY-4.0'));
    assert.ok(!isAllowed('MIT AND GPL-3.0-only'));
    assert.ok(!isAllowed(''));
  });

  test('the bill of materials names each package once, and the three models', () => {
    const purls = components.flatMap(({ purl }) => purl ?? []);
    assert.equal(new Set(purls).size, purls.length);
    assert.equal(components.filter(({ type }) => type === 'machine-learning-model').length, 3);
  });
});
