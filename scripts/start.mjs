// `npm start`: installs, builds, and shows the main job in the terminal: a text being typed, and what the bundled decoder
// would suggest at that moment; then a blank filled, a translation and a summary by the other two models.
// `npm start -- "Some text"` asks for suggestions to a text of your own.

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
  if (!own) showOthers();
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
  const input = requests.map((request) => JSON.stringify(request)).join('\n');
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

/** The fill-mask and the seq2seq model, each on a piece of the sample. */
function showOthers() {
  const [guide] = samples;
  const installation = /## Installation[\s\S]*?(?=\n## )/.exec(readFileSync(guide, 'utf8'))[0];
  print(
    'A blank',
    'The ___ is required to build the project.',
    'fill',
    ['The ___ is required to build the project.'],
    5,
  );
  print(
    'A translation',
    'the Installation section of guide.md',
    'translate',
    ['--to', 'ko', '--format', 'markdown'],
    9,
    installation,
  );
  print('Key points', 'of guide.md', 'summarize', ['--type', 'keyPoints', '--length', 'short', guide], 5);
}

/** One command's first lines. */
function print(title, what, command, args, lines, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, command, ...args], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`local-text ${command} failed: ${stderr}`);
  const shown = stdout.trim().split('\n').slice(0, lines);
  console.log(`\n${title}: ${what}\n`);
  for (const line of shown) console.log(`  ${line}`);
}

function show(prefix, { text, ms, stop }) {
  const line = prefix.slice(prefix.lastIndexOf('\n', prefix.length - 2) + 1).trimStart();
  const shown = line.length > 60 ? `...${line.slice(-57)}` : line;
  const [dim, plain] = process.stdout.isTTY ? ['\u001b[2m', '\u001b[0m'] : ['', ''];
  const suggestion = text === '' ? `(nothing: ${stop})` : text.replaceAll('\n', '\\n');
  console.log(`  ${shown} -> ${dim}${suggestion}${plain}   [${ms.toFixed(0)} ms]`);
}

main();
