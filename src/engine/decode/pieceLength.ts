// How many tokens of a prompt are run at once: as many as take about one suggestion step, on this machine, now. A run
// can't be cancelled, so a newer keystroke waits for the end of one. Sees numbers only.

/** Of one piece: with a step of decoding before it, a cancelled engine is free within 60 ms. */
const targetMs = 28;
/** A run of 8 takes half as long as one of 32: shorter pieces would make a busy machine only busier. */
const fewest = 32;
const most = 128;
/** Before anything was measured. */
const first = 32;
/** Shorter runs tell how long a token takes that is run alone. */
const leastMeasured = 4;

export class PieceLength {
  private tokenMs = 0;

  /** @param fixed Always so many, whatever was measured. */
  constructor(private readonly fixed?: number) {}

  /** Tokens of the next piece. */
  get tokens(): number {
    if (this.fixed !== undefined) return Math.max(1, this.fixed);
    if (this.tokenMs === 0) return first;
    return Math.max(fewest, Math.min(most, Math.floor(targetMs / this.tokenMs)));
  }

  /** A run of `tokens` took `ms`. */
  note(tokens: number, ms: number): void {
    if (tokens < leastMeasured || !(ms > 0)) return;
    // A slower machine is believed at once, a faster one by and by: what another program took may come again.
    const measured = ms / tokens;
    const share = measured > this.tokenMs ? 0.7 : 0.3;
    this.tokenMs = this.tokenMs === 0 ? measured : (1 - share) * this.tokenMs + share * measured;
  }
}
