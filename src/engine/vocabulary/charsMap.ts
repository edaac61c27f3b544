// SentencePiece's map of characters (`precompiled_charsmap`: a Darts double array of keys, then the texts they become),
// read far enough to tell whether it is NFKC: that is what the tokenizer library does in the place of any map.

/** Letters and digits whose form depends on the version of Unicode that a map was made with. */
const mostStrangers = 64;

/** @param map Base64, as tokenizer.json has it. */
export function isNfkcMap(map: string): boolean {
  const lookUp = readMap(Buffer.from(map, 'base64'));
  if (!lookUp) return false;
  let strangers = 0;
  for (let code = 0x21; code < 0xffff; code++) {
    if (code === 0xd800) code = 0xe000;
    const character = String.fromCharCode(code);
    if (!/[\p{L}\p{N}]/u.test(character)) continue;
    if ((lookUp(character) ?? character) !== character.normalize('NFKC')) strangers++;
    if (strangers > mostStrangers) return false;
  }
  return true;
}

/** -> what a text that is a key becomes; undefined where the bytes are no such map. */
function readMap(bytes: Buffer): ((key: string) => string | undefined) | undefined {
  const size = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
  if (size === 0 || size % 4 !== 0 || 4 + size > bytes.length) return undefined;
  const unit = (at: number) => (at * 4 < size ? bytes.readUInt32LE(4 + at * 4) : 0);
  return (key) => {
    let at = 0;
    let node = unit(0);
    for (const byte of Buffer.from(key)) {
      at ^= offsetOf(node) ^ byte;
      node = unit(at);
      if ((node & 0x800000ff) >>> 0 !== byte) return undefined;
    }
    if ((node & 0x100) === 0) return undefined;
    const start = 4 + size + (unit(at ^ offsetOf(node)) & 0x7fffffff);
    const end = bytes.indexOf(0, start);
    return end < 0 ? undefined : bytes.toString('utf8', start, end);
  };
}

function offsetOf(node: number): number {
  return (node >>> 10) << ((node & 0x200) >>> 6);
}
