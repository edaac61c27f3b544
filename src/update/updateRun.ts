// One comparison of a translation with its source, and the drafts that were asked for: what came so far, what of it can be made.
// Knows no editor; the engine and the document's text are handed to it.

import type { UpdateRowState } from '../shared/panelProtocol';
import type { NoPast } from '../shared/protocol/oldSource';
import type { SpeakerChoice, Spoken } from '../shared/protocol/speaker';
import type { GlossaryEntry, TextFormat } from '../shared/protocol/text';
import type { UpdateItem, UpdateParams, UpdateProgress, UpdateRefusal, UpdateResult } from '../shared/protocol/update';
import { CancellationSource, type CancellationToken } from '../util/async';
import type { TextRange } from '../util/trackedRange';
import { type DocumentChange, type PlacedEdit, PlacedEdits } from './placedEdits';
import { rowsOf, stateOfRow, type UpdateRow } from './updateRows';

/** The client and the tests' fakes fit it alike. Rejects when the engine failed or the token was cancelled. */
export interface UpdateEngine {
  update(
    params: UpdateParams,
    onProgress: (progress: UpdateProgress) => void,
    token: CancellationToken,
  ): Promise<UpdateResult>;
}

/** Texts have line ends LF. */
export interface UpdatePair {
  translation: string;
  source: string;
  /** The source as it was; undefined where nobody knows. */
  base: string | undefined;
  /** Why not. */
  noPast: NoPast | undefined;
  /** The translation of `base`; undefined where it is not known. */
  former?: string | undefined;
  format: TextFormat;
  /** Of the translation's document. */
  hasCrLf: boolean;
}

export interface RunOptions {
  draft: boolean;
  beams: number;
  glossary: GlossaryEntry[];
  /** Who drafts; absent: the model on this computer. */
  by?: SpeakerChoice;
}

export type UpdateStatus = 'running' | 'done' | 'cancelled' | 'failed' | 'refused';

export interface RunPorts {
  engine: UpdateEngine;
  /** The translation's document now. */
  read(range: TextRange): string;
  onChange(): void;
}

export class UpdateRun {
  status: UpdateStatus = 'running';
  done = 0;
  total = 0;
  items: UpdateItem[] = [];
  /** Of the blocks that have a partner, 0..1. */
  share = 1;
  refused: UpdateRefusal | undefined;
  /** Who drafted how much, where somebody else was asked. */
  spoken: Spoken | undefined;
  /** What the engine threw. */
  failure: unknown;
  readonly ended: Promise<void>;
  private readonly edits: PlacedEdits;
  private readonly cancellation = new CancellationSource();

  constructor(
    readonly pair: UpdatePair,
    readonly options: RunOptions,
    private readonly ports: RunPorts,
  ) {
    this.edits = new PlacedEdits(pair.translation, pair.hasCrLf, ports.read);
    this.ended = this.run();
  }

  /** What was finished stays. */
  cancel(): void {
    this.cancellation.cancel();
  }

  rows(): UpdateRow[] {
    return rowsOf(this.edits.all);
  }

  /** The document changed. */
  apply(changes: readonly DocumentChange[]): void {
    this.edits.apply(changes);
  }

  /** Items of rows that are so far. */
  itemsThat(state: UpdateRowState): ReadonlySet<number> {
    return new Set(this.rows().flatMap((row) => (stateOfRow(row) === state ? row.items : [])));
  }

  /** What can be made now, of one row or of all, in order and apart; ranges are the document's. */
  ready(row?: number): PlacedEdit[] {
    const rows = this.rows().filter(({ items }) => row === undefined || items[0] === row);
    const whole = rows.filter((each) => stateOfRow(each) === 'ready').flatMap((each) => each.edits);
    return whole.filter(({ state }) => state === 'ready').sort((a, b) => a.range.start - b.range.start);
  }

  private async run(): Promise<void> {
    const { base, source, translation, former, format } = this.pair;
    const past = { ...(base !== undefined && { base }), ...(former !== undefined && { former }) };
    const params = { ...past, source, translation, format, ...this.options };
    try {
      const { token } = this.cancellation;
      this.finish(await this.ports.engine.update(params, (part) => this.progress(part), token));
    } catch (error) {
      const isCancelled = (error as { code?: string }).code === 'cancelled';
      this.status = isCancelled ? 'cancelled' : 'failed';
      this.failure = error;
    }
    this.ports.onChange();
  }

  private progress({ done, total, plan, drafts, ready, spoken }: UpdateProgress): void {
    this.spoken = spoken;
    this.done = done;
    this.total = total;
    if (plan) {
      this.items = plan.items;
      this.edits.set(plan.edits);
    }
    for (const { item, text, confidence } of drafts) Object.assign(this.items[item]!, { after: text, confidence });
    this.edits.add(ready);
    this.ports.onChange();
  }

  private finish({ items, edits, share, refused, spoken }: UpdateResult): void {
    this.spoken = spoken;
    this.items = items;
    this.share = share;
    this.refused = refused;
    this.edits.set(edits);
    this.status = refused ? 'refused' : 'done';
  }
}
