// Sentences through an encoder-decoder of the person's own. Nothing is known of how it was trained, so what it writes is not
// restrained, only looked at. Things that are kept stand in its source as short names ("X1"), for it has no tokens for them.
// Knows sentences, no documents. Never logs or keeps the text.

import type { FailedCheck } from '../../../shared/protocol/translation';
import type { CancellationToken } from '../../../util/async';
import type { TokenId } from '../../../util/tokenId';
import type { Decoded, DecodeRequest } from '../../decode/beam';
import { nBest } from '../../decode/beamSearch';
import { never } from '../../decode/idConstraints';
import { firstAtom } from '../../documents/translatable';
import { fitSureParticles } from '../../languages/koreanParticles';
import { tellingUnknownShare } from '../../vocabulary/unknownTokens';
import type { OwnTools, SourceForm } from '../ownTools';
import { atomIndex, type PlacedText, placeTarget } from '../placedText';
import { wordStretches } from './alignedWords';
import { failedChecks } from './checks/failedChecks';
import { neutralChecks } from './checks/neutralChecks';
import { trustedConfidence } from './confidence';
import { waysOn } from './otherWords';
import { isKnownPair, type Pair, type Translator, type WrittenSentence, withAllAtoms } from './translator';

/** Tokens of a source at most, whatever the model's context: sentences are cut to fit. */
const longestSource = 256;

/** Letters that a name of a kept thing may have; the first one with which no word of the source could be taken for it. */
const nameLetters = ['X', 'Z', 'Q', 'W', 'K', 'A'];

const toldWords = 3;

/** A target and what speaks against it. */
interface Candidate {
  decoded: Decoded;
  failed: readonly FailedCheck[];
}

export class OwnTranslator implements Translator {
  private readonly form: SourceForm;

  /** @throws EngineError inputInvalid for languages that the model has not */
  constructor(
    private readonly tools: OwnTools,
    private readonly pair: Pair,
    private readonly code: ReadonlySet<string> = new Set(),
  ) {
    this.form = tools.forms.translation(pair.from, pair.to);
  }

  /** Such a model does not tell where it looks: of a source's tokens no places are known. */
  place(plain: string): PlacedText {
    return { plain, ids: this.tools.tokenizer.encodeStart(withNames(plain, nameLetter(plain))), places: [] };
  }

  fits(plain: string): boolean {
    const { before, after } = this.form;
    const { contextTokens } = this.tools.model.shape;
    const length = before.length + this.place(plain).ids.length + after.length;
    return length <= Math.min(longestSource, contextTokens);
  }

  async translate(
    sources: readonly PlacedText[],
    beams: number,
    token: CancellationToken,
    yieldPoint: () => Promise<void>,
  ): Promise<WrittenSentence[] | undefined> {
    const { model, forms } = this.tools;
    const requests = sources.map((source) => this.request(source));
    const options = { beams, start: forms.start, end: forms.end };
    const decoded = await nBest(model, requests, options, token, yieldPoint);
    return decoded?.map((targets, n) => {
      const source = sources[n]!;
      const candidates = targets.map((target) => ({
        decoded: target,
        failed: this.check(source, this.textOf(source, target)),
      }));
      return this.read(source, best(candidates).decoded);
    });
  }

  goOn(source: PlacedText, kept: string, branches: number, token: CancellationToken): Promise<Decoded[] | undefined> {
    const { start, end } = this.tools.forms;
    const text = withNames(kept.trimEnd(), nameLetter(source.plain));
    const forced = [...this.form.forced, ...this.tools.tokenizer.encodeStart(text)];
    // Its vocabulary may put a space before the first word, or not.
    const beginsWithSpace = kept === '' ? undefined : kept !== kept.trimEnd();
    return waysOn(this.tools, this.request(source), { forced, beginsWithSpace, branches, start, end }, token);
  }

  read(source: PlacedText, decoded: Decoded): WrittenSentence {
    const tokens = decoded.tokens.slice(this.form.forced.length);
    const target = this.textOf(source, decoded);
    const failed = this.check(source, target);
    const logProb = tokens.reduce((sum, each) => sum + each.logProb, 0) / Math.max(1, tokens.length);
    const confidence = trustedConfidence(Math.exp(logProb), failed);
    const facts = { confidence, failed, isCut: decoded.stop !== 'end', tokens: tokens.length };
    // Nothing but white space: what the author wrote says more.
    if (target.plain === '') return { ...facts, plain: source.plain, words: [], isCut: true };
    const words = wordStretches(target.plain).map((word) => {
      const inside = tokens.filter((_, n) => target.places[n]!.start < word.end && target.places[n]!.end > word.start);
      const probability = Math.exp(inside.reduce((sum, each) => sum + each.logProb, 0));
      return { ...word, sources: sameIn(source.plain, target.plain.slice(word.start, word.end)), probability };
    });
    return withAllAtoms(source.plain, { ...facts, plain: target.plain, words });
  }

  private request(source: PlacedText): DecodeRequest {
    const { before, after, forced } = this.form;
    return {
      source: [...before, ...source.ids, ...after],
      ...(forced.length > 0 && { forced }),
      constraint: never(this.tools.forms.never),
    };
  }

  /** What was written, with the kept things in the places of their names. */
  private textOf({ plain }: PlacedText, decoded: Decoded): PlacedText {
    const ids: TokenId[] = decoded.tokens.slice(this.form.forced.length).map(({ id }) => id);
    const target = withAtoms(placeTarget(ids, this.tools.tokenizer, []), nameLetter(plain), plain);
    return this.pair.to === 'ko' ? { ...target, plain: fitSureParticles(target.plain) } : target;
  }

  private check(source: PlacedText, target: PlacedText): FailedCheck[] {
    const texts = { source: source.plain, target: target.plain };
    const failed = isKnownPair(this.pair)
      ? failedChecks({ ...texts, to: this.pair.to, known: { code: this.code } })
      : neutralChecks(texts);
    return [...this.unknown(source), ...lostAtoms(texts), ...failed];
  }

  /** Words that the vocabulary cannot spell, where they are more than a few. */
  private unknown({ plain, ids }: PlacedText): FailedCheck[] {
    const { tokenizer } = this.tools;
    const isUnknown = (id: number) => tokenizer.isUnknown(id);
    if (tellingUnknownShare(ids, tokenizer) === undefined) return [];
    const words = plain.split(/\s+/).filter((word) => tokenizer.encodeStart(word).some(isUnknown));
    const more = words.length > toldWords ? ' …' : '';
    return [{ check: 'unknown', source: words.slice(0, toldWords).join(' ') + more, target: '' }];
  }
}

/** Those that came to an end before others, those that failed fewer checks first, then the likelier ones. */
function best(candidates: readonly Candidate[]): Candidate {
  const isCut = ({ decoded }: Candidate) => Number(decoded.stop !== 'end');
  const [first] = [...candidates].sort(
    (a, b) => isCut(a) - isCut(b) || a.failed.length - b.failed.length || b.decoded.worth - a.decoded.worth,
  );
  return first!;
}

function nameLetter(plain: string): string {
  return nameLetters.find((letter) => !new RegExp(`${letter}\\d`, 'i').test(plain)) ?? nameLetters[0]!;
}

function withNames(plain: string, letter: string): string {
  return plain.normalize('NFC').replace(/[\ue000-\ue00f]/g, (character, at: number, all: string) => {
    // Two names side by side would be one word.
    const isGlued = /[\ue000-\ue00fA-Za-z0-9]/.test(all[at - 1] ?? ' ');
    return `${isGlued ? ' ' : ''}${letter}${atomIndex(character) + 1}`;
  });
}

/** Each name of a thing that the source has becomes that thing, once: a second one is left out. */
function withAtoms({ plain, ids, places }: PlacedText, letter: string, source: string): PlacedText {
  const seen = new Set<number>();
  let text = '';
  let at = 0;
  const starts: number[] = [];
  for (const match of plain.matchAll(new RegExp(`(?<![A-Za-z0-9])${letter}\\s?(\\d{1,2})(?!\\d)`, 'gi'))) {
    const index = Number(match[1]) - 1;
    const atom = String.fromCharCode(firstAtom + index);
    if (index < 0 || !source.includes(atom)) continue;
    for (; at < match.index; at++) {
      starts[at] = text.length;
      text += plain[at];
    }
    const end = match.index + match[0].length;
    for (; at < end; at++) starts[at] = text.length;
    if (!seen.has(index)) text += atom;
    seen.add(index);
  }
  for (; at < plain.length; at++) {
    starts[at] = text.length;
    text += plain[at];
  }
  starts[at] = text.length;
  const moved = places.map(({ start, end }) => ({
    start: starts[start]!,
    end: Math.max(starts[start]!, starts[end]!),
  }));
  return { plain: text, ids, places: moved };
}

/** Kept things that the model did not write; they are put behind the sentence. */
function lostAtoms({ source, target }: { source: string; target: string }): FailedCheck[] {
  const atoms = source.match(/[\ue000-\ue00f]/g) ?? [];
  return atoms.some((atom) => !target.includes(atom)) ? [{ check: 'lost', source: '…', target: '' }] : [];
}

/** Where a word stands in the source as it is: a kept thing, a name, a figure. */
function sameIn(source: string, word: string): { start: number; end: number }[] {
  const start = source.indexOf(word);
  return start < 0 ? [] : [{ start, end: start + word.length }];
}
