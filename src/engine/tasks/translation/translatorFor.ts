// Which translator a model's tools make for a pair of languages.

import { EngineError } from '../../errors';
import type { OwnTools } from '../ownTools';
import type { Seq2seqTools } from '../seq2seqTools';
import { OwnTranslator } from './ownTranslator';
import { type Choosing, SentenceTranslator } from './sentenceTranslator';
import { isKnownPair, type Pair, type Translator } from './translator';

/** Of the bundled model, or of one of the person's own. */
export type TranslatingTools = Seq2seqTools | OwnTools;

/**
 * @param code Words that stand in the page's code.
 * @throws EngineError inputInvalid, naming the languages that the model has
 */
export function translatorFor(
  tools: TranslatingTools,
  { from, to }: Pair,
  choosing?: Choosing,
  code?: ReadonlySet<string>,
): Translator {
  if ('forms' in tools) return new OwnTranslator(tools, { from, to }, code);
  const pair = { from, to };
  if (isKnownPair(pair)) return new SentenceTranslator(tools, pair.to, choosing, code);
  throw new EngineError('inputInvalid', 'The bundled model translates between English (en) and Korean (ko) alone.', {
    remedy: 'For other languages name a model of your own (localText.models.seq2seq, or --seq2seq).',
  });
}
