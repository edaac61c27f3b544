// Beam search over several sources as one batch; greedy where there is one beam. Sees numbers only.
//
// A finished hypothesis leaves the batch and its beam is one narrower from then on (Sutskever, Vinyals and Le 2014,
// arXiv 1409.3215, section 3.2). Of a source's hypotheses that came to an end, the one with the best average log
// probability is first (length normalisation with exponent 1, the default of fairseq and of Hugging Face's beam search).

import type { CancellationToken } from '../../util/async';
import type { TokenId } from '../../util/tokenId';
import { Beam, type Decoded, type DecodeRequest, type Hypothesis, type RowBound, type StepRows } from './beam';
import type { EncoderDecoderModel } from './encoderDecoder';
import { layOut } from './rowLayout';

export interface SearchOptions {
  /** 1..8 hypotheses a source. */
  beams: number;
  /** What every target starts after, and what ends it. */
  start: TokenId;
  end: TokenId;
  /** See {@link BeamOptions.mostBehind}; not for alternatives. */
  mostBehind?: number;
  /** See {@link BeamOptions.bound}; not for alternatives. */
  bound?: RowBound;
}

/** Tokens a target may have: a translation is seldom twice as long as its source, but a short one may be. */
export function mostTargetTokens(request: DecodeRequest, contextTokens: number): number {
  const { source, forced = [], mostTokens = contextTokens } = request;
  return Math.min(Math.max(2 * source.length, forced.length) + 16, mostTokens, contextTokens);
}

/**
 * The targets of each request that came to an end, best first. They run as one batch, so sources of like length make the
 * least padding, and some 32 hypotheses (requests times beams) keep a step short.
 * @param yieldPoint Awaited between steps.
 * @returns Of each request at least one, in the requests' order; undefined when cancelled.
 * @throws EngineError inputTooLong when a forced beginning fills the model's context.
 */
export async function nBest(
  model: EncoderDecoderModel,
  requests: readonly DecodeRequest[],
  options: SearchOptions,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<Decoded[][] | undefined> {
  const beams = requests.map((request) => newBeam(model, request, options, false));
  const isDone = await search(model, beams, options.start, { token, yieldPoint });
  return isDone ? beams.map((beam) => beam.results()) : undefined;
}

/** The best of {@link nBest}. */
export async function beamSearch(...search: Parameters<typeof nBest>): Promise<Decoded[] | undefined> {
  return (await nBest(...search))?.map((targets) => targets[0]!);
}

/**
 * Other ways to go on at one place: the `beams` most probable tokens behind `request.forced`, each decoded on greedily.
 * @returns Most probable first token first, and fewer where the constraint leaves fewer; one that ends at the place has
 * no tokens but the forced ones. undefined when cancelled.
 * @throws EngineError inputTooLong when the forced beginning fills the model's context.
 */
export async function alternatives(
  model: EncoderDecoderModel,
  request: DecodeRequest,
  options: SearchOptions,
  token: CancellationToken,
  yieldPoint: () => Promise<void>,
): Promise<Decoded[] | undefined> {
  const fork = newBeam(model, request, options, true);
  const isDone = await search(model, [fork], options.start, { token, yieldPoint });
  return isDone ? fork.results() : undefined;
}

function newBeam(model: EncoderDecoderModel, request: DecodeRequest, options: SearchOptions, isFork: boolean): Beam {
  const mostTokens = mostTargetTokens(request, model.shape.contextTokens);
  const { beams: width, end, mostBehind, bound } = options;
  const pruning = !isFork && { ...(mostBehind !== undefined && { mostBehind }), ...(bound && { bound }) };
  return new Beam(request, { width, isFork, end, mostTokens, ...pruning });
}

interface Pace {
  token: CancellationToken;
  yieldPoint: () => Promise<void>;
}

/** Runs the beams, one a source, to their ends. @returns false when cancelled. */
async function search(
  model: EncoderDecoderModel,
  beams: readonly Beam[],
  start: TokenId,
  pace: Pace,
): Promise<boolean> {
  if (beams.length === 0) return true;
  const sources = beams.map(({ request }) => request.source);
  const batch = await model.encode(sources, pace.token, pace.yieldPoint);
  if (!batch) return false;
  const cache = model.start(batch, [...beams.keys()]);
  const sizes = { vocabSize: model.shape.vocabSize, sourceTokens: Math.max(...batch.lengths) };
  const step = async (ids: readonly TokenId[]) => ({ ...(await model.step(cache, ids)), ...sizes });
  try {
    return await write(beams, start, { step, reorder: (from) => model.reorder(cache, from) }, pace);
  } finally {
    model.release?.(cache);
  }
}

/** A decoder over one cache. */
interface StepDecoder {
  step(ids: readonly TokenId[]): Promise<StepRows>;
  reorder(from: readonly number[]): void;
}

/** @returns false when cancelled. */
async function write(
  beams: readonly Beam[],
  start: TokenId,
  decoder: StepDecoder,
  { token, yieldPoint }: Pace,
): Promise<boolean> {
  for (let open = beams.map((beam, row) => ({ beam, rows: [row] })); ; ) {
    if (token.isCancellationRequested) return false;
    const ids = byRow(open, ({ tokens }) => tokens.at(-1)?.id ?? start);
    const output = await decoder.step(ids);
    for (const { beam, rows } of open) beam.advance(output, rows);
    open = open.filter(({ beam }) => beam.live.length > 0);
    if (open.length === 0) return true;
    const layout = layOut(open.map(({ beam, rows }) => ({ from: beam.live.map(({ row }) => row), before: rows })));
    open = open.map(({ beam }, n) => ({ beam, rows: layout[n]! }));
    decoder.reorder(byRow(open, ({ row }) => row));
    await yieldPoint();
  }
}

/** What there is to say of each hypothesis that is being written, in the order of their rows. */
function byRow<T>(open: readonly { beam: Beam; rows: readonly number[] }[], say: (hypothesis: Hypothesis) => T): T[] {
  const all: T[] = [];
  for (const { beam, rows } of open) {
    for (const [n, hypothesis] of beam.live.entries()) all[rows[n]!] = say(hypothesis);
  }
  return all;
}
