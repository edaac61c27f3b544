// A text file's bytes as text, and back: which encoding it has, which mark and line ends. What is no text that can be read
// without a guess is refused with its name. Knows no files.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a text is written in its file. */
export interface TextForm {
  encoding: Encoding;
  /** A byte order mark stands before it. */
  hasMark: boolean;
  /** Each of the file's line ends, in order, where they differ; else the one it has. */
  lineEnd: string;
  lineEnds?: readonly string[];
}

export interface ReadText {
  /** Line ends LF, no mark. */
  text: string;
  form: TextForm;
}

/** The bytes are no text in an encoding that is read; the message says which they seem to be in. */
export class TextFormError extends Error {}

/** @throws TextFormError */
export function readTextBytes(bytes: Uint8Array): ReadText {
  const { encoding, mark } = encodingOf(bytes);
  const decoded = decode(bytes.subarray(mark), encoding);
  if (/\0/.test(decoded) && isBinary(decoded)) throw new TextFormError(`it is written in ${nameOf(bytes, decoded)}`);
  const { text, ...ends } = withLineFeeds(decoded);
  return { text, form: { encoding, hasMark: mark > 0, ...ends } };
}

/** A text's line ends as LF, and what they were. */
export function withLineFeeds(text: string): { text: string; lineEnd: string; lineEnds?: readonly string[] } {
  const ends = text.match(/\r\n?|\n/g) ?? [];
  const kinds = [...new Set(ends)];
  const count = (kind: string) => ends.filter((end) => end === kind).length;
  const lineEnd = kinds.sort((a, b) => count(b) - count(a))[0] ?? '\n';
  const lf = text.replace(/\r\n?/g, '\n');
  return kinds.length > 1 ? { text: lf, lineEnd, lineEnds: ends } : { text: lf, lineEnd };
}

/** The bytes of a text that was written for a file of that form. @param isFirst The mark goes before it. */
export function writeTextBytes(text: string, form: TextForm, isFirst: boolean): Uint8Array {
  const marked = (isFirst && form.hasMark ? '\ufeff' : '') + text;
  if (form.encoding === 'utf-8') return new TextEncoder().encode(marked);
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let n = 0; n < marked.length; n++) view.setUint16(2 * n, marked.charCodeAt(n), form.encoding === 'utf-16le');
  return bytes;
}

function encodingOf(bytes: Uint8Array): { encoding: Encoding; mark: number } {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw new TextFormError('it is written in UTF-32');
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) throw new TextFormError('it is written in UTF-32');
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  return { encoding: 'utf-8', mark: 0 };
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TextFormError(`it is written in ${nameOf(bytes, '')}`);
  }
}

/** One stray NUL in a page of text is a slip; many are another encoding, or no text. */
function isBinary(text: string): boolean {
  const controls = text.match(/\p{Cc}/gu)?.filter((character) => !/\s/.test(character)).length ?? 0;
  return controls > Math.max(3, text.length / 50);
}

/** In words; a guess, for a message. */
function nameOf(bytes: Uint8Array, decoded: string): string {
  const sample = bytes.subarray(0, 4096);
  const zeros = (odd: 0 | 1) => sample.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  const pairs = sample.length / 2;
  if (zeros(1) > pairs / 5 || zeros(0) > pairs / 5) return 'UTF-16 without a byte order mark, or is no text';
  if (decoded !== '' || sample.includes(0)) return 'no text encoding (it seems to be a binary file)';
  try {
    const korean = new TextDecoder('euc-kr', { fatal: true }).decode(bytes);
    if (/[가-힣]/.test(korean)) return 'CP949 (EUC-KR)';
  } catch {
    // not Korean either
  }
  return 'an encoding other than UTF-8';
}
