// Bundles every entry into dist/.  node esbuild.mjs [--watch] [--production] [--quiet] [--outdir DIR]
// onnxruntime-node stays outside: it loads its native file by a path relative to its own.

import { chmodSync, existsSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));

/** Built-in modules that reach the network. */
const networkModules = ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'inspector'];

/**
 * Keeps network modules out of every bundle. vscode-jsonrpc imports `net` for transports that are not used here, and is
 * given an empty one; anything else that asks for the network fails the build.
 */
const noNetwork = {
  name: 'no-network',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(node:)?(${networkModules.join('|')})(/promises)?$`);
    onResolve({ filter }, ({ path, importer }) => {
      if (path === 'net' && /[\\/]node_modules[\\/]vscode-jsonrpc[\\/]/.test(importer)) {
        return { path, namespace: 'no-network' };
      }
      return { errors: [{ text: `"${path}" is a network module; inference is local` }] };
    });
    onLoad({ filter: /.*/, namespace: 'no-network' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/** The proxy agents would load it if asked to sign on by Kerberos, which is not done here. */
const noKerberos = {
  name: 'no-kerberos',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^kerberos$/ }, ({ path }) => ({ path, namespace: 'no-kerberos' }));
    onLoad({ filter: /.*/, namespace: 'no-kerberos' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/** A third of the extension's weight, which only a long document needs: a file of its own, read when one is there. */
const markdownApart = {
  name: 'markdown-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^markdown-it$/ }, () => ({ path: './markdownIt.js', external: true }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [noNetwork],
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', conditions: ['node'] };

/** Output name to what makes it. */
const bundles = {
  'extension.js': {
    ...node,
    plugins: [noNetwork, markdownApart],
    entryPoints: ['src/extension.ts'],
    external: ['vscode'],
  },
  'markdownIt.js': { ...node, entryPoints: ['node_modules/markdown-it/dist/index.cjs.js'] },
  'engine.js': { ...node, entryPoints: ['src/engine/main.ts'], external: ['onnxruntime-node'] },
  // One of two bundles with network modules in them; the person starts it by naming a server.
  'serverEngine.js': {
    ...node,
    plugins: [],
    entryPoints: ['src/remote/main.ts'],
    external: ['onnxruntime-node'],
  },
  'inStep.js': { ...node, entryPoints: ['src/inStep/main.ts'] },
  // The other one: fetches a model that the person named, and is started by that command alone.
  'hub.js': { ...node, plugins: [noKerberos], entryPoints: ['src/hub/main.ts'] },
  'cli.js': {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    external: ['onnxruntime-node'],
    banner: { js: '#!/usr/bin/env node' },
  },
  'webview.js': {
    ...common,
    entryPoints: ['src/panel/webview/main.ts'],
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    tsconfig: 'src/panel/webview/tsconfig.json',
  },
  // The icons of the page, with their font beside them.
  'codicon.css': {
    ...common,
    entryPoints: ['node_modules/@vscode/codicons/dist/codicon.css'],
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
};

/** @returns esbuild's options for each entry that exists; `only` names the outputs wanted. */
export function bundleOptions({
  production = false,
  quiet = false,
  outdir = join(root, 'dist'),
  only = Object.keys(bundles),
} = {}) {
  const options = [];
  for (const name of only) {
    const bundle = bundles[name];
    const [entry] = bundle.entryPoints;
    if (!existsSync(join(root, entry))) {
      if (!quiet) console.warn(`skipped ${name}: no ${entry} yet`);
      continue;
    }
    options.push({ ...bundle, outfile: join(outdir, name), minify: production, sourcemap: !production });
  }
  return options;
}

/** Builds everything once. @returns the files, under the repository, that went into the bundles */
export async function buildAll(settings) {
  const options = bundleOptions(settings);
  const inputs = new Set();
  for (const { metafile } of await Promise.all(options.map((each) => build({ ...each, metafile: true })))) {
    for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  }
  for (const { outfile, sourcemap } of options) {
    if (!sourcemap) rmSync(`${outfile}.map`, { force: true }); // of a build before
    if (outfile.endsWith('cli.js')) chmodSync(outfile, 0o755);
  }
  return [...inputs];
}

/** Says when rebuilding begins and when all is built; .vscode/tasks.json waits for that. */
function reporter() {
  const building = new Set();
  return ({ outfile }) => ({
    name: 'reporter',
    setup({ onStart, onEnd }) {
      let startMs = 0;
      onStart(() => {
        startMs = performance.now();
        if (building.size === 0) console.log('[watch] build started');
        building.add(outfile);
      });
      onEnd(({ errors }) => {
        for (const { text, location } of errors) {
          const at = location ? `${location.file}:${location.line}:${location.column}` : `${outfile}:1:1`;
          console.log(`✘ [ERROR] ${text}\n    ${at}:`);
        }
        if (outfile.endsWith('cli.js') && errors.length === 0) chmodSync(outfile, 0o755);
        console.log(`${relative(root, outfile)}: ${Math.round(performance.now() - startMs)} ms`);
        building.delete(outfile);
        if (building.size === 0) console.log('[watch] all built');
      });
    },
  });
}

async function watchAll(settings) {
  const report = reporter();
  const watchers = [];
  for (const options of bundleOptions(settings)) {
    watchers.push(await context({ ...options, plugins: [...options.plugins, report(options)], logLevel: 'silent' }));
  }
  await Promise.all(watchers.map((watcher) => watcher.watch()));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      watch: { type: 'boolean', default: false },
      production: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      outdir: { type: 'string' },
    },
  });
  const { production, quiet, outdir } = values;
  const settings = { production, quiet, ...(outdir && { outdir: resolve(outdir) }) };
  try {
    if (values.watch) await watchAll(settings);
    else await buildAll(settings);
  } catch {
    process.exitCode = 1; // esbuild has said why
  }
}
