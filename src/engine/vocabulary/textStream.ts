// Bytes in, text out, as generation goes: half a character is held back until its last byte has come.

export class TextStream {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private complete = '';
  private missing = 0;

  /** @param bytes Code units 0..255. Returns the characters that became complete; broken UTF-8 becomes U+FFFD. */
  push(bytes: string): string {
    const text = this.decoder.decode(Buffer.from(bytes, 'latin1'), { stream: true });
    this.complete += text;
    for (let i = 0; i < bytes.length; i++) this.missing = missingAfter(this.missing, bytes.charCodeAt(i));
    return text;
  }

  /** All complete characters so far. */
  get text(): string {
    return this.complete;
  }

  /** Bytes that the last character still lacks, 0..3. */
  get missingBytes(): number {
    return this.missing;
  }
}

/** Bytes that a character lacks after `byte`. UTF-8: a leading byte says how many continuation bytes (10xxxxxx) follow it (RFC 3629). */
export function missingAfter(missing: number, byte: number): number {
  if ((byte & 0xc0) === 0x80) return Math.max(0, missing - 1);
  if (byte >= 0xf0) return 3;
  if (byte >= 0xe0) return 2;
  return byte >= 0xc0 ? 1 : 0;
}
