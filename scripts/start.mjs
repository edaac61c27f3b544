// `npm start`: installs, builds, and shows the main job in the terminal: a text being typed, and what the bundled decoder
// would suggest at that moment. `npm start -- "Some text"` asks about a text of your own.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installPackages, root, run } from './install.mjs';

const cli = path.join(root, 'dist', 'cli.js');
const samples = ['guide.md', 'guide.ko.md'].map((file) => path.join(root, 'test', 'fixtures', 'sample', file));
/** Where the typing stops to look, as shares of a sample. */
const looks = [0.12, 0.3, 0.5, 0.68, 0.86];

function main() {
  installPackages();
  run(process.execPath, ['esbuild.mjs', '--quiet']);
  const own = process.argv.slice(2).join(' ');
  const requests = own ? [{ prefix: own }] : samples.flatMap(requestsFor);
  console.log(
    '\nWhat is typed, and after the arrow what the bundled decoder suggests (in brackets: time on this CPU):\n',
  );
  for (const [index, answer] of ask(requests).entries()) show(requests[index].prefix, answer);
  console.log(`
Into the editor:
  npm run editor     VS Code in your browser, on 127.0.0.1, with the extension and a sample folder
  npm run package    makes out/local-text-assist-<platform>.vsix, to be installed with
                     code --install-extension out/local-text-assist-<platform>.vsix
Then open a Markdown file and type. npm start -- "your text" asks about a text of your own.`);
}

/** Prefixes of a sample that end a few letters into a word. */
function requestsFor(file) {
  const text = readFileSync(file, 'utf8');
  return looks.map((share) => {
    const from = text.indexOf(' ', Math.floor(text.length * share));
    return { prefix: text.slice(0, from + 2) };
  });
}

function ask(requests) {
  const input = requests.map((request) => JSON.stringify({ ...request, minConfidence: 0.05, floor: 0.05 })).join('\n');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'complete', '--jsonl'], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`local-text failed: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function show(prefix, { text, ms, stop }) {
  const line = prefix.slice(prefix.lastIndexOf('\n', prefix.length - 2) + 1).trimStart();
  const shown = line.length > 60 ? `...${line.slice(-57)}` : line;
  const [dim, plain] = process.stdout.isTTY ? ['\u001b[2m', '\u001b[0m'] : ['', ''];
  const suggestion = text === '' ? `(nothing: ${stop})` : text.replaceAll('\n', '\\n');
  console.log(`  ${shown} -> ${dim}${suggestion}${plain}   [${ms.toFixed(0)} ms]`);
}

main();
