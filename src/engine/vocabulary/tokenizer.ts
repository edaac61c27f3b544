// The only door to the tokenizer library: text <-> ids, and the bytes behind every id. Knows no model.
// Text is always encoded as text: a document that spells "<eos>" gets the letters, never the special token.

import { Tokenizer as Library } from '@huggingface/tokenizers';
import { LruMap } from '../../util/lru';
import type { TokenId } from '../../util/tokenId';
import { EngineError, reinstall } from '../errors';
import { byteOfSymbol } from './byteLevel';

interface AddedToken {
  id: number;
  content: string;
  special?: boolean;
}

export interface TokenizerJson {
  added_tokens?: AddedToken[];
  model?: { type?: string; vocab?: Record<string, number> };
  [key: string]: unknown;
}

/** Clauses whose ids are remembered: a keystroke encodes the clause it is in and no other. */
const rememberedClauses = 4096;

export class Tokenizer {
  /** Number of ids, special ones included. */
  readonly vocabSize: number;
  private readonly library: Library;
  private readonly specials = new Map<string, TokenId>();
  private readonly specialIds = new Set<number>();
  private readonly bytes: (string | undefined)[];
  private readonly clauses = new LruMap<string, readonly TokenId[]>(rememberedClauses);

  /**
   * @param json Content of tokenizer.json (a byte-level BPE).
   * @param config Content of tokenizer_config.json.
   * @throws EngineError modelUnsupported when it isn't a byte-level BPE, modelInvalid when a part of it makes no sense.
   */
  constructor(json: TokenizerJson, config: object) {
    const vocab = json.model?.vocab;
    if (json.model?.type !== 'BPE' || !vocab)
      throw new EngineError('modelUnsupported', 'tokenizer.json: only a byte-level BPE is supported.');
    const added = json.added_tokens ?? [];
    checkIds(vocab, added);
    for (const token of added) {
      this.specials.set(token.content, token.id as TokenId);
      this.specialIds.add(token.id);
    }
    const ids = Object.values(vocab);
    this.vocabSize =
      Math.max(
        ids.reduce((most, id) => Math.max(most, id), -1),
        ...this.specialIds,
      ) + 1;
    this.bytes = new Array<string | undefined>(this.vocabSize).fill(undefined);
    for (const [symbols, id] of Object.entries(vocab)) {
      if (!this.specialIds.has(id)) this.bytes[id] = bytesOfSymbols(symbols);
    }
    this.library = openLibrary({ ...json, added_tokens: [], post_processor: null }, config);
  }

  /** Ids of `text`, no special token added. Clauses are encoded apart: no token spans a seam. */
  encode(text: string): TokenId[] {
    const ids: TokenId[] = [];
    for (const clause of text.split(seams)) {
      let encoded = this.clauses.get(clause);
      if (!encoded) {
        encoded = this.library.encode(clause, { add_special_tokens: false }).ids as TokenId[];
        this.clauses.set(clause, encoded);
      }
      for (const id of encoded) ids.push(id);
    }
    return ids;
  }

  /** Text of `ids`; special tokens say nothing, broken UTF-8 becomes U+FFFD. */
  decode(ids: readonly TokenId[]): string {
    let bytes = '';
    for (const id of ids) bytes += this.bytes[id] ?? '';
    return Buffer.from(bytes, 'latin1').toString('utf8');
  }

  /** The bytes of one id as a string of code units 0..255; undefined for special and unused ids. */
  bytesOf(id: number): string | undefined {
    return this.bytes[id];
  }

  isSpecial(id: number): boolean {
    return this.specialIds.has(id);
  }

  /** All ids that stand for no text. */
  specialTokenIds(): TokenId[] {
    return [...this.specialIds] as TokenId[];
  }

  /** Id of a special token such as `<fim_middle>`, or undefined where the vocabulary has none. */
  special(content: string): TokenId | undefined {
    return this.specials.get(content);
  }

  /** @throws EngineError modelUnsupported when the vocabulary lacks it. */
  requireSpecial(content: string): TokenId {
    const id = this.specials.get(content);
    if (id === undefined) throw new EngineError('modelUnsupported', `tokenizer.json has no special token ${content}.`);
    return id;
  }
}

/**
 * Places where no pre-tokenizer of the GPT family joins two characters: before a line's first character, and before the
 * space that begins a clause. The tests compare with whole encodings.
 */
const seams = /(?<=\n)(?=\S)|(?<=[.!?,;:)])(?= \p{L})/u;

function bytesOfSymbols(symbols: string): string {
  let bytes = '';
  for (const symbol of symbols) {
    const byte = byteOfSymbol(symbol);
    if (byte === undefined)
      throw new EngineError('modelUnsupported', 'tokenizer.json: the vocabulary is not in the byte-level alphabet.');
    bytes += String.fromCharCode(byte);
  }
  return bytes;
}

/** More than any vocabulary has, and little enough for a table of them. */
const mostTokens = 1 << 22;

/** Before a table as long as the highest id is made. */
function checkIds(vocab: Record<string, number>, added: unknown): void {
  const isId = (id: unknown) => Number.isInteger(id) && (id as number) >= 0 && (id as number) < mostTokens;
  const isToken = (token: unknown) => {
    const { id, content } = (token ?? {}) as { id?: unknown; content?: unknown };
    return isId(id) && typeof content === 'string';
  };
  if (!Object.values(vocab).every(isId)) throw invalid('has a token whose id is no whole number');
  if (!Array.isArray(added) || !added.every(isToken)) throw invalid('has an added token without content or id');
}

function openLibrary(json: object, config: object): Library {
  try {
    const library = new Library(json, config);
    library.encode('a'); // some parts are looked at on first use only
    return library;
  } catch (cause) {
    throw invalid(`cannot be used (${cause instanceof Error ? cause.message.slice(0, 120) : 'unknown'})`, cause);
  }
}

function invalid(what: string, cause?: unknown): EngineError {
  const options = { file: 'tokenizer.json', remedy: reinstall, ...(cause !== undefined && { cause }) };
  return new EngineError('modelInvalid', `tokenizer.json ${what}.`, options);
}
