// Other words at one place of a translated sentence, each with the rest decoded anew. One call is one job.

import type {
  TranslateAlternative,
  TranslateAlternativesParams,
  TranslateAlternativesResult,
} from '../../../shared/protocol/translation';
import { type CancellationToken, yieldToEventLoop } from '../../../util/async';
import { TranslationMemory } from '../../documents/memory/translationMemory';
import { namesInCode } from '../../documents/namesInCode';
import type { SourceSentence, TranslatableDocument } from '../../documents/translatable';
import { wordsInCode } from '../../documents/wordsInCode';
import { EngineError } from '../../errors';
import { atomIndex } from '../placedText';
import { describeTranslation, matchOf, targetOf } from './describeTranslation';
import { readSource } from './readSource';
import { findRemembered, type RememberingText } from './rememberedSentence';
import { isKnownPair, staysAsItIs, type Translator, type WrittenSentence } from './translator';
import { type TranslatingTools, translatorFor } from './translatorFor';

/** First tokens tried for each word wanted: several may begin the same word. */
const triesPerWord = 2;

/** @returns undefined when cancelled. @throws EngineError inputInvalid when the sentence is none of the document's */
export async function translateAlternatives(
  params: TranslateAlternativesParams,
  tools: TranslatingTools,
  token: CancellationToken,
  memory = new TranslationMemory(),
): Promise<TranslateAlternativesResult | undefined> {
  const startMs = performance.now();
  const { translation, sentence, kept, count } = params;
  const { text, format } = translation;
  const code = wordsInCode(text, translation.parts);
  const translator = translatorFor(tools, translation, undefined, code);
  const document = readSource(
    translation,
    (plain) => translator.fits(plain),
    namesInCode(code, 'english' in tools ? tools.english : undefined),
  );
  const isAsked = ({ start, end }: SourceSentence) => start === sentence.start && end === sentence.end;
  const index = document.sentences.findIndex(isAsked);
  if (index < 0) {
    const message = 'Parameter "sentence" must be a sentence of the text; translate it again';
    throw new EngineError('inputInvalid', message);
  }
  if (!(await beginWithin(document, index, translator, translation, token))) return undefined;
  const source = translator.place(document.sentences[index]!.plain, document.sentences[index]!.spans.length > 0);
  const isOfSource = (character: string) => atomIndex(character) < 0 || source.plain.includes(character);
  if (![...kept].every(isOfSource))
    throw new EngineError('inputInvalid', 'Parameter "kept" must begin a translation of the sentence');
  const decoded = await translator.goOn(source, kept, count * triesPerWord, token);
  if (!decoded) return undefined;
  const found = new Map<string, TranslateAlternative>();
  for (const one of decoded) {
    const alternative = describe(translator.read(source, one), kept, document, index);
    if (alternative && !found.has(alternative.word)) found.set(alternative.word, alternative);
  }
  const best = [...found.values()].sort((a, b) => b.probability - a.probability).slice(0, count);
  const remembered = isKnownPair(translation)
    ? rememberedAlternatives({ memory, text, format, from: translation.from }, document, index)
    : [];
  return { alternatives: [...remembered, ...best], ms: performance.now() - startMs };
}

/** What stands inside of the sentence's markup is as it was in the translation. @returns Whether it was not cancelled. */
async function beginWithin(
  document: TranslatableDocument,
  index: number,
  translator: Translator,
  { beams, from, to }: TranslateAlternativesParams['translation'],
  token: CancellationToken,
): Promise<boolean> {
  const { start, end } = document.sentences[index]!;
  const inside = (document.first ?? []).filter((at) => {
    const other = document.sentences[at]!;
    const isInside = at !== index && other.start >= start && other.end <= end;
    return isInside && !staysAsItIs(other.plain, { from, to });
  });
  if (inside.length === 0) return true;
  const isMarked = (at: number) => document.sentences[at]!.spans.length > 0;
  const placed = inside.map((at) => translator.place(document.sentences[at]!.plain, isMarked(at)));
  const written = await translator.translate(placed, beams, token, yieldToEventLoop);
  if (!written) return false;
  document.begin?.(new Map(inside.map((at, n) => [at, targetOf(written[n]!)])));
  return true;
}

function rememberedAlternatives(
  remembering: RememberingText,
  document: TranslatableDocument,
  index: number,
): TranslateAlternative[] {
  const { best, near } = findRemembered(remembering, document, index);
  return [...(best ? [best] : []), ...near].map((written) => {
    const rendered = document.render(index, targetOf(written), []);
    const { text } = rendered;
    const memory = matchOf(written.memory!);
    const sentence = describeTranslation(document.sentences[index]!, written, rendered, 0);
    return { word: written.memory!.written.text, probability: memory.share, text, sentence, memory };
  });
}

/** @returns undefined when no word follows what was kept. */
function describe(
  written: WrittenSentence,
  kept: string,
  document: TranslatableDocument,
  index: number,
): TranslateAlternative | undefined {
  const word = written.words.find(({ start }) => start >= kept.length);
  if (!word || !written.plain.startsWith(kept)) return undefined;
  const rendered = document.render(index, targetOf(written), []);
  const sentence = describeTranslation(document.sentences[index]!, written, rendered, 0);
  const { start, end } = sentence.words[written.words.indexOf(word)]!.target;
  return { word: rendered.text.slice(start, end), probability: word.probability, text: rendered.text, sentence };
}
