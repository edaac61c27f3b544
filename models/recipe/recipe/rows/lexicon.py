"""Aligned pairs -> lexicon.bin of the encoder-decoder's bundle: which token people wrote next, behind a token, where they
translated a word.

A translation lexicon that is mixed into the model's own distribution while it decodes (Arthur, Neubig and Nakamura 2016,
arXiv 1606.02006), with the token before as a second key, so that words of several tokens are spelled and particles follow
their nouns. A small model has seen rare words too seldom to know them; counts have not. Tokens without a link take that of the
token before them. Counted over the training's pairs, of which none shares a sentence with a held-out one.

Kept: what was counted twice and makes up 2 % of its context, or what was seen once, 30 % of its context, of a rare word; of frequent
words what was counted four times; of the most frequent ones nothing: the model knows these. A token's weight is n / (N + 1 + D / 2), N
and D being all counts and the different tokens of its context: what is left of 1 is the model's (Witten and Bell 1991).

The file (src/engine/models/lexiconFile.ts reads it), little-endian:
  "LEXI", then uint32: version 1, vocabulary; to Korean: words, bytes of contexts; to English: the same
  for both directions: uint32 hash of each word (FNV-1a of its UTF-8), sorted; uint32 start of each word's contexts
  for both directions: the contexts of each word, by the token before: varint (7 bits a byte, low ones first, high bit: goes on)
  of the difference to the context before, then of each next token uint16 id | 0x8000 for the context's last one, uint8 weight * 255

  python -m recipe.rows.lexicon --work DIR --bundle ../seq2seq        (DIR: after recipe.rows.seq2seq --stage encode)
"""

import argparse
import struct
from pathlib import Path

import numpy as np

from ..corpus.source_words import SourceWords
from ..export.bundle import write_checksums
from .seq2seq import turned
from .seq2seq_examples import Examples
from ..tokens.specials import BOS
from ..tokens.tokenizer import load

VERSION = 1
LEAST_COUNT, LEAST_SHARE = 2, 0.02
ONCE_SHARE, RARE = 0.3, 500  # seen once: share of its context, and uses of its word at most
FREQUENT, LEAST_OF_FREQUENT = 1000, 4
MOST_FREQUENT = 20_000
LAST = 0x8000


def inherited(links):
    """Links in which a token without one has that of the token before it; -1 where there is none."""
    links = np.asarray(links)
    at = np.maximum.accumulate(np.where(links >= 0, np.arange(len(links)), -1))
    return np.where(at >= 0, links[np.maximum(at, 0)], -1)


def count(directed, words, vocabulary):
    """directed: [(source ids, target ids, source position of each target token or -1)]
    -> ({stem: number}, keys int64 (word number * vocabulary + token before) * vocabulary + token, sorted; counts; uses of each word)."""
    numbers, found = {}, []
    for source, target, links in directed:
        of = np.empty(len(source), np.int64)
        for start, end, stem in words.runs([int(i) for i in source]):
            of[start:end] = numbers.setdefault(stem, len(numbers))
        links, target = inherited(links), np.asarray(target, np.int64)
        before = np.concatenate([[BOS], target[:-1]])
        linked = links >= 0
        found.append((of[links[linked]] * vocabulary + before[linked]) * vocabulary + target[linked])
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    uses = np.bincount(keys // vocabulary ** 2, counts, len(numbers)).astype(np.int64)
    return numbers, keys, counts, uses


def prune(keys, counts, uses, vocabulary):
    """-> (keys, weights 0..1) of what is worth its place."""
    contexts, word_uses = keys // vocabulary, uses[keys // vocabulary ** 2]
    share = counts / totals(contexts, counts)
    kept = ((counts >= LEAST_COUNT) & (share >= LEAST_SHARE)) | ((word_uses <= RARE) & (share >= ONCE_SHARE))
    kept &= (word_uses <= FREQUENT) | (counts >= LEAST_OF_FREQUENT)
    kept &= word_uses <= MOST_FREQUENT
    keys, counts, contexts = keys[kept], counts[kept], contexts[kept]
    return keys, counts / (totals(contexts, counts) + 1 + totals(contexts, np.ones(len(counts))) / 2)


def totals(contexts, values):
    """For each entry the sum over its context; contexts are sorted."""
    if len(contexts) == 0:
        return np.zeros(0)
    starts = np.flatnonzero(np.concatenate([[True], contexts[1:] != contexts[:-1]]))
    return np.repeat(np.add.reduceat(values, starts), np.diff(np.append(starts, len(contexts))))


def fnv1a(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def varint(value):
    made = bytearray()
    while value >= 0x80:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def pack(numbers, keys, weights, vocabulary):
    """-> (hashes uint32 sorted, starts uint32, contexts bytes). Of words with one hash the first is kept."""
    of_word, before, token = keys // vocabulary ** 2, keys // vocabulary % vocabulary, keys % vocabulary
    levels = np.clip(np.rint(weights * 255), 1, 255).astype(int)
    bounds = np.searchsorted(of_word, np.arange(len(numbers) + 1))
    blocks = {}
    for stem, number in numbers.items():
        begin, end = bounds[number], bounds[number + 1]
        if begin < end:
            blocks.setdefault(fnv1a(stem), block(before[begin:end].tolist(), token[begin:end].tolist(), levels[begin:end].tolist()))
    order = sorted(blocks)
    starts = np.cumsum([0] + [len(blocks[h]) for h in order])[:-1] if order else []
    return np.array(order, "<u4"), np.array(starts, "<u4"), b"".join(blocks[h] for h in order)


def block(before, tokens, levels):
    made, last = bytearray(), 0
    for n, (context, token, level) in enumerate(zip(before, tokens, levels)):
        if n == 0 or context != before[n - 1]:
            made += varint(context - last)
            last = context
        ends = n + 1 == len(before) or before[n + 1] != context
        made += struct.pack("<HB", token | (LAST if ends else 0), level)
    return bytes(made)


def write(path, vocabulary, directions):
    """directions: to Korean, to English: (hashes, starts, contexts)."""
    sizes = [size for hashes, _, contexts in directions for size in (len(hashes), len(contexts))]
    with open(path, "wb") as file:
        file.write(b"LEXI" + struct.pack("<6I", VERSION, vocabulary, *sizes))
        for hashes, starts, _ in directions:
            file.write(hashes.tobytes() + starts.tobytes())
        for *_, contexts in directions:
            file.write(contexts)


def build(pairs, words, vocabulary):
    """pairs: as Examples has them -> directions of write()."""
    to_korean = [(en, ko, links) for (en, ko), links, _ in pairs]
    to_english = [(ko, en, turned(links, len(en))) for (en, ko), links, _ in pairs]
    directions = []
    for directed in (to_korean, to_english):
        numbers, keys, counts, uses = count(directed, words, vocabulary)
        directions.append(pack(numbers, *prune(keys, counts, uses, vocabulary), vocabulary))
    return directions


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--bundle", default="../seq2seq")
    a = parser.parse_args()
    tokenizer = load(a.bundle)
    vocabulary = tokenizer.get_vocab_size()
    directions = build(Examples.load(a.work).pairs, SourceWords(tokenizer), vocabulary)
    path = Path(a.bundle) / "lexicon.bin"
    write(path, vocabulary, directions)
    write_checksums(a.bundle)
    print(f"{[len(hashes) for hashes, *_ in directions]} words, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
