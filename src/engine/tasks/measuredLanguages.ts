// Which languages a model of a person's own writes: measured on a few sentences, for a vocabulary that can spell a language says
// nothing of whether the model knows it. The sentences are ours; a person's text is never used for this.

import type { ScoreParams, ScoreResult } from '../../shared/protocol/completion';
import type { MeasuredLanguages } from '../../shared/protocol/engine';
import { type CancellationToken, neverCancelled } from '../../util/async';

type Language = MeasuredLanguages['written'][number];

const samples: Readonly<Record<Language, string>> = {
  en: 'Open the settings, change the value and save the file. If the server cannot answer a request, it returns an error message that says why.',
  ko: '설정 파일을 열고 값을 바꾼 다음 저장하세요. 서버가 요청을 처리할 수 없으면 그 이유를 알리는 오류 메시지를 반환합니다.',
};

/** More bits a byte than this, and most of what the model says in the language is wrong. The bundled decoder has 1.13 and 0.83. */
const mostBits: Readonly<Record<Language, number>> = { en: 2.2, ko: 1.25 };

/** For all of them (ms): a person waits for the model. */
const usualPatienceMs = 1000;

type Score = (params: ScoreParams, token: CancellationToken) => Promise<ScoreResult | undefined>;

/**
 * @param score The model's, which gives up when cancelled.
 * @returns undefined where not even the first was measured in time
 */
export async function measureLanguages(
  score: Score,
  patienceMs = usualPatienceMs,
): Promise<MeasuredLanguages | undefined> {
  const bits: MeasuredLanguages['bits'] = {};
  const startMs = performance.now();
  // A run blocks the event loop, so that no timer would fire.
  const token: CancellationToken = {
    ...neverCancelled,
    get isCancellationRequested() {
      return performance.now() - startMs > patienceMs;
    },
  };
  const languages = Object.keys(samples) as Language[];
  for (const language of languages) {
    const result = await score({ text: samples[language] }, token);
    if (!result) break;
    bits[language] = -result.logProb / Math.LN2 / result.bytes;
  }
  if (bits.en === undefined) return undefined;
  const written = languages.filter((language) => (bits[language] ?? Number.POSITIVE_INFINITY) <= mostBits[language]);
  return { bits, written };
}
