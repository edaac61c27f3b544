// How often a model is right against how sure it says it is: odds' = e^bias odds^scale. Of our own decoder this was fitted
// on held-out documents; of a person's own model it stands in its localtext.json, or is fitted to their open document.

import type { TokenId } from '../../../util/tokenId';
import type { DecoderModel } from '../../decode/decoderModel';
import { DocumentMemory } from '../../decode/documentMemory';
import { GreedyTrials, type Trial } from '../../decode/greedyTrials';
import { EngineError } from '../../errors';

export interface Calibration {
  bias: number;
  scale: number;
}

/** The probability 0..1 that it is right, of what the model gives `probability`. */
export function calibrated(probability: number, { bias, scale }: Calibration): number {
  const odds = Math.exp(bias) * (probability / (1 - probability)) ** scale;
  return probability >= 1 ? 1 : odds / (1 + odds);
}

/** `calibration` of localtext.json. @throws EngineError modelInvalid */
export function readCalibration(notes: Readonly<Record<string, unknown>>): Calibration | undefined {
  const said = notes.calibration;
  if (said === undefined) return undefined;
  const { bias, scale } = (said ?? {}) as Partial<Calibration>;
  if (Number.isFinite(bias) && Number.isFinite(scale) && scale! > 0) return { bias: bias!, scale: scale! };
  const message = 'localtext.json: "calibration" wants numbers, e.g. {"bias": 0, "scale": 1}.';
  throw new EngineError('modelInvalid', message, { file: 'localtext.json', remedy: 'Set it right, or take it out.' });
}

/** So many trials count as much as the belief that the model says the truth. */
const prior = 10;

/** Logistic regression on the logits of the probabilities, drawn to bias 0 and scale 1. */
export function fitCalibration(trials: readonly Trial[]): Calibration {
  let [bias, scale] = [0, 1];
  const points = trials.map(({ probability, isRight }) => {
    const p = Math.min(1 - 1e-6, Math.max(1e-6, probability));
    return { x: Math.log(p / (1 - p)), y: isRight ? 1 : 0 };
  });
  for (let round = 0; round < 20; round++) {
    // Newton's step on two parameters.
    let [gradientB, gradientS] = [-prior * bias, -prior * (scale - 1)];
    let [bb, bs, ss] = [prior, 0, prior];
    for (const { x, y } of points) {
      const p = 1 / (1 + Math.exp(-(bias + scale * x)));
      const weight = p * (1 - p);
      gradientB += y - p;
      gradientS += (y - p) * x;
      bb += weight;
      bs += weight * x;
      ss += weight * x * x;
    }
    const determinant = bb * ss - bs * bs;
    bias += (ss * gradientB - bs * gradientS) / determinant;
    scale = Math.max(0.1, scale + (bb * gradientS - bs * gradientB) / determinant);
  }
  return { bias, scale };
}

/** Tokens of a document before it is worth fitting to, and those that are read of it. */
const leastTokens = 96;
const mostTokens = 320;

/** Fits to the first document that is long enough, a piece at a request, so that no suggestion waits for all of it. */
export class DocumentCalibration {
  private reading: GreedyTrials | undefined;
  private fitted: Calibration | undefined;

  constructor(
    private readonly model: DecoderModel,
    private readonly start: TokenId,
  ) {}

  /** Undefined until a document was read. */
  get current(): Calibration | undefined {
    return this.fitted;
  }

  /** @param document Ids of the text before the cursor, from the document's beginning. */
  async step(document: readonly TokenId[]): Promise<void> {
    if (this.fitted) return;
    if (!this.reading) {
      if (document.length < leastTokens) return;
      const { vocabSize, contextTokens } = this.model.shape;
      const ids = [this.start, ...document.slice(0, Math.min(mostTokens, contextTokens - 1))];
      this.reading = new GreedyTrials(this.model, ids, new DocumentMemory(vocabSize));
    }
    await this.reading.step();
    if (!this.reading.isDone) return;
    this.fitted = fitCalibration(this.reading.trials);
    this.reading = undefined;
  }
}
