// Tools of the seq2seq bundle around an encoder-decoder that knows texts by heart: asked for one, it says the other. For
// tests of what surrounds a model.

import { placeSource } from '../../src/engine/tasks/placedText';
import { readSpecials, type Seq2seqTools } from '../../src/engine/tasks/seq2seqTools';
import { CharacterTokens } from '../../src/engine/vocabulary/characterTokens';
import type { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import type { TokenId } from '../../src/util/tokenId';
import { shippedTokenizer } from './bundles';
import { FakeEncoderDecoder } from './fakeEncoderDecoder';

/** How sure it is of what it knows, and of what it would say second (logits; all else is 0). */
const sure = 20;
const second = 19;

/**
 * @param known What is said of each text. Of a list the first is likeliest; "" ends at once. Each leads back to its source,
 *   where nothing else is said of it.
 * @param onStep Called at each step of the decoder.
 */
export function parrotTranslator(
  known: Readonly<Record<string, string | string[]>>,
  onStep?: () => void,
): Seq2seqTools {
  const tokenizer = shippedTokenizer();
  const specials = readSpecials(tokenizer);
  const ids = (plain: string) => placeSource(plain, tokenizer, specials.atoms).ids;
  const pair = (source: string, targets: readonly string[]) => ({
    source: keyOf(ids(source), tokenizer),
    targets: targets.map((target) => [...ids(target), specials.end]),
  });
  const texts = Object.entries(known).map(([source, said]) => pair(source, [said].flat()));
  // The way back of what nobody said anything else about.
  for (const [source, said] of Object.entries(known))
    for (const target of [said].flat()) texts.push(pair(target, [source]));
  const say = (source: readonly TokenId[], target: readonly TokenId[]) => {
    const key = keyOf(source, tokenizer);
    const said = new Map<number, number>();
    const [, ...written] = target;
    for (const [n, one] of (texts.find((text) => text.source === key)?.targets ?? []).entries()) {
      const next = one[written.length];
      const agrees = written.every((id, at) => one[at] === id);
      if (agrees && next !== undefined) said.set(next, Math.max(said.get(next) ?? 0, n === 0 ? sure : second));
    }
    if (said.size === 0) said.set(specials.end, sure);
    return said;
  };
  const shape = { vocabSize: tokenizer.vocabSize, contextTokens: 256, width: 4 };
  const model = new FakeEncoderDecoder(say, shape, onStep);
  return { tokenizer, model, specials, characters: new CharacterTokens(tokenizer) };
}

/** The text of a source, tags left out and atoms told apart. */
function keyOf(ids: readonly TokenId[], tokenizer: Tokenizer): string {
  const isAtom = (id: TokenId) => !tokenizer.isSpecial(id) || id >= tokenizer.requireSpecial('<extra_0>');
  return ids.filter(isAtom).join(' ');
}
