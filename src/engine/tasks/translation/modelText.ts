// A source as the model reads it: what it never learnt to read is written as it did learn it. Words in capitals are lowered,
// white space that may not break is a space, number words before what is counted are digits. Sees text only.

import { inDigits, numberWordsIn } from '../../languages/englishNumbers';

export interface ModelText {
  text: string;
  /** For each UTF-16 unit of `text` its place in the source; one more entry for the end. */
  offsets: readonly number[];
}

export function modelText(plain: string): ModelText {
  return withDigits(withoutStress(lowered(plain.replace(/[\u00a0\u2007\u2009\u200a\u202f\u3000]/g, ' '))));
}

/** Capitals that are no shouting. */
const abbreviations = new Set(
  'ABI AI AMD API APIS ARM ASCII AWS BSD CA CI CD CDN CLI CORS CPU CPUS CSS CSV CVE DB DLL DNS DOM EU EULA EXE FAQ FTP GB GCC GDPR GIF GNU GPL GPU GPUS GUI HDMI HTML HTTP HTTPS IBM ID IDE IDS IEEE IO IOS IP IPC ISBN ISO IT JPEG JPG JS JSON JVM JWT KB LAN LGPL LLM LTS MB MD MIT MP3 MVC NASA NFC NPM OAUTH OS PC PDF PHP PNG PR PRS QA QR RAM README REST RGB ROM RPC RSS SDK SDKS SHA SLA SMS SMTP SQL SSD SSH SSL SSO SVG TB TCP TLS TODO TOML TSV TV TXT UDP UI UK UN URI URL URLS US USA USB UTC UTF UUID UX VM VMS VPN WASM WIFI XML XSS YAML ZIP'.split(
    ' ',
  ),
);

/** Share of a sentence's letters that are capitals, from which on they say nothing. */
const shoutingShare = 0.7;

/** A sentence in capitals as it would be written; one unit stays one unit. */
function lowered(text: string): string {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  const capitals = text.match(/[A-Z]/g)?.length ?? 0;
  if (capitals < shoutingShare * letters) return withoutTitleCase(text);
  const words = text.match(/[A-Z]{2,}/g) ?? [];
  const shouted = words.filter((word) => !abbreviations.has(word));
  const isShouting = shouted.length >= 2 || (shouted[0] !== undefined && shouted[0].length >= 6);
  if (!isShouting) return text;
  let isFirst = true;
  return text.replace(/[A-Z]+(?:['’][A-Z]+)?/g, (word) => {
    const isName = abbreviations.has(word);
    const result = isName ? word : isFirst ? word[0] + word.slice(1).toLowerCase() : word.toLowerCase();
    isFirst = false;
    return result;
  });
}

/** What a sentence begins with ("IMPORTANT: "), and words in it that capitals only stress; "NOT NULL" is no such. */
const label =
  /^(?:NOTES?|WARNING|TIP|IMPORTANT|CAUTION|DANGER|ATTENTION|HINT|INFO|REMINDER|EXAMPLE|UPDATE|ALERT)(?=(?::| [-–—]) )/;
const stressed =
  /(?<![\w-])(?:NOT|NEVER|ALWAYS|MUST|SHOULD|ONLY|CANNOT|BEFORE|AFTER|EVERY|BOTH|DO NOT)(?![\w-]| [A-Z]{2,})/g;

function withoutStress(text: string): string {
  if (!/[a-z]/.test(text)) return text;
  const labelled = text.replace(label, (word) => word[0] + word.slice(1).toLowerCase());
  return labelled.replace(
    stressed,
    (words, at: number) => (at === 0 ? words[0] : words[0]!.toLowerCase()) + words.slice(1).toLowerCase(),
  );
}

/** Words that only a title writes with a capital. */
const small =
  /^(?:A|An|And|As|At|By|For|From|How|If|In|Into|Is|It|Its|Not|Of|On|Or|That|The|This|To|Your|You|With|Without|When|All|Are|Be)$/;

/** "How To Install The Package": the small words lose their capital, the others may be names. */
function withoutTitleCase(text: string): string {
  const words = text.match(/[A-Za-z][A-Za-z'’]*/g) ?? [];
  const isTitle = words.length >= 3 && words.every((word) => /^[A-Z]/.test(word)) && !/[.!]$/.test(text);
  if (!isTitle) return text;
  let count = 0;
  return text.replace(/[A-Za-z][A-Za-z'’]*/g, (word) => (count++ > 0 && small.test(word) ? word.toLowerCase() : word));
}

/** What is counted: a plural, or a unit that has none. */
const counted =
  /^[ -](?:(?!(?:of|or|and|in|to|is|as|for|with|on|at|by|from|than|times|has|was|does|goes)\b)[a-z]{3,} )?(?:(?!(?:is|as|has|was|its|this|does|times)\b)[a-z]+s|people|percent|children|data|men|women|feet)\b/;

function withDigits(text: string): ModelText {
  let result = '';
  const offsets: number[] = [];
  let from = 0;
  const copy = (to: number) => {
    for (; from < to; from++) {
      result += text[from];
      offsets.push(from);
    }
  };
  for (const { start: word, end, value: said } of numberWordsIn(text)) {
    // Of "1.2 million" the digits are a part.
    const factor = /(?<![\w.,$€£¥₩])\d+(?:\.\d+)?(?=[ -]$)/.exec(text.slice(0, word));
    const value = factor ? Number(factor[0]) * said : said;
    const start = factor?.index ?? word;
    const isJoined = !factor && /\d[ -]?$/.test(text.slice(0, word));
    if (isJoined || !Number.isInteger(value) || value < 3 || !counted.test(text.slice(end))) continue;
    copy(start);
    for (const digit of inDigits(value)) {
      result += digit;
      offsets.push(start);
    }
    from = end;
  }
  copy(text.length);
  return { text: result, offsets: [...offsets, text.length] };
}
