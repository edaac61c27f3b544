// Bytes in, text out, as generation goes: half a character is held back until its last byte has come.

export class TextStream {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private complete = '';
  private byteCount = 0;
  private pending = 0;

  /** @param bytes Code units 0..255. Returns the characters that became complete. */
  push(bytes: string): string {
    const buffer = Buffer.from(bytes, 'latin1');
    const text = this.decoder.decode(buffer, { stream: true });
    this.complete += text;
    this.byteCount += buffer.length;
    this.pending = this.byteCount - Buffer.byteLength(this.complete);
    return text;
  }

  /** All complete characters so far. */
  get text(): string {
    return this.complete;
  }

  /** Whether the bytes so far end with a whole character. False also once they held broken UTF-8. */
  get atCharacterEnd(): boolean {
    return this.pending === 0;
  }
}
