// `npm run editor`: Local Text Assist in a real VS Code in the browser, for anyone without a desktop VS Code. Starts
// code-server on 127.0.0.1 with the packaged extension and a copy of a sample folder; Ctrl+C ends it and cleans up.
//
//   npm run editor                  the sample folder
//   npm run editor -- FOLDER        a folder of yours: itself, not a copy
//   npm run editor -- --port 8123   a port of your choice instead of a free one
//   npm run editor -- --language ko the extension's own words in Korean
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { EditorServer } from '../test/editor/support/editorServer.ts';
import { packagedExtension, repository, sampleWorkspace } from '../test/editor/support/paths.ts';
import { setupEditor } from './setupEditor.mjs';

async function main() {
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string' }, language: { type: 'string' } },
    allowPositionals: true,
  });
  const folder = positionals[0] && path.resolve(process.env.INIT_CWD ?? '.', positionals[0]);
  if (folder && !(existsSync(folder) && statSync(folder).isDirectory())) throw new Error(`${folder} is not a folder`);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port} is not a port`);

  await setupEditor({ browser: false });
  if (!existsSync(packagedExtension)) await packageExtension();

  // From here on a signal must not end the process before the server and its folders are gone.
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
  });
  say('starting');
  const server = await EditorServer.start({
    vsix: [packagedExtension],
    port,
    idleSeconds: 24 * 60 * 60,
    ...(values.language && { language: values.language }),
  });
  try {
    const workspace = folder ?? server.copyWorkspace(sampleWorkspace);
    say(`open this in a browser on this computer:\n\n    ${server.pageOf(workspace)}\n`);
    if (!folder) say('what you write is in a copy of the sample folder and goes when the editor stops');
    say('Ctrl+C stops it');
    await Promise.race([stopped, new Promise((resolve) => server.onExit(resolve))]);
  } finally {
    await server.stop();
  }
  say('stopped');
}

async function packageExtension() {
  say(`${path.relative(repository, packagedExtension)} is not there yet: packaging the extension`);
  const child = spawn('npm', ['run', 'package'], {
    cwd: repository,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error('`npm run package` failed; its output is above');
}

function say(text) {
  console.log(`[editor] ${text}`);
}

main().catch((error) => {
  console.error(`[editor] ${error.message}`);
  process.exitCode = 1;
});
