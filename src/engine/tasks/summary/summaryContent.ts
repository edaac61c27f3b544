// The sentences of a text that a summary is made from, and which of them say most. Long texts are read in passages: each
// gives its best sentences, and so on until they are few enough to be compared with each other.

import type { TextLanguage } from '../../../shared/protocol/text';
import { centred, cosineSimilarity, mixed, type SimilarityMatrix } from '../../decode/centrality';
import { termSimilarity, termVectors } from '../../languages/termSimilarity';
import type { Pace } from '../jobPorts';
import type { Seq2seqTools } from '../seq2seqTools';
import { type ChosenSentence, chooseSentences, likenessTo, sentenceVectors, wordSimilarity } from './keyPoints';
import type { SummarySentence } from './summarySentences';

/** Sentences that are compared with each other. */
const passageSentences = 150;
/** Of these go on, where there are several passages. */
const bestOfPassage = 30;

/** What likeness by the encoder's states counts, the rest being likeness by words: test/bench/keyPoints.ts. */
const encoderShare = 0.25;

/** How many passages are read in all, for progress. */
export function passageCount(sentences: number): number {
  const passages = Math.max(1, Math.ceil(sentences / passageSentences));
  return passages === 1 ? 1 : passages + passageCount(passages * bestOfPassage);
}

/** How a text's sentences are read. */
export interface Reading {
  heading: string;
  language: TextLanguage;
  tools: Seq2seqTools;
  pace: Pace;
  /** Called after each of the {@link passageCount} passages. */
  onPassage: () => void;
}

/** Of those that have none yet: the best of each passage keep theirs. @returns false when cancelled. */
async function addVectors(
  vectors: Map<SummarySentence, Float32Array>,
  passage: readonly SummarySentence[],
  { language, tools, pace }: Reading,
): Promise<boolean> {
  const missing = passage.filter((sentence) => !vectors.has(sentence));
  const texts = missing.map(({ text }) => text);
  const made = await sentenceVectors(texts, language, tools, pace);
  for (const [n, sentence] of missing.entries()) if (made) vectors.set(sentence, made[n]!);
  return made !== undefined;
}

export class SummaryContent {
  private constructor(
    /** In the text's order. */
    readonly sentences: readonly SummarySentence[],
    private readonly similarity: SimilarityMatrix,
    private readonly headed: readonly number[],
  ) {}

  /** @returns undefined when cancelled. */
  static async read(sentences: readonly SummarySentence[], reading: Reading): Promise<SummaryContent | undefined> {
    const vectors = new Map<SummarySentence, Float32Array>();
    for (let rest = sentences; ; ) {
      const passages: SummaryContent[] = [];
      for (let from = 0; from < rest.length; from += passageSentences) {
        const passage = rest.slice(from, from + passageSentences);
        if (!(await addVectors(vectors, passage, reading))) return undefined;
        const texts = passage.map(({ text }) => text);
        const states = cosineSimilarity(centred(passage.map((sentence) => vectors.get(sentence)!)));
        const similarity = mixed(states, wordSimilarity(texts), encoderShare);
        passages.push(new SummaryContent(passage, similarity, likenessTo(reading.heading, texts)));
        reading.onPassage();
      }
      if (passages.length <= 1)
        return passages[0] ?? new SummaryContent([], { size: 0, values: new Float32Array() }, []);
      rest = passages.flatMap((passage) => passage.inOrder(bestOfPassage));
    }
  }

  /** The `count` sentences that say most, best first. @param chosen Taken already; not in the result. */
  choose(count: number, chosen: readonly number[] = []): ChosenSentence[] {
    return chooseSentences(this.similarity, this.headed, count, undefined, chosen);
  }

  /** The index of the sentence with most words in common with `text`. */
  closestTo(text: string): number {
    const vectors = termVectors([...this.sentences.map((sentence) => sentence.text), text]);
    const likeness = this.sentences.map((_, n) => termSimilarity(vectors[n]!, vectors.at(-1)!));
    return Math.max(0, likeness.indexOf(Math.max(...likeness)));
  }

  private inOrder(count: number): SummarySentence[] {
    const indexes = this.choose(count).map(({ index }) => index);
    return indexes.sort((a, b) => a - b).map((index) => this.sentences[index]!);
  }
}
