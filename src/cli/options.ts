// The command line: what it takes, and what its help says. Reads no file and opens no model.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { completionDefaults } from '../shared/completionDefaults';
import { settingOfKind } from '../shared/modelSettings';
import { siteGenerators } from '../shared/protocol/site';
import { languageTagOf } from '../util/languageTag';
import { isRepoName } from '../util/modelNames';

/** Of `update`. */
export interface UpdateFlags {
  source: string | undefined;
  /** A file, or `none`. */
  base: string | undefined;
  write: boolean;
  keepChanged: boolean;
}

/** Of `models`. */
export interface ModelsFlags {
  action: 'list' | 'add' | 'remove';
  /** OWNER/NAME; of `add` one. */
  names: string[];
  variant: string | undefined;
  isAgreed: boolean;
}

/** Wrong usage: exit code 2, and a pointer to the help. */
export class UsageError extends Error {}

export const help = `local-text: the engine of Local Text Assist without an editor. All on this machine, no network (but models add).

Usage
  local-text complete [TEXT]     what would be suggested at the end of TEXT (or of standard input)
  local-text fill [TEXT]         what fits in the blanks (___ or <mask>) of TEXT (or of standard input)
  local-text translate [FILE...] the text of the files (or of standard input) in the other language, Markdown kept
  local-text summarize [FILE...] what the files (or standard input) say, shorter
  local-text update KO.md...     brings Korean translations up to date with their English sources
  local-text status [DIR]        which Korean translations of a folder are behind their sources; 1 when one is
  local-text memory export FILE.tmx [DIR]   what people translated in a folder, as TMX 1.4b
  local-text memory import FILE.tmx [DIR]   TMX into DIR/.localtext/memory.tmx, which is then used by itself
  local-text score [TEXT]        natural-log probability of a whole text
  local-text replay FILE...      types documents as the extension would and counts the keystrokes saved
  local-text models [list]       the bundles found, and the models you added
  local-text models add NAME     downloads OWNER/NAME from the Hugging Face hub: the one command that uses a network
  local-text models remove NAME  deletes a model you added
  A FILE or TEXT of - is standard input; a TEXT that names a file is what that says. Files are UTF-8, or UTF-16 with a byte
  order mark.

Options
  --models DIR        folder of the bundles (default: the ones shipped)
  --completion MODEL  complete, score, replay, models: a decoder of your own in the bundled one's place: OWNER/NAME of one
                      that was added, the folder of an ONNX export, or one .onnx file in it
  --fill-mask MODEL   fill, score --model fill-mask: a masked model of your own, likewise
  --seq2seq MODEL     translate, summarize, update: an encoder-decoder of your own (Marian, M2M100, NLLB, T5), likewise; it
                      translates the languages it has
  --jsonl             one JSON request a line on standard input, one JSON answer a line, in order, with its id
  --json              a JSON answer instead of plain text
  --suffix TEXT       complete: the text after the cursor
  --max-tokens N      complete: 1..256 (default ${completionDefaults.maxTokens})
  --alternatives N    complete: 1..8 (default 1)
  --stop-at WHERE     word | line | sentence | paragraph (default ${completionDefaults.stopAt})
  --caution N         complete, replay: 0..10, what a look in vain costs; 0 takes whatever there is (default ${completionDefaults.caution})
  --raw               complete: the greedy continuation, no confidence or stop rules
  --ime               replay: as with a Korean input method, which shows nothing while a syllable is composed
  --candidates N      fill: words a blank, 1..50 (default 10)
  --max-span N        fill: tokens a word may have, 1..6 (default 6)
  --model KIND        score: completion (left to right, the default) or fill-mask (pseudo-log-likelihood)
  --to LANGUAGE       translate: en or ko (default: the one that a text is not in), or with --seq2seq any that the model
                      has. summarize: language of the summary (default: the text's)
  --from LANGUAGE     translate: what it is in (default: the other one of en and ko, or the only one that the model reads)
  --format FORMAT     translate, summarize: markdown | mdx | asciidoc | rest | subtitles | plain | comment
                      (default: by the file's name, of programs the comments; where no name tells, Markdown or plain by
                      the look of the text)
  --generator NAME    translate: the site's generator, which says how addresses of headings and boxes are written
                      (${inColumn(siteGenerators)},
                      or none; default: told from the files beside the document)
  --keep-addresses    translate: old addresses of headings stay, as ids in the generator's form
  --all-marks         translate: names every sentence to check (default: the first 20 of a file, and how many there are)
  --front-matter      translate: the title, the description and the like in a page's front matter, too
  --beams N           translate: 1..8 hypotheses a sentence; 1 is fastest (default 4)
  --glossary FILE     translate: terms and how they are rendered, a line "source,target" each
  --memory FILE.tmx   translate, update, status: pairs that people translated are used before the model, these beside those of
                      the translated pages of the folder and of its .localtext/memory.tmx; none: no memory at all
  --source EN.md      update: the source (default: found by the layouts that docs use, or in .localtext/pairs.json)
  --base OLD-EN.md    update: the source as it was translated (default: as it stood at the translation's newest commit;
                      none: compare the texts alone)
  --write             update: writes the files, whole or not at all (default: the result on standard output)
  --keep-changed      update: where the source says something else now, the old translation stays
  --type TYPE         summarize: tldr | keyPoints | headline (default tldr)
  --length LENGTH     summarize: short | medium | long (default medium)
  --variant NAME      models add: q8, int8, uint8, fp32, q4, ... (default: the one that suits this machine's CPU)
  --yes               models add: begins without asking
  --threads N         intra-op threads (default: chosen from the number of cores)
  -h, --help          this text
  -v, --version       the version

Requests (--jsonl)
  complete  {"id","prefix","suffix"?,"maxTokens"?,"alternatives"?,"stopAt"?,"caution"?,"raw"?}
         -> {"id","text","alternatives","stop","logProb","tokens","ms"}
  fill      {"id","text","candidates"?,"maxSpanTokens"?}
         -> {"id","blanks":[[{"text","probability"}]],"joint":[{"texts","probability"}],"ms"}; an entry that wants
            another article or particle beside its blank has "adjustments":[{"range":{"start","end"},"text"}] too
  translate {"id","text","to"?,"format"?,"beams"?,"glossary"?:[{"source","target"}]}
         -> {"id","text","sentences":[{"source","target","confidence","outcome"}],"sourceTokens","targetTokens","ms"}
  summarize {"id","text","type"?,"length"?,"to"?,"format"?}
         -> {"id","text","points":[{"text","source","origin","confidence"}],"ms"}
  score     {"id","text"} -> {"id","logProb","tokens","bytes","ms"}
  A request that fails answers {"id","error","code"}; the others go on, and the exit code is 1.

Models that were added lie in LOCAL_TEXT_MODELS, or where your system keeps an application's data. HF_ENDPOINT, HF_TOKEN,
HTTPS_PROXY and NO_PROXY are heeded.

Exit code: 0, 1 when something failed (the reason is on standard error), 2 for wrong usage and where update, status and memory
can do nothing with the files as they are.
`;

const commands = [
  'complete',
  'fill',
  'translate',
  'summarize',
  'update',
  'status',
  'memory',
  'score',
  'replay',
  'models',
] as const;
export type CommandName = (typeof commands)[number];

const optionTypes = {
  models: { type: 'string' },
  completion: { type: 'string' },
  'fill-mask': { type: 'string' },
  seq2seq: { type: 'string' },
  jsonl: { type: 'boolean' },
  json: { type: 'boolean' },
  suffix: { type: 'string' },
  'max-tokens': { type: 'string' },
  alternatives: { type: 'string' },
  'stop-at': { type: 'string' },
  caution: { type: 'string' },
  raw: { type: 'boolean' },
  ime: { type: 'boolean' },
  candidates: { type: 'string' },
  'max-span': { type: 'string' },
  model: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
  format: { type: 'string' },
  generator: { type: 'string' },
  'keep-addresses': { type: 'boolean' },
  'all-marks': { type: 'boolean' },
  'front-matter': { type: 'boolean' },
  beams: { type: 'string' },
  glossary: { type: 'string' },
  memory: { type: 'string' },
  source: { type: 'string' },
  base: { type: 'string' },
  write: { type: 'boolean' },
  'keep-changed': { type: 'boolean' },
  type: { type: 'string' },
  length: { type: 'string' },
  variant: { type: 'string' },
  yes: { type: 'boolean' },
  threads: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Options that not every command takes: given to another, they would be ignored, and nobody would know. */
const takenBy: Readonly<Partial<Record<keyof typeof optionTypes, readonly CommandName[]>>> = {
  completion: ['complete', 'score', 'replay', 'models'],
  'fill-mask': ['fill', 'score'],
  seq2seq: ['translate', 'summarize', 'update'],
  jsonl: ['complete', 'fill', 'translate', 'summarize', 'score'],
  suffix: ['complete'],
  'max-tokens': ['complete', 'replay'],
  alternatives: ['complete'],
  'stop-at': ['complete', 'replay'],
  caution: ['complete', 'replay'],
  raw: ['complete'],
  ime: ['replay'],
  candidates: ['fill'],
  'max-span': ['fill'],
  model: ['score'],
  to: ['translate', 'summarize'],
  from: ['translate'],
  format: ['translate', 'summarize'],
  generator: ['translate'],
  'keep-addresses': ['translate'],
  'all-marks': ['translate'],
  'front-matter': ['translate'],
  beams: ['translate', 'summarize', 'update'],
  glossary: ['translate', 'update'],
  memory: ['translate', 'update', 'status'],
  source: ['update'],
  base: ['update'],
  write: ['update'],
  'keep-changed': ['update'],
  type: ['summarize'],
  length: ['summarize'],
  variant: ['models'],
  yes: ['models'],
};

const choices = {
  format: ['markdown', 'mdx', 'asciidoc', 'rest', 'subtitles', 'plain', 'comment'],
  'stop-at': ['word', 'line', 'sentence', 'paragraph'],
  generator: ['none', ...siteGenerators],
  type: ['tldr', 'keyPoints', 'headline'],
  length: ['short', 'medium', 'long'],
};

/** Fields of a completion request given on the command line; the engine checks their ranges. */
export interface CompletionFlags {
  suffix?: string;
  maxTokens?: number;
  alternatives?: number;
  stopAt?: string;
  caution?: number;
  raw?: boolean;
}

/** Fields of a blank's request given on the command line; the engine checks their ranges. */
export interface FillFlags {
  candidates?: number;
  maxSpanTokens?: number;
}

/** Fields of a translation's or a summary's request given on the command line; the engine checks them. */
export interface DocumentFlags {
  to?: string;
  from?: string;
  format?: string;
  generator?: string;
  keepAddresses?: boolean;
  frontMatter?: boolean;
  beams?: number;
  type?: string;
  length?: string;
}

export interface CliOptions {
  command: CommandName;
  /** What follows the command. */
  operands: string[];
  modelsDir: string | undefined;
  /** The path of a decoder of the person's own. */
  ownCompletion: string | undefined;
  /** The same of a masked model. */
  ownMasked: string | undefined;
  /** The same of an encoder-decoder. */
  ownSeq2seq: string | undefined;
  jsonl: boolean;
  json: boolean;
  threads: number;
  completion: CompletionFlags;
  fill: FillFlags;
  document: DocumentFlags;
  /** Whether every sentence to check is named. */
  allMarks: boolean;
  glossaryFile: string | undefined;
  /** A file of TMX, or `none`. */
  memory: string | undefined;
  update: UpdateFlags;
  models: ModelsFlags;
  /** The bundle that `score` asks. */
  scoreModel: 'completion' | 'fill-mask';
  /** `replay` types with a Korean input method. */
  ime: boolean;
}

/** @throws UsageError */
export function readOptions(argv: readonly string[]): CliOptions | 'help' | 'version' {
  const { values, positionals } = parse(argv);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const [command, ...operands] = positionals;
  if (!isCommand(command)) {
    throw new UsageError(command === undefined ? 'no command was given' : `there is no command "${command}"`);
  }
  if (command === 'replay' && operands.length === 0) throw new UsageError('replay needs at least one file');
  for (const [name, takers] of Object.entries(takenBy)) {
    if (values[name as keyof typeof takenBy] !== undefined && !takers.includes(command))
      throw new UsageError(`${command} takes no --${name}; it goes with ${takers.join(', ')}`);
  }
  for (const name of ['to', 'from'] as const) {
    const value = values[name];
    if (value === undefined) continue;
    if (languageTagOf(value) === undefined)
      throw new UsageError(`--${name} takes the code of a language, not "${value}"`);
    if (values.seq2seq === undefined && value !== 'en' && value !== 'ko')
      throw new UsageError(`--${name} takes en or ko, not "${value}"; for others name a model with --seq2seq`);
  }
  if (command === 'status' && operands.length > 1) throw new UsageError('status takes one folder');
  if (command === 'update' && operands.length === 0) throw new UsageError('update needs the file of a translation');
  if (command === 'update' && operands.includes('-'))
    throw new UsageError('update takes the file of a translation, not standard input: its source is found beside it');
  const isNamed = values.source !== undefined || values.base !== undefined;
  if (command === 'update' && isNamed && operands.length > 1)
    throw new UsageError('--source and --base go with one translation');
  if (command === 'update' && isNamed && /\.pot?$/i.test(operands[0] ?? ''))
    throw new UsageError('--source and --base go with pages; gettext messages have their source in them');
  if (command === 'memory' && !(/^(?:export|import)$/.test(operands[0] ?? '') && [2, 3].includes(operands.length)))
    throw new UsageError('memory takes export or import, a file of TMX and, if it is not this one, a folder');
  for (const [name, allowed] of Object.entries(choices)) {
    const value = values[name as keyof typeof choices];
    if (value !== undefined && !allowed.includes(value))
      throw new UsageError(`--${name} takes ${allowed.join(', ')}, not "${value}"`);
  }
  if (values.jsonl && operands.length > 0) throw new UsageError('--jsonl reads standard input and takes no operand');
  return {
    command,
    operands,
    modelsDir: values.models,
    ownCompletion: ownPath(values.completion),
    ownMasked: ownPath(values['fill-mask']),
    ownSeq2seq: ownPath(values.seq2seq),
    jsonl: values.jsonl ?? false,
    json: values.json ?? false,
    threads: number('threads', values.threads) ?? 0,
    completion: defined({
      suffix: values.suffix,
      maxTokens: number('max-tokens', values['max-tokens']),
      alternatives: number('alternatives', values.alternatives),
      stopAt: values['stop-at'],
      caution: number('caution', values.caution),
      raw: values.raw,
    }),
    fill: defined({
      candidates: number('candidates', values.candidates),
      maxSpanTokens: number('max-span', values['max-span']),
    }),
    document: defined({
      to: values.to,
      from: values.from,
      format: values.format,
      generator: values.generator,
      keepAddresses: values['keep-addresses'],
      frontMatter: values['front-matter'],
      beams: number('beams', values.beams),
      type: values.type,
      length: values.length,
    }),
    allMarks: values['all-marks'] ?? false,
    glossaryFile: values.glossary,
    memory: values.memory,
    update: {
      source: values.source,
      base: values.base,
      write: values.write ?? false,
      keepChanged: values['keep-changed'] ?? false,
    },
    models: modelsFlags(command === 'models' ? operands : [], values),
    scoreModel: scoreModel(values.model),
    ime: values.ime ?? false,
  };
}

/** What is said of a person's own model begins with the editor's setting; here the options of the same kinds name them. */
export function withOptionName(message: string): string {
  const kinds = Object.entries(settingOfKind);
  if (!kinds.some(([, setting]) => message.startsWith(`${setting} (`))) return message;
  return kinds.reduce((said, [kind, setting]) => said.replaceAll(setting, `--${kind}`), message);
}

/** In a shell a path may be relative; one that looks like OWNER/NAME is a name, and `./a/b` is not. */
function ownPath(path: string | undefined): string | undefined {
  return path === undefined || path.startsWith('~') || isRepoName(path) ? path : resolve(path);
}

function modelsFlags(
  [action = 'list', ...names]: readonly string[],
  { variant, yes }: { variant?: string; yes?: boolean },
): ModelsFlags {
  if (action !== 'list' && action !== 'add' && action !== 'remove')
    throw new UsageError(`models takes list, add or remove, not "${action}"`);
  if (action === 'list' && names.length > 0) throw new UsageError('models list takes no operand');
  if (action === 'add' && names.length !== 1) throw new UsageError('models add takes one name: OWNER/NAME');
  if (action === 'remove' && names.length === 0) throw new UsageError('models remove needs a name: OWNER/NAME');
  if (action !== 'add' && (variant !== undefined || yes))
    throw new UsageError(`models ${action} takes no --${yes ? 'yes' : 'variant'}`);
  return { action, names, variant, isAgreed: yes ?? false };
}

function scoreModel(kind: string | undefined): CliOptions['scoreModel'] {
  if (kind === undefined || kind === 'completion' || kind === 'fill-mask') return kind ?? 'completion';
  throw new UsageError(`--model takes completion or fill-mask, not "${kind}"`);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true });
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

function isCommand(text: string | undefined): text is CommandName {
  return commands.includes(text as CommandName);
}

/** What each number may be; `isWhole` for counts. */
const ranges = {
  'max-tokens': { least: 1, most: 256, isWhole: true },
  alternatives: { least: 1, most: 8, isWhole: true },
  caution: { least: 0, most: 10, isWhole: false },
  candidates: { least: 1, most: 50, isWhole: true },
  'max-span': { least: 1, most: 6, isWhole: true },
  beams: { least: 1, most: 8, isWhole: true },
  threads: { least: 0, most: 64, isWhole: true },
} as const;

function number(name: keyof typeof ranges, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  const { least, most, isWhole } = ranges[name];
  const isFit = text.trim() !== '' && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  const wanted = `a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`;
  if (!isFit) throw new UsageError(`--${name} takes ${wanted}, not "${text}"`);
  return value;
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Names in as many lines as they need, in the column where the help says what an option is. */
function inColumn(names: readonly string[]): string {
  const [indent, width] = [22, 100];
  const lines = [''];
  for (const name of names) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = name;
    else if (line.length + 2 + name.length > width) lines.push(name);
    else lines[lines.length - 1] = `${line}, ${name}`;
  }
  return lines.join(`,\n${' '.repeat(indent)}`);
}
