// An engine for the panel that answers with fakeTranslator.ts, a sentence whenever it is told to, and remembers what it
// was asked.

import { EngineCallError } from '../../src/client/engineCallError';
import type { PanelEngine } from '../../src/panel/panelEngine';
import type {
  SummarizeParams,
  SummarizeProgress,
  SummarizeResult,
  SummaryPoint,
} from '../../src/shared/protocol/summary';
import type {
  TranslateAlternativesParams,
  TranslateAlternativesResult,
  TranslatedSentence,
  TranslateParams,
  TranslateProgress,
  TranslateResult,
} from '../../src/shared/protocol/translation';
import type { CancellationToken } from '../../src/util/async';
import { alternativesFor, marks, pointsOf, translateInParts } from './fakeTranslator';

export class FakePanelEngine implements PanelEngine {
  readonly asked: (TranslateParams | SummarizeParams)[] = [];
  readonly askedForWords: TranslateAlternativesParams[] = [];
  cancelled = 0;

  async translate(
    params: TranslateParams,
    onProgress: (progress: TranslateProgress) => void,
    token: CancellationToken,
  ): Promise<TranslateResult> {
    this.asked.push(structuredClone(params));
    let text = '';
    const sentences: TranslatedSentence[] = [];
    for (const part of translateInParts(params)) {
      const said = params.text.slice(part.sentences[0]?.source.start, part.sentences[0]?.source.end);
      if (said.includes(marks.fails)) throw new EngineCallError('outOfMemory', 'no memory');
      if (said.includes(marks.waits)) await this.forever(token);
      await turn();
      text += part.text;
      sentences.push(...part.sentences);
      onProgress(part);
    }
    const spoken = params.by && { spoken: { model: 'fake', sentences: sentences.length, instead: 0 } };
    return { text, sentences, ...spoken, sourceTokens: 1, targetTokens: 1, ms: 1 };
  }

  async translateAlternatives(
    params: TranslateAlternativesParams,
    token: CancellationToken,
  ): Promise<TranslateAlternativesResult> {
    this.askedForWords.push(structuredClone(params));
    if (params.kept.includes('히히')) await this.forever(token);
    return { alternatives: alternativesFor(params), ms: 1 };
  }

  async summarize(
    params: SummarizeParams,
    onProgress: (progress: SummarizeProgress) => void,
    _token: CancellationToken,
  ): Promise<SummarizeResult> {
    this.asked.push(structuredClone(params));
    const points: SummaryPoint[] = [];
    const all = pointsOf(params);
    for (const [index, point] of all.entries()) {
      await turn();
      points.push(point);
      onProgress({ done: index + 1, total: all.length, points: [point] });
    }
    return { text: points.map(({ text }) => `* ${text}`).join('\n'), points, ms: 1 };
  }

  /** As the client does: it rejects at once when cancelled. */
  private forever(token: CancellationToken): Promise<never> {
    return new Promise((_, reject) => {
      token.onCancellationRequested(() => {
        this.cancelled++;
        reject(new EngineCallError('cancelled', 'cancelled'));
      });
    });
  }
}

/** Lets everything that is ready happen. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
