// Which parts a tokenizer.json is made of, and whether the library does with each what Python's does: what differs is
// written so that it doesn't, or refused by name. What the library differs in was measured, version 0.2.0.

import { EngineError } from '../errors';
import { bertNormalizer, bertPreTokenizer, lowerCase, type Part, whiteSpaceClass, whiteSpaceSplit } from './bertParts';
import { CharsMap } from './charsMap';

/** How tokens spell text: in the byte-level alphabet, as text with ▁ for a space, or as BERT's words. */
export type Spelling = 'byteLevel' | 'pieces' | 'words';

/** Whether a space is put before the first word of a text: always, where there is none, or not. */
export type FirstSpace = 'always' | 'unlessThere' | 'none';

export interface FittedTokenizer {
  /** tokenizer.json for the library: no special token in it, nothing put before a text. */
  json: Part;
  spelling: Spelling;
  firstSpace: FirstSpace;
  /** Whether white space at a text's beginning is taken off, before that space is put there. */
  stripsStart: boolean;
  /** Whether a normalizer makes other characters of some: then text doesn't come back as it was. */
  isFolding: boolean;
  /** What is done to a text before the library sees it. */
  charsMap: CharsMap | undefined;
  /** Where no token spans a seam between two pieces of a text, that seam; undefined where none is known. */
  seams: RegExp | undefined;
}

interface AddedToken {
  id: number;
  content: string;
  special?: boolean;
  single_word?: boolean;
}

/** @throws EngineError modelUnsupported, naming the part */
export function fitTokenizer(json: Part): FittedTokenizer {
  const model = (json.model ?? {}) as Part;
  const normalizers = partsOf(json.normalizer, 'normalizers');
  const preTokenizers = partsOf(json.pre_tokenizer, 'pretokenizers');
  const spelling = spellingOf(model, preTokenizers, partsOf(json.decoder, 'decoders'));
  const notes: Notes = { firstSpace: 'none', stripsStart: false, isFolding: false, charsMap: undefined };
  const kept = normalizers.flatMap((part, n) => fitNormalizer(part, n, notes));
  if (preTokenizers.some(isWordSplit)) kept.push(...asSingleSpaces);
  const split = preTokenizers
    .filter((...part) => !isWordSplit(...part))
    .flatMap((part) => fitPreTokenizer(part, kept, notes));
  const added = ((json.added_tokens ?? []) as AddedToken[]).filter((token) => !isControl(token));
  const single = added.find((token) => token.single_word);
  if (single) throw unsupported(`the added token "${single.content}" with single_word`);
  return {
    json: {
      ...json,
      normalizer: sequence(kept, 'normalizers'),
      pre_tokenizer: sequence(split, 'pretokenizers'),
      post_processor: null,
      added_tokens: added,
      model: withoutSpecials(model, (json.added_tokens ?? []) as AddedToken[]),
    },
    spelling,
    ...notes,
    seams: notes.charsMap ? undefined : seamsOf(spelling, model, kept, split),
  };
}

/**
 * Whether an added token stands for no text. `special` says so of some only: Qwen's `<|fim_middle|>` is none. What is
 * left are runs of spaces and the like.
 */
export function isControl({ content, special }: { content: string; special?: boolean }): boolean {
  return special === true || /^\s*[<[［｜|].*[>\]］｜|]\s*$/su.test(content);
}

interface Notes {
  firstSpace: FirstSpace;
  stripsStart: boolean;
  isFolding: boolean;
  charsMap: CharsMap | undefined;
}

function spellingOf(model: Part, preTokenizers: readonly Part[], decoders: readonly Part[]): Spelling {
  const has = (parts: readonly Part[], type: string) => parts.some((part) => part.type === type);
  if (model.type === 'WordPiece') return 'words';
  if (model.type !== 'BPE' && model.type !== 'Unigram')
    throw unsupported(`a model of type ${String(model.type ?? 'unknown')} (known: BPE, Unigram)`);
  if (!model.vocab) throw unsupported('no vocabulary');
  if (model.type === 'Unigram' && model.byte_fallback === true) throw unsupported('a Unigram model with byte_fallback');
  if (model.end_of_word_suffix || model.continuing_subword_prefix)
    throw unsupported('a BPE with marks on the parts of words');
  if (model.type === 'BPE' && (has(preTokenizers, 'ByteLevel') || has(decoders, 'ByteLevel'))) return 'byteLevel';
  return 'pieces';
}

function fitNormalizer(part: Part, index: number, notes: Notes): Part[] {
  switch (part.type) {
    case 'NFC':
      return [part];
    case 'Replace':
      // The library would read $& as what was found.
      return [{ ...part, content: String(part.content ?? '').replaceAll('$', '$$$$') }];
    case 'NFKC':
    case 'NFD':
    case 'NFKD':
    case 'StripAccents':
      notes.isFolding = true;
      return [part];
    case 'Lowercase':
      notes.isFolding = true;
      return lowerCase();
    case 'BertNormalizer':
      notes.isFolding = true;
      return bertNormalizer(part);
    case 'Strip':
      // Of a text that goes on from another the first space counts, and ours would be taken off again.
      if (part.strip_left !== false) notes.stripsStart = true;
      notes.isFolding = true;
      return [{ ...part, strip_left: false }];
    case 'Prepend':
      if (part.prepend !== '▁') throw unsupported('the normalizer Prepend of another character than ▁');
      notes.firstSpace = 'always';
      return [];
    case 'Precompiled':
      notes.charsMap = charsMapOf(part, index);
      notes.isFolding = true;
      return [];
    default:
      throw unsupported(`the normalizer ${String(part.type)}`);
  }
}

/**
 * Before a Metaspace, which puts ▁ before each of the words: the same as one space between them and none at the end, and
 * of these spaces it can be said whether a text begins with one.
 */
function isWordSplit({ type }: Part, index: number, parts: readonly Part[]): boolean {
  return type === 'WhitespaceSplit' && parts[index + 1]?.type === 'Metaspace';
}

/** White space, as much as there is. */
export const whiteSpace = `[${whiteSpaceClass}]+`;
const asSingleSpaces: readonly Part[] = [
  { type: 'Replace', pattern: { Regex: whiteSpace }, content: ' ' },
  { type: 'Replace', pattern: { Regex: ' $' }, content: '' },
];

/** An empty map changes nothing. */
function charsMapOf({ precompiled_charsmap: map }: Part, index: number): CharsMap | undefined {
  if (typeof map !== 'string' || map === '') return undefined;
  // Ours is applied before the library's normalizers.
  if (index > 0) throw unsupported('the normalizer Precompiled behind another one');
  const read = CharsMap.read(map);
  if (!read) throw unsupported('the normalizer Precompiled with so short a map');
  return read;
}

function fitPreTokenizer(part: Part, normalizers: readonly Part[], notes: Notes): Part[] {
  switch (part.type) {
    case 'ByteLevel':
      if (part.add_prefix_space === true) notes.firstSpace = 'unlessThere';
      return [{ ...part, add_prefix_space: false }];
    case 'Metaspace':
      if (part.prepend_scheme !== 'never' && part.add_prefix_space !== false) notes.firstSpace = 'unlessThere';
      return [{ ...part, prepend_scheme: 'never', add_prefix_space: false }];
    case 'Digits':
      return [splitOfDigits(part.individual_digits === true)];
    case 'WhitespaceSplit':
      return [whiteSpaceSplit()];
    case 'BertPreTokenizer':
      return bertPreTokenizer();
    case 'Whitespace':
      // The library has ASCII's \w here, Python Unicode's.
      return [
        {
          type: 'Split',
          pattern: { Regex: `[${wordClass}]+|[^${wordClass}${whiteSpaceClass}]+` },
          behavior: 'Removed',
          invert: true,
        },
      ];
    case 'Split':
      return fitSplit(part, normalizers);
    case 'Punctuation':
      if (String(part.behavior).toLowerCase() === 'contiguous') return [part];
      throw unsupported('the pre-tokenizer Punctuation that is not contiguous');
    default:
      throw unsupported(`the pre-tokenizer ${String(part.type)}`);
  }
}

/** \w of Rust, for a class. */
const wordClass = '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}';

/** The library has ASCII's digits here, Python all that is a number in Unicode: ½, ², ٣. */
function splitOfDigits(isEachApart: boolean): Part {
  const Regex = isEachApart ? eachDigit : digits;
  return { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false };
}
const eachDigit = '\\p{N}';
const digits = '\\p{N}+';

/** The library knows isolated, removed, and removed with invert. */
function fitSplit(part: Part, normalizers: readonly Part[]): Part[] {
  const behavior = String(part.behavior).toLowerCase();
  if (behavior === 'removed' || (behavior === 'isolated' && part.invert !== true)) return [part];
  const { String: literal } = (part.pattern ?? {}) as { String?: string };
  const isGone = normalizers.some(
    ({ type, pattern }) => type === 'Replace' && (pattern as { String?: string } | undefined)?.String === literal,
  );
  // Gemma's: every space has become ▁ before.
  if (literal !== undefined && isGone) return [];
  throw unsupported(`the pre-tokenizer Split, ${behavior}${part.invert === true ? ' with invert' : ''}`);
}

/**
 * Special tokens are ordinary entries of most vocabularies too: of a Unigram a text that spells one would become it, and
 * of a BPE one whose merges lead to it.
 */
function withoutSpecials(model: Part, added: readonly AddedToken[]): Part {
  const specials = new Map(added.filter(isControl).map(({ content, id }) => [content, id]));
  const unspelled = (id: number) => `\u{10ffff}${id}`;
  if (Array.isArray(model.vocab)) {
    const vocab = (model.vocab as [string, number][]).map(([piece, score], id) =>
      specials.get(piece) === id || id === model.unk_id ? [unspelled(id), score] : [piece, score],
    );
    return { ...model, vocab };
  }
  if (specials.size === 0 || !Array.isArray(model.merges)) return model;
  const merges = (model.merges as (string | [string, string])[]).filter((merge) => {
    const joined = typeof merge === 'string' ? merge.replace(' ', '') : merge.join('');
    return !specials.has(joined);
  });
  return { ...model, merges };
}

/** Splits of the GPT family: none joins the two sides of {@link clauseSeams}. */
const knownSplits: ReadonlySet<string> = new Set([
  eachDigit,
  digits,
  // Qwen 2 and 3
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  // Llama 3
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
]);

/** Before a line's first character, and before the space that begins a clause. The tests compare with whole encodings. */
const clauseSeams = /(?<=\n)(?=\S)|(?<=[.!?,;:)])(?= \p{L})/u;

/** The same for GPT-2's split, which takes the last of several white spaces apart where text follows: no seam behind these. */
const gpt2Seams = /(?<=\S\n)(?=\S)|(?<=[.!?,;:)])(?= \p{L})/u;

/** Before a space. */
const wordSeams = /(?<=\S)(?= )/u;

function seamsOf(
  spelling: Spelling,
  model: Part,
  normalizers: readonly Part[],
  split: readonly Part[],
): RegExp | undefined {
  if (spelling === 'byteLevel') {
    const isGpt2 = ({ type, use_regex }: Part) => type === 'ByteLevel' && use_regex !== false;
    const isKnown = ({ type, pattern, use_regex }: Part) =>
      (type === 'ByteLevel' && (use_regex !== false || split.length > 1)) ||
      (type === 'Split' && knownSplits.has((pattern as { Regex?: string } | undefined)?.Regex ?? ''));
    const isLocal = normalizers.every(({ type }) => type === 'NFC');
    if (!isLocal || split.length === 0 || !split.every(isKnown)) return undefined;
    return split.some(isGpt2) ? gpt2Seams : clauseSeams;
  }
  if (spelling === 'words') return undefined;
  // Merges are local: where no token has ▁ behind another character, none spans the place before a space.
  const isLocal = normalizers.every(({ type, pattern }) => {
    const { String: literal } = (pattern ?? {}) as { String?: string };
    return type === 'NFC' || type === 'NFKC' || (type === 'Replace' && literal === ' ');
  });
  const isMarked = split.every(({ type }) => type === 'Metaspace');
  const spans = (piece: string) => /[^▁]▁/u.test(piece);
  return isLocal && isMarked && !piecesOf(model).some(spans) ? wordSeams : undefined;
}

function piecesOf({ vocab }: Part): string[] {
  return Array.isArray(vocab) ? (vocab as [string, number][]).map(([piece]) => piece) : Object.keys(vocab ?? {});
}

/** The parts of a sequence, however deep; a single part alone. */
function partsOf(part: unknown, name: string): Part[] {
  if (typeof part !== 'object' || part === null) return [];
  const { type, [name]: inner } = part as Part;
  return type === 'Sequence' && Array.isArray(inner) ? inner.flatMap((each) => partsOf(each, name)) : [part as Part];
}

function sequence(parts: readonly Part[], name: string): Part | null {
  return parts.length === 0 ? null : { type: 'Sequence', [name]: parts };
}

function unsupported(what: string): EngineError {
  return new EngineError('modelUnsupported', `tokenizer.json: this engine can't do ${what} as its maker does.`, {
    file: 'tokenizer.json',
    remedy: 'Choose another model.',
  });
}
