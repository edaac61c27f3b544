// When to stop restarting a process that keeps crashing: the language client's rule. Knows no clock and no process.

const defaultMaxCrashes = 5;
const defaultWindowMs = 3 * 60 * 1000;

export class RestartPolicy {
  private readonly crashesMs: number[] = [];

  constructor(
    private readonly maxCrashes = defaultMaxCrashes,
    private readonly windowMs = defaultWindowMs,
  ) {}

  /** Crashes that count at present. */
  get recentCrashes(): number {
    return this.crashesMs.length;
  }

  /** `giveUp` when this crash is the fifth within three minutes. */
  recordCrash(nowMs: number): 'restart' | 'giveUp' {
    this.crashesMs.push(nowMs);
    while (nowMs - (this.crashesMs[0] ?? nowMs) > this.windowMs) this.crashesMs.shift();
    return this.crashesMs.length < this.maxCrashes ? 'restart' : 'giveUp';
  }

  reset(): void {
    this.crashesMs.length = 0;
  }
}
