// A decoder that knows one text by heart: whatever part of it stands in the context, it goes on with the rest, in
// the tokens that say most of it. For tests of what surrounds a model.

import type { Tokenizer } from '../../src/engine/vocabulary/tokenizer';
import { FakeDecoder } from './fakeDecoder';

export function parrotDecoder(tokenizer: Tokenizer, knownText: string, contextTokens = 256): FakeDecoder {
  const known = Buffer.from(knownText).toString('latin1');
  const end = tokenizer.requireSpecial('<eos>');
  const middle = tokenizer.requireSpecial('<fim_middle>');
  const logitsFor = (ids: readonly number[]) => {
    const row = new Float32Array(tokenizer.vocabSize).fill(-20);
    const start = Math.max(ids.lastIndexOf(middle), ids.lastIndexOf(tokenizer.requireSpecial('<bos>'))) + 1;
    const said = ids
      .slice(start)
      .map((id) => tokenizer.bytesOf(id) ?? '')
      .join('');
    const at = said === '' ? 0 : known.indexOf(said) + said.length;
    if (at < said.length) return row;
    if (at >= known.length) row[end] = 5;
    for (let id = 0; id < row.length; id++) {
      const bytes = tokenizer.bytesOf(id);
      if (bytes && known.startsWith(bytes, at)) row[id] = bytes.length;
    }
    return row;
  };
  return new FakeDecoder({ vocabSize: tokenizer.vocabSize, contextTokens, logitsFor });
}
