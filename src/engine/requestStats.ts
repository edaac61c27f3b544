// Counts and times of what was served, for diagnostics. Numbers only.

import type { EngineStats } from '../shared/protocol/engine';

const windowLength = 100;

export type RequestOutcome = 'served' | 'cancelled' | 'failed';

export class RequestStats {
  private requests = 0;
  private cancelled = 0;
  private failed = 0;
  /** Of the last served completions, oldest first (ms). */
  private readonly latenciesMs: number[] = [];

  /** `latencyMs` is set for completions, which are what the medians are about. */
  record(outcome: RequestOutcome, latencyMs?: number): void {
    this.requests++;
    if (outcome === 'cancelled') this.cancelled++;
    else if (outcome === 'failed') this.failed++;
    else if (latencyMs !== undefined) {
      this.latenciesMs.push(latencyMs);
      if (this.latenciesMs.length > windowLength) this.latenciesMs.shift();
    }
  }

  snapshot(): Omit<EngineStats, 'rssBytes' | 'uptimeMs'> {
    const sorted = this.latenciesMs.toSorted((a, b) => a - b);
    return {
      requests: this.requests,
      cancelled: this.cancelled,
      failed: this.failed,
      medianMs: quantile(sorted, 0.5),
      p95Ms: quantile(sorted, 0.95),
    };
  }
}

/** Nearest rank: always a value that occurred; 0 where there is none. */
function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}
