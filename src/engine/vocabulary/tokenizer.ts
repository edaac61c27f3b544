// The only door to the tokenizer library: text <-> ids, and the bytes behind every id. Knows no model.
// Text is always encoded as text: a document that spells "<eos>" gets the letters, never the special token.

import { Tokenizer as Library } from '@huggingface/tokenizers';
import { LruMap } from '../../util/lru';
import type { TokenId } from '../../util/tokenId';
import { EngineError, reinstall } from '../errors';
import type { CharsMap } from './charsMap';
import { type FirstSpace, fitTokenizer, isControl, whiteSpace } from './tokenizerParts';
import { bytesOfToken, utf8 } from './tokenSpelling';

interface AddedToken {
  id: number;
  content: string;
  special?: boolean;
}

export interface TokenizerJson {
  added_tokens?: AddedToken[];
  model?: { type?: string; vocab?: Record<string, number> | [string, number][] };
  [key: string]: unknown;
}

const startSpace = new RegExp(`^${whiteSpace}`);

/** Clauses, or words, whose ids are remembered: a keystroke encodes the one it is in and no other. */
const rememberedClauses = 4096;

export class Tokenizer {
  /** Number of ids, special ones included. */
  readonly vocabSize: number;
  /** Whether some characters become others, so that a text may come back another way. */
  readonly isFolding: boolean;
  /** Whether a token doesn't say if there is a space before it, as BERT's. */
  readonly isOfWords: boolean;
  private readonly library: Library;
  private readonly specials = new Map<string, TokenId>();
  private readonly specialIds = new Set<number>();
  private readonly bytes: (string | undefined)[];
  private readonly clauses = new LruMap<string, readonly TokenId[]>(rememberedClauses);
  private readonly charsMap: CharsMap | undefined;
  private readonly seams: RegExp | undefined;
  private readonly unknownId: number | undefined;
  private readonly firstSpace: FirstSpace;
  private readonly stripsStart: boolean;

  /**
   * @param json Content of tokenizer.json: a BPE, byte-level or with ▁ for a space, or a Unigram.
   * @param config Content of tokenizer_config.json.
   * @throws EngineError modelUnsupported when it has a part that the library does otherwise than its maker, modelInvalid
   *   when a part of it makes no sense.
   */
  constructor(json: TokenizerJson, config: object) {
    const added = json.added_tokens ?? [];
    const vocab = json.model?.vocab;
    if (vocab) checkIds(vocab, added);
    const fitted = fitTokenizer(json);
    const { spelling, seams, firstSpace, stripsStart, isFolding, charsMap } = fitted;
    this.charsMap = charsMap;
    this.isOfWords = spelling === 'words';
    this.seams = seams;
    this.firstSpace = firstSpace;
    this.stripsStart = stripsStart;
    this.isFolding = isFolding;
    const entries: [string, number][] = Array.isArray(vocab)
      ? vocab.map(([piece], id) => [piece, id])
      : Object.entries(vocab!);
    const unknown = unknownToken(json.model);
    for (const token of added) if (isControl(token)) this.addSpecial(token);
    const unknownEntry = entries.find(([content, id]) => content === unknown || id === unknown);
    this.unknownId = unknownEntry?.[1];
    if (unknownEntry) this.addSpecial({ content: unknownEntry[0], id: unknownEntry[1] });
    const most = (highest: number, { id }: { id: number }) => Math.max(highest, id);
    this.vocabSize =
      Math.max(
        entries.reduce((highest, [, id]) => Math.max(highest, id), -1),
        added.reduce(most, -1),
      ) + 1;
    this.bytes = new Array<string | undefined>(this.vocabSize).fill(undefined);
    // An added token's text is written as it is, whatever the vocabulary is spelled in.
    for (const { id, content } of added) if (!this.specialIds.has(id)) this.bytes[id] = utf8(content);
    for (const [token, id] of entries) {
      if (!this.specialIds.has(id)) this.bytes[id] ??= bytesOfToken(token, spelling);
    }
    this.library = openLibrary(fitted.json, config);
  }

  /**
   * Ids of `text` where it goes on from other text; no special token added. Pieces between {@link seams} are encoded
   * apart: no token spans a seam.
   */
  encode(text: string): TokenId[] {
    if (text === '') return [];
    if (!this.seams) return this.encodePiece(text).slice();
    const ids: TokenId[] = [];
    for (const piece of text.split(this.seams)) for (const id of this.encodePiece(piece)) ids.push(id);
    return ids;
  }

  /** Ids of `text` where it begins a sequence: some tokenizers write a space before its first word. */
  encodeStart(text: string): TokenId[] {
    const begun = this.stripsStart ? text.replace(startSpace, '') : text;
    const isSpaced = this.firstSpace === 'always' || (this.firstSpace === 'unlessThere' && !begun.startsWith(' '));
    return this.encode(begun !== '' && isSpaced ? ` ${begun}` : begun);
  }

  private encodePiece(piece: string): readonly TokenId[] {
    let encoded = this.clauses.get(piece);
    if (!encoded) {
      const mapped = this.charsMap?.normalize(piece) ?? piece;
      encoded = this.library.encode(mapped, { add_special_tokens: false }).ids as TokenId[];
      this.clauses.set(piece, encoded);
    }
    return encoded;
  }

  private addSpecial({ content, id }: { content: string; id: number }): void {
    this.specials.set(content, id as TokenId);
    this.specialIds.add(id);
  }

  /** Text of `ids`; special tokens say nothing, broken UTF-8 becomes U+FFFD. */
  decode(ids: readonly TokenId[]): string {
    let bytes = '';
    for (const id of ids) bytes += this.bytes[id] ?? '';
    const text = Buffer.from(bytes, 'latin1').toString('utf8');
    return this.isOfWords ? text.normalize('NFC') : text;
  }

  /** The bytes of one id as a string of code units 0..255; undefined for special and unused ids. */
  bytesOf(id: number): string | undefined {
    return this.bytes[id];
  }

  isSpecial(id: number): boolean {
    return this.specialIds.has(id);
  }

  /** Whether the id stands for what the vocabulary has no token for. */
  isUnknown(id: number): boolean {
    return id === this.unknownId;
  }

  specialContents(): string[] {
    return [...this.specials.keys()];
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

/** The unknown token: BPE names it, Unigram numbers it. */
function unknownToken(model: TokenizerJson['model']): unknown {
  const { unk_token, unk_id } = (model ?? {}) as { unk_token?: unknown; unk_id?: unknown };
  return unk_token ?? unk_id ?? undefined;
}

/** More than any vocabulary has, and little enough for a table of them. */
const mostTokens = 1 << 22;

/** Before a table as long as the highest id is made. */
function checkIds(vocab: Record<string, number> | [string, number][], added: unknown): void {
  const isId = (id: unknown) => Number.isInteger(id) && (id as number) >= 0 && (id as number) < mostTokens;
  const isToken = (token: unknown) => {
    const { id, content } = (token ?? {}) as { id?: unknown; content?: unknown };
    return isId(id) && typeof content === 'string';
  };
  if (Array.isArray(vocab)) {
    const isScored = (entry: unknown) =>
      Array.isArray(entry) && typeof entry[0] === 'string' && Number.isFinite(entry[1]);
    if (!vocab.every(isScored)) throw invalid('has a piece without text or score');
  } else if (!Object.values(vocab).every(isId)) throw invalid('has a token whose id is no whole number');
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
