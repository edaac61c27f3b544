// npm run check:audit: known security advisories for the packages that ship. A registry that answers no such question
// (a mirror, no network) is said aloud and fails nothing; an advisory of level moderate or higher for a shipped package does.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../esbuild.mjs';
import { root } from './install.mjs';
import { shippedPackages } from './shipped.mjs';

const failing = ['moderate', 'high', 'critical'];

async function main() {
  const outdir = mkdtempSync(join(tmpdir(), 'local-text-audit-'));
  const inputs = await buildAll({ production: true, quiet: true, outdir });
  rmSync(outdir, { recursive: true, force: true });
  const shipped = new Set(shippedPackages(inputs).map(({ name }) => name));
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const { vulnerabilities } = parse(stdout);
  if (!vulnerabilities) return console.log('SKIPPED: the registry answers no questions about advisories');
  const found = Object.values(vulnerabilities).filter(
    ({ name, severity }) => shipped.has(name) && failing.includes(severity),
  );
  for (const { name, severity, range } of found) console.error(`${name} ${range}: ${severity}`);
  console.log(`${shipped.size} packages ship; ${found.length} with an advisory`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

await main();
