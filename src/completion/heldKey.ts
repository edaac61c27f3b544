// Whether a key is held, from its repeats alone: the editor tells an extension of key presses and never of their end.
// Knows a clock; asks nobody.

import type { Disposable } from '../util/disposable';

/** Longer than a system waits before it repeats a key. */
const firstRepeatMs = 700;
/** Longer than from one repeat to the next. */
const nextRepeatMs = 200;

export interface HeldKeyEvents {
  onPress(): void;
  onRelease(): void;
}

/** Runs something after `ms`; returns what takes that back. */
export type StartTimer = (ms: number, run: () => void) => () => void;

const startTimer: StartTimer = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export class HeldKey implements Disposable {
  /** Set while the key is held. */
  private stopTimer: (() => void) | undefined;

  constructor(
    private readonly events: HeldKeyEvents,
    private readonly start: StartTimer = startTimer,
  ) {}

  /** The key was pressed, or repeats itself. */
  hit(): void {
    const isRepeat = this.stopTimer !== undefined;
    this.stopTimer?.();
    this.stopTimer = this.start(isRepeat ? nextRepeatMs : firstRepeatMs, () => this.release());
    if (!isRepeat) this.events.onPress();
  }

  dispose(): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
  }

  private release(): void {
    this.stopTimer = undefined;
    this.events.onRelease();
  }
}
