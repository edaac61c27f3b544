// How comments and strings look, by VS Code language id: the editor's API tells no extension what a place in a file is.
// A table only; finding one's way through a file with it is commentScanner's job.

export interface StringSyntax {
  open: string;
  close: string;
  /** The character that takes the meaning from the next one; '' where there is none. */
  escape: string;
  /** Goes on over line breaks. */
  multiline: boolean;
  /** What opens code inside the string (up to the matching brace), e.g. `${`. */
  interpolation?: string;
  /** Standing alone as a statement it is documentation (Python). */
  documentation?: boolean;
}

export interface CommentSyntax {
  /** Longest first, so that `///` is seen before `//`. */
  line: readonly string[];
  block: readonly { open: string; close: string; nested?: boolean }[];
  strings: readonly StringSyntax[];
  /** `/` after an operator starts a regular expression that runs to the next `/`. */
  regex?: boolean;
  /** A line marker counts only at a line's start or after white space (`#` in shell and YAML). */
  lineNeedsSpace?: boolean;
  /** Line markers, in capitals and small letters alike, that count only where a command begins (`REM`). */
  commands?: readonly string[];
  /** `<<EOF` begins a text that ends with the line `EOF`. */
  hasHereDocuments?: boolean;
  /** A quotation mark counts only where a value can start, not inside a word as in `don't` (YAML). */
  stringNeedsSpace?: boolean;
  /** `'x'` is a character and a lone `'` is nothing (Rust's lifetimes, Haskell's primes). */
  characterLiterals?: boolean;
}

const quoted = (quote: string, more: Partial<StringSyntax> = {}): StringSyntax => ({
  open: quote,
  close: quote,
  escape: '\\',
  multiline: false,
  ...more,
});
const single = quoted("'");
const double = quoted('"');
const slashes = ['///', '//!', '//'];
const starBlock = [{ open: '/*', close: '*/' }];

const c: CommentSyntax = { line: slashes, block: starBlock, strings: [double, single] };
const script: CommentSyntax = {
  ...c,
  strings: [double, single, quoted('`', { multiline: true, interpolation: '${' })],
  regex: true,
};
const tripleDouble = quoted('"""', { multiline: true });
const jvm: CommentSyntax = { ...c, strings: [tripleDouble, double, single] };
const rust: CommentSyntax = {
  line: slashes,
  block: [{ open: '/*', close: '*/', nested: true }],
  strings: [
    { open: 'r#"', close: '"#', escape: '', multiline: true },
    { open: 'r"', close: '"', escape: '', multiline: true },
    quoted('"', { multiline: true }),
  ],
  characterLiterals: true,
};
const python: CommentSyntax = {
  line: ['#'],
  block: [],
  strings: [
    quoted('"""', { multiline: true, documentation: true }),
    quoted("'''", { multiline: true, documentation: true }),
    double,
    single,
  ],
};
const hash: CommentSyntax = { line: ['#'], block: [], strings: [double, single] };
const spacedHash: CommentSyntax = { ...hash, lineNeedsSpace: true };
const shell: CommentSyntax = {
  line: ['#'],
  block: [],
  strings: [quoted('"', { multiline: true }), quoted("'", { multiline: true, escape: '' })],
  lineNeedsSpace: true,
  hasHereDocuments: true,
};
const markup: CommentSyntax = { line: [], block: [{ open: '<!--', close: '-->' }], strings: [] };
/** Lua's long brackets: as many equals signs behind as before. */
const levels = ['', '=', '==', '===', '===='];
const dashes: CommentSyntax = { line: ['--'], block: starBlock, strings: [quoted("'", { escape: '' }), double] };

const table: Readonly<Record<string, CommentSyntax>> = {
  bat: { line: [], commands: ['REM', '::'], block: [], strings: [double] },
  c,
  cpp: { ...c, strings: [{ open: 'R"(', close: ')"', escape: '', multiline: true }, double, single] },
  'cuda-cpp': c,
  'objective-c': c,
  'objective-cpp': c,
  clojure: { line: [';'], block: [], strings: [quoted('"', { multiline: true })] },
  cmake: hash,
  csharp: { ...c, strings: [tripleDouble, { open: '@"', close: '"', escape: '', multiline: true }, double, single] },
  css: { line: [], block: starBlock, strings: [double, single] },
  less: { ...c, line: ['//'] },
  scss: { ...c, line: ['//'] },
  dart: { ...c, strings: [tripleDouble, quoted("'''", { multiline: true }), double, single] },
  dockerfile: { ...spacedHash, strings: [] },
  elixir: { ...hash, strings: [tripleDouble, double, single] },
  fsharp: { line: slashes, block: [{ open: '(*', close: '*)', nested: true }], strings: [tripleDouble, double] },
  go: { ...c, strings: [double, single, quoted('`', { multiline: true, escape: '' })] },
  graphql: { ...hash, strings: [tripleDouble, double] },
  groovy: jvm,
  haskell: {
    line: ['--'],
    block: [{ open: '{-', close: '-}', nested: true }],
    strings: [double],
    characterLiterals: true,
  },
  html: markup,
  ini: { line: [';', '#'], block: [], strings: [], lineNeedsSpace: true },
  java: jvm,
  javascript: script,
  javascriptreact: script,
  jsonc: { line: ['//'], block: starBlock, strings: [double] },
  julia: { line: ['#'], block: [{ open: '#=', close: '=#', nested: true }], strings: [tripleDouble, double] },
  kotlin: { ...jvm, block: [{ open: '/*', close: '*/', nested: true }] },
  lua: {
    line: ['---', '--'],
    block: levels.map((level) => ({ open: `--[${level}[`, close: `]${level}]` })),
    strings: [
      double,
      single,
      ...levels.map((level) => ({ open: `[${level}[`, close: `]${level}]`, escape: '', multiline: true })),
    ],
  },
  makefile: { ...spacedHash, strings: [] },
  perl: { ...spacedHash, hasHereDocuments: true },
  php: {
    hasHereDocuments: true,
    line: ['//', '#'],
    block: starBlock,
    strings: [quoted('"', { multiline: true }), quoted("'", { multiline: true })],
  },
  powershell: {
    line: ['#'],
    block: [{ open: '<#', close: '#>' }],
    strings: [quoted('"', { multiline: true, escape: '`' }), quoted("'", { multiline: true, escape: '' })],
    lineNeedsSpace: true,
  },
  proto: c,
  proto3: c,
  properties: { ...spacedHash, strings: [] },
  python,
  r: hash,
  ruby: {
    hasHereDocuments: true,
    line: ['#'],
    block: [{ open: '=begin', close: '=end' }],
    strings: [quoted('"', { multiline: true }), quoted("'", { multiline: true })],
    lineNeedsSpace: true,
  },
  rust,
  scala: { ...jvm, block: [{ open: '/*', close: '*/', nested: true }] },
  shellscript: shell,
  sql: dashes,
  swift: { ...jvm, block: [{ open: '/*', close: '*/', nested: true }] },
  terraform: { line: ['#', '//'], block: starBlock, strings: [double] },
  toml: {
    ...hash,
    strings: [tripleDouble, quoted("'''", { multiline: true, escape: '' }), double, quoted("'", { escape: '' })],
  },
  typescript: script,
  typescriptreact: script,
  vb: { line: ["'"], commands: ['REM'], block: [], strings: [quoted('"', { escape: '' })] },
  xml: markup,
  yaml: {
    ...spacedHash,
    stringNeedsSpace: true,
    strings: [quoted('"', { multiline: true }), quoted("'", { multiline: true, escape: '' })],
  },
  zig: { line: slashes, block: [], strings: [double, single] },
};

/** The comment syntax of a language; undefined where the table has none. */
export function commentSyntax(languageId: string): CommentSyntax | undefined {
  return Object.hasOwn(table, languageId) ? table[languageId] : undefined;
}

/** Languages that are prose from end to end. */
export const proseLanguages: ReadonlySet<string> = new Set([
  'asciidoc',
  'git-commit',
  'latex',
  'markdown',
  'mdx',
  'org',
  'plaintext',
  'quarto',
  'restructuredtext',
  'rmd',
  'scminput',
  'tex',
  'textile',
  'typst',
]);
