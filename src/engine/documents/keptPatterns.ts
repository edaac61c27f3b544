// What is never translated though no markup says so, as regular expressions: addresses, paths, names of code, placeholders,
// identifiers, keys, figures, other scripts. Patterns only.

import { unbrokenUnits } from '../languages/unitSigns';
import { trailerPattern } from './trailers';

const addresses: readonly string[] = [
  // Up to the punctuation of the sentence around them.
  '\\b(?:(?:https?|ftp|file|vscode)://|mailto:)(?:[^\\s<>()\\[\\]{}"\'\u3131-\uf8ff]|\\([^\\s()]*\\))*(?:[^\\s<>()\\[\\]{}"\'.,;:!?*_~\u3131-\uf8ff]|\\([^\\s()]*\\))',
  'www\\.[\\w-]+\\.[\\w./?=&#%-]*[\\w/]',
  // As `scp` and `git` write them.
  '(?<![\\w.+-])[\\w.-]{1,64}@[\\w-]+(?:\\.[\\w-]+)*:[\\w./~-]*[\\w/]',
  '(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+',
  // MAC and IPv6, IPv4, hosts with a port.
  '(?<![\\w:-])[\\dA-Fa-f]{2}(?:[:-][\\dA-Fa-f]{2}){5}(?![\\w:-])',
  '(?<![\\w:])(?:(?:[\\dA-Fa-f]{1,4}:){7}[\\dA-Fa-f]{1,4}|(?:[\\dA-Fa-f]{1,4}(?::[\\dA-Fa-f]{1,4}){0,6})?::(?:[\\dA-Fa-f]{1,4}(?::[\\dA-Fa-f]{1,4}){0,6})?(?:/\\d{1,3})?)(?![\\w:])',
  '\\[[\\dA-Fa-f:]*::?[\\dA-Fa-f:]+\\](?::\\d{1,5})?',
  '(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5}|/\\d{1,2})?(?![\\w.]*\\d)',
  '(?<![\\w.-])(?:localhost|[A-Za-z][\\w-]{0,62}(?:\\.[\\w-]{1,63}){1,8}):\\d{1,5}(?:/[\\w./-]*\\w)?',
];

const placeholders: readonly string[] = [
  '</?[A-Za-z][^<>\\n]{0,80}>',
  '<\\|?[\\w-]{1,40}\\|?>',
  '\\{@\\w+[^{}\\n]*\\}',
  // Anything in braces but several words of prose.
  '[$#@%]?\\{\\{?(?![^{}]*[\\p{L}]{2,} [\\p{L}]{2,})[^\\s{}][^{}\\n]{0,80}\\}\\}?',
  '\\$t\\([\\w.]{1,60}\\)',
  '\\[\\[\\w{1,60}\\]\\]',
  '%\\(\\w{1,60}\\)[-+#0]?\\d{0,3}(?:\\.\\d{1,3})?[a-zA-Z]|%<\\w{1,60}>[a-z]|%[A-Z][A-Z_]{0,60}%(?:[\\\\/][\\w.-]+)*',
  "%%|(?<!\\d)%(?:\\d{1,3}\\$)?[-+0#']?\\d{0,3}(?:\\.\\d{1,3})?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGaAcspnq@](?![A-Za-z])",
  '(?<=\\s|^)~[a-z](?![\\w/])',
  '\\[[A-Z][A-Z_ ]*(?:\\.{3}|…)?\\](?=\\.{3}|\\s|$)',
  '\\$[A-Za-z_]\\w*(?:[\\\\/][\\w.~-]*[\\w~])*',
  '(?<![\\w:]):[a-z0-9+-]*[a-z][\\w+-]*:(?![\\w:])',
  '(?<=\\s|^):[a-z][a-z_]*\\b(?!:)',
  '(?<![\\w&/#])#(?:[A-Za-z][\\w-]*(?:/[\\w-]+)*|\\d{1,9}\\b)',
];

const endings =
  '[cm]?[jt]sx?|json[cl5]?|md|mdx|txt|ya?ml|toml|py|rs|go|java|html?|s?css|less|sh|bash|zsh|ps1|bat|cmd|onnx|vsix|csv|tsv|xml|lock|cfg|ini|env|conf|log|sql|rb|php|kt|swift|cpp|hpp|cc|cs|vue|svelte|astro|ipynb|rst|adoc|tex|bib|qmd|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|webp|mp[34]|zip|gz|tar|exe|dll|dmg|apk|deb|rpm|wasm|map|po|pot|srt|vtt|plist|gradle|properties|dart|lua|proto|graphql|tf|NET|io|dev|ai|com|org|net';

const paths: readonly string[] = [
  // Options, decorators, paths.
  // `--color[=WHEN]`, `--mount=[path]`, `--name=<text>`.
  '(?<![\\w-])--?[A-Za-z][\\w-]*(?:\\[=[^\\[\\]\\s]{1,40}\\]|=(?:\\[[^\\[\\]\\s]{1,40}\\]|<[^<>\\s]{1,40}>|[\\w./-]+))?',
  '(?<![\\w@/.])@[\\w-]+(?:/[\\w-]+)?',
  '(?<![\\w\\\\])[A-Za-z]:\\\\(?:[\\w.$~()@%-]+(?: [\\w.$~()@%-]+){0,4}\\\\)*(?:[\\w.$~()@%-]*[\\w$~)@%-])?',
  '(?<![\\w\\\\])\\\\\\\\[\\w.$-]+(?:\\\\[\\w.$~-]+(?: [\\w.$~-]+){0,4}(?=\\\\))*\\\\[\\w.$~-]*\\w',
  '(?<![\\w/.])(?:~|\\.{1,2})?/(?:[\\w.@-]+/)*[\\w@-]+(?:\\.\\w+)*/?',
  '(?<![\\w/.@-])[\\w.@-]+/(?:[\\w.@-]+/)+[\\w@-]+(?:\\.\\w+)*',
  `(?<![\\w/.@-])[\\w.@-]+(?:/[\\w.@-]+)*\\.(?:${endings})\\b`,
  '(?<![\\w.])\\.[a-z][a-z0-9]{0,12}(?:\\.[a-z0-9]{1,8})?(?![\\w.]*\\w)',
];

/** Of a call, right behind a name that is code by its looks: none, or anything but words of prose. */
const callArguments =
  '(?:\\((?![^()\\n]*[a-z]{2,} [a-z]{2,})(?:[^()\\n\\u3131-\\u318e\\uac00-\\ud7a3]|\\([^()\\n]*\\)){0,120}\\))?';

const identifiers: readonly string[] = [
  // Snake_case, camelCase, calls, constants, members.
  `(?<![\\w.])\\w*[A-Za-z0-9]_\\w+(?:\\.\\w+)*${callArguments}`,
  '(?<![\\w.])__\\w+',
  `(?<![\\w.])[a-z]+(?:[A-Z][a-z0-9]+)+(?:\\.\\w+)*${callArguments}`,
  '(?<![\\w.:>])[A-Za-z]\\w*(?:(?:\\.|::|->)[A-Za-z]\\w*)*\\(\\)',
  '(?<![\\w:])[A-Za-z]\\w*(?:::[A-Za-z]\\w*)+',
  `(?<![\\w.])[a-z]\\w+(?:\\.[a-z]\\w+)+${callArguments}(?![\\w.]*\\w)`,
  // A commit or an issue elsewhere: `user/tool@abc1234`, `user/tool#12`.
  '(?<![\\w./@-])[\\w.-]+/[\\w.-]+(?:@[\\da-f]{7,40}|#\\d{1,9})(?![\\w-])',
  // UUIDs, hashes, tokens, names with a number in them (`linux-x64`), versions.
  '(?<!\\w)0(?:[xX][\\da-fA-F]+|[bB][01]+|[oO][0-7]+)(?!\\w)',
  // Pages of the manual: `git-log(1)`, `printf(3p)`.
  '(?<![\\w.+-])(?:[a-z_][\\w.+-]*|[A-Z]{2,}[\\w-]*)\\([1-9][a-z]{0,3}\\)(?!\\w)',
  // `CVE-2024-12345`, `COVID-19`.
  '(?<![\\w-])[A-Z]{2,}(?:-\\d{2,})+(?![\\w-])',
  '\\b[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}\\b',
  '\\b(?:sha\\d{1,3}|md5)[:-][\\dA-Za-z+/=]{6,}',
  '\\b(?=[a-f]*\\d)(?=\\d*[a-f])[\\da-f]{7,64}\\b',
  '(?<![\\w-])(?=[\\w-]{0,80}\\d)(?=[\\w-]{0,80}[A-Za-z])[A-Za-z0-9_-]{20,}(?![\\w-])',
  '(?<![\\w-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:[a-z]+\\d[a-z0-9]*|\\d+[a-z]*)(?:-[a-z0-9]+)*(?![\\w-])',
  '(?<![\\w.])v?\\d+(?:\\.\\d+)+(?:\\.x)?(?:[-+](?:alpha|beta|rc|pre|dev|next|canary|nightly|build|\\d)[\\w.-]*\\w|[-+]\\w+\\.\\d+)(?!\\w)',
  '(?<![\\w.])v\\d+(?:\\.\\d+)*(?:\\.x)?(?![\\w])|(?<![\\w.])\\d+\\.\\d+\\.(?:\\d+|x)(?:\\.\\d+)*(?![\\w.]*\\d)|(?<![\\w.])\\d+\\.x\\b',
];

const keys =
  '(?:(?:Ctrl|Control|Cmd|Command|Option|Opt|Alt|Shift|Meta|Win|Windows|Super|Fn|Enter|Esc|Tab|Space|[⌘⌥⇧⌃])(?: ?\\+ ?|-(?=[A-Z0-9]))?)';
const modifiers = '[Cc](?:trl|ontrol|md|ommand)|[Aa]lt|[Ss](?:hift|uper)|[Mm]eta|[Oo]pt(?:ion)?';
/** Spaces that part thousands, as norms and French write them; a plain one may part two numbers. */
const unbroken = '[\\u00a0\\u2007\\u2009\\u202f]';
const figures: readonly string[] = [
  `(?<![\\p{L}\\d+-])(?:(?:Ctrl|Control|Cmd|Command|Option|Opt|Alt|Shift|Meta|Win|Super|Fn) ?(?:\\+ ?|-(?=[A-Z]))|[⌘⌥⇧⌃]\\+?)(?:${keys})*(?:[A-Z][a-z]+|F\\d{1,2}|[A-Z0-9]|[-=\\[\\]\`;',./\\\\←-⇿])?(?![A-Za-z])`,
  // As many write them: `ctrl-c`, `cmd+shift+p`, `alt-.`, and Emacs: `C-x`, `M-<`.
  `(?<![\\p{L}\\d+-])(?:${modifiers})(?:[+-](?:${modifiers}))*(?:\\+(?:[a-z]{2,9}\\d?|[fF]\\d{1,2}|[A-Za-z0-9.,/;'\\[\\]\`])|-(?:[fF]\\d{1,2}|(?:tab|enter|return|esc|space|del|home|end|up|down)\\b|[A-Za-z0-9/;'\\[\\]\`]|[.,](?![A-Za-z0-9])))(?![A-Za-z0-9-])`,
  '(?<![\\w-])[CM]-(?:[CMS]-)?[a-z<>%/](?![\\w-])',
  '\\bF(?:1\\d|2[0-4]|[1-9])\\b(?!-)',
  // Dates and times, sums of money, thousands, what stands before its unit without a space that breaks.
  '(?<![\\w.-])\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\w-])',
  '(?<![\\w:.])\\d{1,4}:\\d{1,4}(?![\\w:])',
  '(?<![\\w:.])\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?![\\w:])',
  '(?<![\\p{L}\\d])[$€£¥₩]\\d{1,9}(?:(?:,\\d{3}){1,6}(?:\\.\\d{1,9})?|\\.\\d{1,9})(?!,?\\d)',
  '(?<![\\p{L}\\d.,])\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d{1,9})?(?!,?\\d)',
  `(?<![\\p{L}\\d.,])[1-9]\\d{0,2}(?:${unbroken}\\d{3}){1,6}(?:[.,]\\d{1,9})?(?!(?:${unbroken}|[.,])?\\d)`,
  '(?<![\\p{L}\\d.,])\\d+(?:\\.\\d+)?e[-+]?\\d+(?!\\w)',
  '(?<![\\p{L}\\d.,–-])\\d[\\d.,]*[–±]\\d(?:[\\d.,]*\\d)?(?![\\d–-])',
  `\\d[\\d.,]*[\\u00a0\\u2000-\\u200a\\u202f]${unbrokenUnits}`,
];

const pictograph = '\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})*';
const foreign =
  '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Devanagari}\\p{Script=Armenian}\\p{Script=Georgian}ー]';
const pictographs = `\\p{Regional_Indicator}{2}|[0-9#*]\\ufe0f?\\u20e3|${pictograph}(?:\\u200d${pictograph})*`;

/** Words in scripts of neither English nor Korean: for models that know these two alone. */
export const foreignWords = `${foreign}[\\p{M}]*(?:(?:[ ·・‐-―'’"-]{0,3})${foreign}[\\p{M}]*)*`;

/** The first that matches at a place holds. */
export const keptPatterns: readonly string[] = [
  // Code between backticks, for texts that have no parser of their own.
  '(?<!`)`+[^`\\n]+`+',
  trailerPattern,
  ...addresses,
  ...placeholders,
  ...identifiers.slice(4),
  ...figures,
  ...paths,
  ...identifiers.slice(0, 4),
  pictographs,
];
