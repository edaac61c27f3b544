// Decides whose work runs next: one job at a time, the newest completion first, background work in the gaps. Long work
// that a newer one of its sort replaces (a translation) is background work that ends when the newer one comes.
// Knows no wire, no model and no clock; a job is a function that takes a token.

import { CancellationSource, type CancellationToken, yieldToEventLoop } from '../util/async';

/** `cancelled` is an expected outcome, not an error. */
export type JobOutcome<T> = { kind: 'done'; value: T } | { kind: 'cancelled' };

/** What a background job works with: besides being cancelled, it can be asked to let others pass. */
export interface PacedToken extends CancellationToken {
  /**
   * To be awaited between pieces of work. An interactive job that waits runs now; the promise resolves when the
   * background job may go on. Rejects with {@link JobCancelled} once it is cancelled, so that no further piece runs.
   */
  yieldPoint(): Promise<void>;
}

/** Unwinds a background job that was cancelled. Its caller sees the outcome `cancelled`, never this. */
export class JobCancelled extends Error {
  constructor() {
    super('The job was cancelled');
    this.name = 'JobCancelled';
  }
}

/** `replaceable`: background work that a newer replaceable job ends. */
export type Lane = 'interactive' | 'replaceable' | 'background';

/** One piece of work and its caller's answer, which may be settled (cancelled) before the work has ended. */
class Job<T> {
  readonly outcome: Promise<JobOutcome<T>>;
  private readonly source = new CancellationSource();
  private readonly callerSubscription: { dispose(): void };
  private resolve!: (outcome: JobOutcome<T>) => void;
  private reject!: (error: unknown) => void;

  constructor(
    readonly lane: Lane,
    private readonly work: (job: Job<T>) => Promise<T>,
    callerToken: CancellationToken,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.callerSubscription = callerToken.onCancellationRequested(() => this.cancel());
    if (callerToken.isCancellationRequested) this.cancel();
  }

  get token(): CancellationToken {
    return this.source.token;
  }

  /** The caller has its answer at once; the work ends when it next looks at its token. */
  cancel(): void {
    this.resolve({ kind: 'cancelled' });
    this.source.cancel();
    this.callerSubscription?.dispose();
  }

  /** Resolves when the work has really ended, however it ended. */
  async run(): Promise<void> {
    try {
      this.resolve({ kind: 'done', value: await this.work(this) });
    } catch (error) {
      if (error instanceof JobCancelled) this.resolve({ kind: 'cancelled' });
      else this.reject(error); // without effect after a cancellation: the answer is given
    } finally {
      this.callerSubscription.dispose();
    }
  }
}

type AnyJob = Job<unknown>;

/** A background job that stands at a yield point. */
interface Paused {
  job: AnyJob;
  resume(): void;
  abort(error: JobCancelled): void;
}

export class Scheduler {
  /** Whose work may touch the model now. A cancelled job holds the turn until its last piece has ended. */
  private holder: AnyJob | undefined;
  /** One at most: a newer one ends the one that waits. */
  private waitingInteractive: AnyJob | undefined;
  private readonly waitingBackground: AnyJob[] = [];
  /** Begun and not ended: holds the turn, or is paused, or unwinds after a cancellation. */
  private begunBackground: AnyJob | undefined;
  private paused: Paused | undefined;

  /** The newest wins: every older interactive job, running or waiting, ends as `cancelled` now. */
  runInteractive<T>(work: (token: CancellationToken) => Promise<T>, token: CancellationToken): Promise<JobOutcome<T>> {
    const job = new Job<T>('interactive', ({ token: jobToken }) => work(jobToken), token);
    this.cancelInteractive();
    this.enqueue(job, () => {
      this.waitingInteractive = job as AnyJob;
    });
    return job.outcome;
  }

  /** In order of arrival, one after the other, behind every interactive job, which also pass at its yield points. */
  runBackground<T>(work: (token: PacedToken) => Promise<T>, token: CancellationToken): Promise<JobOutcome<T>> {
    const job = new Job<T>('background', (self) => work(this.pace(self as AnyJob)), token);
    this.enqueue(job, () => {
      this.waitingBackground.push(job as AnyJob);
    });
    return job.outcome;
  }

  /** As {@link runBackground}, but the newest wins: every older replaceable job, running or waiting, ends as `cancelled`. */
  runReplaceable<T>(work: (token: PacedToken) => Promise<T>, token: CancellationToken): Promise<JobOutcome<T>> {
    const job = new Job<T>('replaceable', (self) => work(this.pace(self as AnyJob)), token);
    for (const older of [...this.waitingBackground, this.begunBackground]) {
      if (older?.lane === 'replaceable') older.cancel();
    }
    this.enqueue(job, () => {
      this.waitingBackground.push(job as AnyJob);
    });
    return job.outcome;
  }

  /** Ends every job as `cancelled`. */
  cancelAll(): void {
    this.cancelInteractive();
    for (const job of [...this.waitingBackground]) job.cancel();
    this.begunBackground?.cancel();
  }

  private cancelInteractive(): void {
    this.waitingInteractive?.cancel();
    if (this.holder?.lane === 'interactive') this.holder.cancel();
  }

  private enqueue<T>(job: Job<T>, insert: () => void): void {
    if (job.token.isCancellationRequested) return;
    insert();
    job.token.onCancellationRequested(() => this.forget(job as AnyJob));
    this.next();
  }

  /** A cancelled job that does not hold the turn never gets it again. */
  private forget(job: AnyJob): void {
    if (this.waitingInteractive === job) this.waitingInteractive = undefined;
    const index = this.waitingBackground.indexOf(job);
    if (index >= 0) this.waitingBackground.splice(index, 1);
    if (this.paused?.job === job) {
      const { abort } = this.paused;
      this.paused = undefined;
      abort(new JobCancelled());
    }
  }

  /** Gives the turn, if it is free, to the first in line. */
  private next(): void {
    if (this.holder) return;
    if (this.waitingInteractive) {
      const job = this.waitingInteractive;
      this.waitingInteractive = undefined;
      this.begin(job);
    } else if (this.paused) {
      const { job, resume } = this.paused;
      this.paused = undefined;
      this.holder = job;
      resume();
    } else if (!this.begunBackground) {
      this.begunBackground = this.waitingBackground.shift();
      if (this.begunBackground) this.begin(this.begunBackground);
    }
  }

  private begin(job: AnyJob): void {
    this.holder = job;
    void job.run().then(() => {
      if (this.holder === job) this.holder = undefined;
      if (this.begunBackground === job) this.begunBackground = undefined;
      this.next();
    });
  }

  private pace(job: AnyJob): PacedToken {
    const { token } = job;
    return {
      get isCancellationRequested() {
        return token.isCancellationRequested;
      },
      onCancellationRequested: token.onCancellationRequested,
      yieldPoint: () => this.letOthersPass(job),
    };
  }

  private async letOthersPass(job: AnyJob): Promise<void> {
    await yieldToEventLoop(); // a request or a cancellation may stand unread in the pipe
    if (job.token.isCancellationRequested) throw new JobCancelled();
    if (!this.waitingInteractive) return;
    await new Promise<void>((resume, abort) => {
      this.paused = { job, resume, abort };
      this.holder = undefined;
      this.next();
    });
  }
}
