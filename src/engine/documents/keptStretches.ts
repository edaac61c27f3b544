// What of running text is never translated though no markup says so: addresses, paths, names of code, options,
// placeholders. Sees text only.

import type { KeptStretch } from './proseBlock';

const patterns: readonly string[] = [
  // Code between backticks, for texts that have no parser of their own.
  '(?<!`)`+[^`\\n]+`+',
  // Addresses, up to the punctuation of the sentence around them.
  '\\b(?:(?:https?|ftp|file|vscode)://|mailto:)(?:[^\\s<>()\\[\\]{}"\'\u3131-\uf8ff]|\\([^\\s()]*\\))*(?:[^\\s<>()\\[\\]{}"\'.,;:!?*_~\u3131-\uf8ff]|\\([^\\s()]*\\))',
  'www\\.[\\w-]+\\.[\\w./?=&#%-]*[\\w/]',
  '(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+',
  // Tags and placeholders.
  '</?[A-Za-z][^<>\\n]{0,80}>',
  '\\{@\\w+[^{}\\n]*\\}',
  '\\$?\\{\\{?[\\w.-]{1,40}\\}?\\}',
  '%(?:\\d\\$)?[sdifx]\\b',
  '\\$[A-Za-z_]\\w*',
  // Options, decorators, paths.
  '(?<![\\w-])--?[A-Za-z][\\w-]*(?:=[\\w./-]+)?',
  '(?<![\\w@/.])@[\\w-]+(?:/[\\w-]+)?',
  '(?<![\\w/.])(?:~|\\.{1,2})?/(?:[\\w.@-]+/)*[\\w@-]+(?:\\.\\w+)*/?',
  '(?<![\\w/.@-])[\\w.@-]+/(?:[\\w.@-]+/)+[\\w@-]+(?:\\.\\w+)*',
  '(?<![\\w/.@-])[\\w.@-]+(?:/[\\w.@-]+)*\\.(?:[cm]?[jt]sx?|json[cl]?|md|txt|ya?ml|toml|py|rs|go|java|html?|css|sh|onnx|vsix|csv|xml|lock|cfg|ini|env)\\b',
  // Names of code: snake_case, camelCase, calls, constants, members.
  '(?<![\\w.])\\w*[A-Za-z0-9]_\\w+(?:\\.\\w+)*(?:\\(\\))?',
  '(?<![\\w.])__\\w+',
  '(?<![\\w.])[a-z]+(?:[A-Z][a-z0-9]+)+(?:\\.\\w+)*(?:\\(\\))?',
  '(?<![\\w.:>])[A-Za-z]\\w*(?:(?:\\.|::|->)[A-Za-z]\\w*)*\\(\\)',
];

const pattern = new RegExp(patterns.join('|'), 'g');
/** Written in camel case, and yet names. */
const names = /^(?:i|e|mac|watch|tv|iPad|web|vis|post)(?:OS|Phone|Pad|Cloud|Bay|Book)/;

export function keptStretches(plain: string): KeptStretch[] {
  const found: KeptStretch[] = [];
  for (const { 0: text, index } of plain.matchAll(pattern)) {
    if (names.test(text)) continue;
    found.push({ start: index, end: index + text.length });
  }
  return found;
}
