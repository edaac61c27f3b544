// Whether a file's name from elsewhere may become a file here, on every system alike. Touches no file.

/** Names that Windows takes for devices, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
/** What Windows refuses, and control characters; a colon would also name an alternate data stream. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const refused = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/** Whether a relative path with forward slashes stays in its folder and is the same file name everywhere. */
export function isSafePath(path: string): boolean {
  return path !== '' && path.length <= 200 && path.split('/').every(isSafeSegment);
}

function isSafeSegment(segment: string): boolean {
  // Windows drops dots and spaces at a name's end: "..." and ".. " lead upwards there.
  const isPlain = segment !== '' && !/[. ]$/.test(segment) && !refused.test(segment);
  return isPlain && !deviceName.test(segment) && Buffer.byteLength(segment) <= 255;
}

/** The first path that is unsafe, or that differs from another only in case or composition; undefined if all are fine. */
export function firstUnsafe(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return paths.find((path) => {
    const folded = path.normalize('NFC').toLowerCase();
    if (!isSafePath(path) || seen.has(folded)) return true;
    seen.add(folded);
    return false;
  });
}
