// A silence that ends by itself. Knows a clock; asks nobody.

import type { Disposable } from '../util/disposable';

export const snoozeMinutes = 5;

export class Snooze implements Disposable {
  private readonly listeners = new Set<() => void>();
  private timer: NodeJS.Timeout | undefined;

  get isOn(): boolean {
    return this.timer !== undefined;
  }

  onDidChange(listener: () => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  start(minutes = snoozeMinutes): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), minutes * 60_000);
    this.timer.unref();
    this.tell();
  }

  end(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tell();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.listeners.clear();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
