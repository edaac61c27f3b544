// How a document is read, told from its language in the editor or from its file's name. A table; reading is the engine's job.

import type { TextFormat } from './protocol/text';

export type FileFormat =
  /** Prose in a form that is read. */
  | { kind: 'prose'; format: TextFormat }
  /** A program, of which the comments are read; its language as VS Code names it. */
  | { kind: 'code'; languageId: string }
  /** Data or a typesetter's source, which would be destroyed if it were read as prose; what people call it. */
  | { kind: 'unread'; name: string };

const prose = (format: TextFormat): FileFormat => ({ kind: 'prose', format });
const unread = (name: string): FileFormat => ({ kind: 'unread', name });

const byEnding: Readonly<Record<string, FileFormat>> = {
  ...of(prose('markdown'), 'md markdown mdown mkd mkdn qmd rmd livemd'),
  ...of(prose('mdx'), 'mdx'),
  ...of(prose('plain'), 'txt text'),
  ...of(prose('asciidoc'), 'adoc asciidoc asc'),
  ...of(prose('rest'), 'rst rest'),
  ...of(prose('subtitles'), 'srt vtt'),
  ...of(unread('YAML'), 'yaml yml'),
  ...of(unread('JSON'), 'json json5 jsonl ndjson geojson webmanifest'),
  ...of(unread('a Jupyter notebook'), 'ipynb'),
  ...of(unread('a table of values'), 'csv tsv'),
  ...of(unread('TeX'), 'tex ltx sty cls bib'),
  ...of(unread('Typst'), 'typ'),
  ...of(unread('Org'), 'org'),
  ...of(unread('a manual page (roff)'), '1 2 3 4 5 6 7 8 9 man mdoc roff ms me'),
  ...of(unread('Fluent messages'), 'ftl'),
  ...of(unread('Java properties'), 'properties'),
  ...of(unread('XLIFF'), 'xlf xliff'),
  ...of(unread('a translation memory'), 'tmx'),
  ...of(unread('gettext messages'), 'po pot mo'),
  ...of(unread('messages of an app'), 'strings stringsdict xcstrings arb resx resw ts_ qm'),
  ...of(unread('XML'), 'xml svg dita ditamap docbook dbk rss atom plist'),
  ...of(unread('HTML'), 'html htm xhtml'),
  ...of(unread('settings'), 'toml ini cfg conf env lock'),
  ...of(unread('a patch'), 'diff patch'),
  ...of(unread('Textile'), 'textile'),
  ...of(unread('MediaWiki'), 'mediawiki wiki'),
  ...of(unread('subtitles of another form than .srt and .vtt'), 'ass ssa smi sami sub sbv ttml dfxp lrc stl'),
  ...of(unread('Pod'), 'pod'),
  ...of(unread('Texinfo'), 'texi texinfo txi'),
  ...of(unread('a template of pages'), 'njk j2 jinja jinja2 hbs mustache ejs liquid erb haml pug'),
  ...of(unread('rich text'), 'rtf doc docx odt pdf epub'),
  ...code('c', 'c h'),
  ...code('cpp', 'cc cpp cxx hh hpp hxx ipp'),
  ...code('objective-c', 'm mm'),
  ...code('csharp', 'cs'),
  ...code('css', 'css'),
  ...code('scss', 'scss sass'),
  ...code('less', 'less'),
  ...code('dart', 'dart'),
  ...code('elixir', 'ex exs'),
  ...code('fsharp', 'fs fsx fsi'),
  ...code('go', 'go'),
  ...code('graphql', 'graphql gql'),
  ...code('groovy', 'groovy gradle'),
  ...code('haskell', 'hs'),
  ...code('java', 'java'),
  ...code('javascript', 'js mjs cjs jsx'),
  ...code('julia', 'jl'),
  ...code('kotlin', 'kt kts'),
  ...code('lua', 'lua'),
  ...code('makefile', 'mk mak'),
  ...code('cmake', 'cmake'),
  ...code('perl', 'pl pm'),
  ...code('php', 'php'),
  ...code('powershell', 'ps1 psm1 psd1'),
  ...code('proto', 'proto'),
  ...code('python', 'py pyi pyw'),
  ...code('r', 'r'),
  ...code('ruby', 'rb rake gemspec'),
  ...code('rust', 'rs'),
  ...code('scala', 'scala sc'),
  ...code('shellscript', 'sh bash zsh ksh'),
  ...code('sql', 'sql'),
  ...code('swift', 'swift'),
  ...code('terraform', 'tf tfvars'),
  ...code('typescript', 'ts mts cts tsx'),
  ...code('zig', 'zig'),
  ...code('clojure', 'clj cljs cljc edn'),
  ...code('vb', 'vb vbs bas'),
  ...code('bat', 'bat cmd'),
};

const byLanguage: Readonly<Record<string, FileFormat>> = {
  ...of(prose('markdown'), 'markdown quarto rmd'),
  ...of(prose('mdx'), 'mdx'),
  ...of(prose('plain'), 'plaintext git-commit scminput'),
  ...of(prose('asciidoc'), 'asciidoc'),
  ...of(prose('rest'), 'restructuredtext'),
  ...of(prose('subtitles'), 'srt vtt subrip webvtt'),
  ...of(unread('YAML'), 'yaml dockercompose'),
  ...of(unread('JSON'), 'json jsonc jsonl'),
  ...of(unread('a table of values'), 'csv tsv'),
  ...of(unread('TeX'), 'latex tex bibtex'),
  ...of(unread('Typst'), 'typst'),
  ...of(unread('Org'), 'org'),
  ...of(unread('Fluent messages'), 'fluent ftl'),
  ...of(unread('Java properties'), 'properties java-properties'),
  ...of(unread('gettext messages'), 'po gettext'),
  ...of(unread('XML'), 'xml xsl'),
  ...of(unread('HTML'), 'html'),
  ...of(unread('settings'), 'toml ini dotenv'),
  ...of(unread('a patch'), 'diff'),
  ...of(unread('Textile'), 'textile'),
};

const codeLanguages = new Set([
  ...Object.values(byEnding).flatMap((format) => (format.kind === 'code' ? [format.languageId] : [])),
  ...'cuda-cpp objective-cpp javascriptreact typescriptreact dockerfile proto3 jade coffeescript'.split(' '),
]);

const byName: Readonly<Record<string, FileFormat>> = {
  makefile: { kind: 'code', languageId: 'makefile' },
  'cmakelists.txt': { kind: 'code', languageId: 'cmake' },
  dockerfile: { kind: 'code', languageId: 'dockerfile' },
};

/** By the ending of a file's name; undefined where it says nothing. */
export function formatOfFile(file: string): FileFormat | undefined {
  const name = file
    .slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.in$/, '');
  if (Object.hasOwn(byName, name)) return byName[name];
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return name.includes('.') && Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}

const markdownMarks: readonly RegExp[] = [
  /^#{1,6} \S.*$/m,
  /^ {0,3}(?:`{3,}|~{3,})/m,
  /^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|/m,
  /!?\[[^\]\n]+\]\([^\s()]+(?:[ \t]+"[^"\n]*")?\)/,
  /^> \S/m,
  /(?<![*\w])\*\*(?=\S)[^*\n]+\S?\*\*(?![*\w])/,
  /^[-*+] \[[ xX]\] /m,
];

/** How a text without a name is read: as Markdown where something in it is marked so, as a program nowhere. */
export function formatByLook(text: string): FileFormat {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isMarked = markdownMarks.some((mark) => mark.test(text));
  const ofProgram = lines.filter((line) => /[;{}]\s*$|^\s*(?:#include\b|(?:pub )?fn |def \w+\(|func \w+\()/.test(line));
  if (!isMarked && lines.length >= 5 && ofProgram.length > lines.length * 0.4) return unread('a program, by its look');
  return prose(isMarked ? 'markdown' : 'plain');
}

/** By the language the editor gave a document, else by its name; what neither knows is plain text. */
export function formatOfDocument(languageId: string, name: string): FileFormat {
  if (languageId !== 'plaintext' && Object.hasOwn(byLanguage, languageId)) return byLanguage[languageId]!;
  if (codeLanguages.has(languageId)) return { kind: 'code', languageId };
  return formatOfFile(name) ?? byLanguage[languageId] ?? prose('plain');
}

function of(format: FileFormat, names: string): Record<string, FileFormat> {
  return Object.fromEntries(names.split(' ').map((name) => [name, format]));
}

function code(languageId: string, endings: string): Record<string, FileFormat> {
  return of({ kind: 'code', languageId }, endings);
}
