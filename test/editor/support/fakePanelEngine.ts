// An engine process for the panel's tests: the real host and server around fakeTranslator.ts. It takes the place of
// dist/engine.js in an installed extension, so that what is seen does not depend on how good the bundled model is.
import { hostEngine } from '../../../src/engine/engineHost';
import { EngineError } from '../../../src/engine/errors';
import type { LoadedModel } from '../../../src/engine/jobKinds';
import type { SummaryPoint } from '../../../src/shared/protocol/summary';
import type { TranslatedSentence } from '../../../src/shared/protocol/translation';
import { alternativesFor, marks, pointsOf, translateInParts } from '../../support/fakeTranslator';

const sentenceMs = 200;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const model: LoadedModel = {
  info: {
    kind: 'seq2seq',
    architecture: 't5',
    parameters: 30_000_000,
    vocabSize: 1,
    contextTokens: 256,
    sizeBytes: 0,
    licence: 'MIT',
  },
  threads: 1,
  translate: async (params, token, yieldPoint, report) => {
    let text = '';
    const sentences: TranslatedSentence[] = [];
    for (const part of translateInParts(params)) {
      const said = params.text.slice(part.sentences[0]?.source.start, part.sentences[0]?.source.end);
      if (said.includes(marks.fails)) throw new EngineError('outOfMemory', 'No memory for this sentence');
      while (said.includes(marks.waits) && !token.isCancellationRequested) await yieldPoint();
      await pause(sentenceMs);
      if (token.isCancellationRequested) return undefined;
      text += part.text;
      sentences.push(...part.sentences);
      report(part);
    }
    return { text, sentences, sourceTokens: 1, targetTokens: 1, ms: 1 };
  },
  translateAlternatives: async (params) => ({ alternatives: alternativesFor(params), ms: 1 }),
  summarize: async (params, token, _, report) => {
    const points: SummaryPoint[] = [];
    const all = pointsOf(params);
    for (const [index, point] of all.entries()) {
      await pause(sentenceMs);
      if (token.isCancellationRequested) return undefined;
      points.push(point);
      report({ done: index + 1, total: all.length, points: [point] });
    }
    const lines = points.map(({ text }) => (params.type === 'keyPoints' ? `- ${text}` : text));
    return { text: lines.join('\n'), points, ms: 1 };
  },
  dispose: () => {},
};

hostEngine(async () => model);
