// All that ties the words of a translation to words of its source: where the model looked on the way there and on the way back,
// and what the lexicon knows of either as a rendering of the other. Sees texts, places and numbers; no model.

import type { TextLanguage } from '../../../shared/protocol/text';
import type { WordTie } from '../../documents/translatable';
import { sourceWords } from '../../vocabulary/sourceWords';
import { atomIndex, type PlacedText, type Stretch } from '../placedText';
import { writtenTokens } from '../renderings';
import type { Seq2seqTools } from '../seq2seqTools';
import { type AlignedWord, type TokenEvidence, tokensIn, wordStretches } from './alignedWords';

/** Ties are looked for by these. */
export interface TieEvidence {
  /** Of each token of the target. */
  there: readonly TokenEvidence[];
  /** Of each token of the source, one value a token of the target; where it was asked for the way back. */
  back?: readonly Float32Array[] | undefined;
}

/** Less of all is no tie. */
const leastTie = 0.02;
/** A rendering is as sure as its weight where it was written behind so many tokens. */
const sureContexts = 3;

/** @param words Of the target. @returns The same, each with what ties it to the source's words. */
export function withTies(
  words: readonly AlignedWord[],
  source: PlacedText,
  target: PlacedText,
  evidence: TieEvidence,
  to: TextLanguage,
  tools: Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>,
): AlignedWord[] {
  const sourceStretches = wordStretches(source.plain);
  const sourceTokens = sourceStretches.map((word) => tokensIn(word, source.places));
  const targetTokens = words.map((word) => tokensIn(word, target.places));
  const known = renderings(source, target, to, tools);
  const knownBack = renderings(target, source, to === 'ko' ? 'en' : 'ko', tools);
  const there = evidence.there.map(({ attention }) => attention);
  const tie = (word: number, other: number): WordTie => {
    const [tokens, others] = [targetTokens[word]!, sourceTokens[other]!];
    const look = sumOver(there, tokens, others);
    const back = evidence.back ? sumOver(evidence.back, others, tokens) : 0;
    const { start, end } = sourceStretches[other]!;
    return {
      start,
      end,
      look,
      back,
      known: mostOf(known, others, tokens),
      knownBack: mostOf(knownBack, tokens, others),
    };
  };
  return words.map((word, n) => {
    const atom = atomTie(target.plain.slice(word.start, word.end), source.plain);
    if (atom) return { ...word, ties: [atom] };
    const ties = sourceStretches.map((_, other) => tie(n, other));
    return {
      ...word,
      ties: ties.filter((each) => Math.max(each.look, each.back, each.known, each.knownBack) >= leastTie),
    };
  });
}

function atomTie(word: string, source: string): WordTie | undefined {
  const start = word.length === 1 && atomIndex(word) >= 0 ? source.indexOf(word) : -1;
  return start < 0 ? undefined : { start, end: start + 1, look: 1, back: 1, known: 0, knownBack: 0 };
}

/** Of the looks of some tokens, those at some others, as a share of one token's. */
function sumOver(looks: readonly Float32Array[], tokens: readonly number[], others: readonly number[]): number {
  let sum = 0;
  for (const token of tokens) for (const other of others) sum += looks[token]?.[other] ?? 0;
  return sum / Math.max(1, tokens.length);
}

/** How sure each token of `to` is as a rendering of each word of `from`: by the word's first token, then by the token's id. */
type Renderings = { owner: readonly number[]; sure: readonly ReadonlyMap<number, number>[]; ids: readonly number[] };

function renderings(
  from: PlacedText,
  into: PlacedText,
  to: TextLanguage,
  { lexicon, tokenizer }: Pick<Seq2seqTools, 'lexicon' | 'tokenizer'>,
): Renderings {
  const owner = from.ids.map(() => -1);
  const sure: Map<number, number>[] = [];
  const wanted = new Set(into.ids);
  for (const { start, end, stem } of lexicon ? sourceWords(from.ids, tokenizer) : []) {
    const contexts = lexicon!.contextsOf(stem, to);
    if (!contexts) continue;
    const written = writtenTokens(contexts);
    const own = new Map<number, number>();
    for (const id of wanted) {
      const token = written.get(id);
      if (token) own.set(id, token.weight * Math.min(1, token.contexts / sureContexts));
    }
    owner.fill(sure.length, start, end);
    sure.push(own);
  }
  return { owner, sure, ids: into.ids };
}

function mostOf({ owner, sure, ids }: Renderings, from: readonly number[], into: readonly number[]): number {
  let most = 0;
  for (const word of new Set(from.map((token) => owner[token]!))) {
    const known = sure[word];
    if (known) for (const token of into) most = Math.max(most, known.get(ids[token]!) ?? 0);
  }
  return most;
}

/** Ties to a source in other units. */
export function movedTies(
  ties: readonly WordTie[] | undefined,
  move: (stretch: Stretch) => Stretch,
): WordTie[] | undefined {
  return ties?.map((tie) => ({ ...tie, ...move(tie) }));
}
