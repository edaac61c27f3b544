"""Rows of the encoder-decoder: source ids and target ids side by side, one example a row.

A row of length n is uint16 [n + 1]: n/2 source ids, then n/2 + 1 target ids, both padded.
  source  <to_ko> <human> text <eos>             target  <bos> text <eos>
  source  <summarize> <description> page <eos>   target  <bos> summary <eos>
  source  <denoise> <ko> text with <extra_i> ... target  <bos> <extra_0> words <extra_1> words ... <eos>
At inference the origin asked for is always <human>. Examples longer than the longest row are left out
(pairs) or cut (pages).

  python -m recipe.seq2seq_rows --preset cpu --corpus DIR --work DIR
"""

import argparse
import hashlib
import json
import random
import unicodedata
from pathlib import Path

import numpy as np

from . import tokenizer as bpe
from .config.presets import PRESETS
from .corpus import read_records, shard_paths
from .data import load_work_split
from .specials import BOS, EOS, ID, PAD

# How often a pair is repeated, by origin: machine Korean as target inherits its errors, as source it
# is back-translation with genuine English. Fractions are chances.
WEIGHTS = {"to_ko": {"human": 3, "community": 1.5, "machine": 0.7}, "to_en": {"human": 2, "community": 1.5, "machine": 1}}
VALIDATION_PER_MILLE = 4
SUMMARY_KINDS = ("description", "lead", "tldr", "section")


def normal(text):
    return unicodedata.normalize("NFC", text).strip()


def text_is_validation(text):
    return int(hashlib.sha1(text.lower().encode()).hexdigest()[:8], 16) % 1000 < VALIDATION_PER_MILLE


def read_pairs(corpus, wanted):
    """(train, validation) lists of (en, ko, origin): human and community first, machine fills up."""
    train, machine, validation = [], [], []
    for path in reversed(shard_paths(corpus, "parallel-en-ko")):  # the last shard has the most community pairs
        for record in read_records(path):
            if len(train) > 2 * wanted and len(validation) > 50:
                break
            pair = (normal(record["en"]), normal(record["ko"]), record["origin"])
            if text_is_validation(pair[0]):
                validation.append(pair)
            else:
                (machine if pair[2] == "machine" else train).append(pair)
    rng = random.Random(5)
    rng.shuffle(train)
    rng.shuffle(machine)
    return (train + machine)[:wanted], validation


def read_summaries(corpus, wanted):
    """Lists of (language, kind, page, summary) from pages of the training side."""
    found = []
    for language in ("en", "ko"):
        for path in shard_paths(corpus, f"summary-{language}"):
            for record in read_records(path):
                if len(found) >= wanted * (1 if language == "en" else 2):
                    break
                if record["kind"] in SUMMARY_KINDS and not text_is_validation(record["document"][:200]):
                    found.append((language, record["kind"], normal(record["document"]), normal(record["summary"])))
    return found


def repeats(weight, rng):
    return int(weight) + (rng.random() < weight - int(weight))


def denoise(ids, rng, share=0.15, mean=3.0):
    """T5 spans: -> (ids with sentinels for the spans, sentinels each followed by its span)."""
    source, target, n, sentinel = [], [], 0, 0
    while n < len(ids):
        if sentinel < 16 and rng.random() < share / mean:
            length = max(1, min(8, round(rng.expovariate(1 / mean))))
            mark = ID[f"<extra_{sentinel}>"]
            source.append(mark)
            target += [mark, *ids[n:n + length]]
            sentinel, n = sentinel + 1, n + length
        else:
            source.append(ids[n])
            n += 1
    return source, target


def examples(pairs, corpus, work, preset, encode):
    """Yields (source ids, target ids) of all training tasks, in no order that matters."""
    rng = random.Random(6)
    for en, ko, origin in pairs:
        en_ids, ko_ids, tag = encode(en), encode(ko), ID[f"<{origin}>"]
        for task, source, target in (("to_ko", en_ids, ko_ids), ("to_en", ko_ids, en_ids)):
            for _ in range(repeats(WEIGHTS[task][origin], rng)):
                yield [ID[f"<{task}>"], tag, *source, EOS], [BOS, *target, EOS]
    longest = max(preset.seq2seq_schedule.row_tokens) // 2
    for language, kind, page, summary in read_summaries(corpus, preset.pairs // 20):
        source = encode(page[:longest * 4])[:longest - 4]
        yield [ID["<summarize>"], ID[f"<{kind}>"], ID[f"<{language}>"], *source, EOS], [BOS, *encode(summary), EOS]
    documents, _ = load_work_split(work)
    for document in documents[:preset.pairs // 40]:
        language = "<ko>" if document["group"] == "ko" else "<en>"
        for paragraph in document["text"].split("\n\n")[:12]:
            ids = encode(paragraph)[:longest - 24]
            if len(ids) >= 16:
                source, target = denoise(ids, rng)
                yield [ID["<denoise>"], ID[language], *source, EOS], [BOS, *target, EOS]


def write_rows(corpus, work, preset):
    tokenizer = bpe.load(Path(work) / "tokenizer")
    tokenizer.encode_special_tokens = True
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    rows = {length: [] for length in sorted(preset.seq2seq_schedule.row_tokens)}
    pairs, validation = read_pairs(corpus, preset.pairs)
    for source, target in examples(pairs, corpus, work, preset, encode):
        for length in rows:
            if len(source) <= length // 2 and len(target) <= length // 2 + 1:
                rows[length].append(source + [PAD] * (length // 2 - len(source)) + target + [PAD] * (length // 2 + 1 - len(target)))
                break
    for length, found in rows.items():
        random.Random(7).shuffle(found)
        array = np.array(found, dtype=np.uint16).reshape(-1, length + 1)
        np.save(Path(work) / f"seq2seq-{length}.npy", array)
        print(f"rows of {length}: {len(array)}, {(array != PAD).mean():.1%} used")
    with open(Path(work) / "pairs-validation.jsonl", "w", encoding="utf-8") as file:
        for pair in validation:
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")
    print(f"validation pairs: {len(validation)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--work", default="work")
    a = parser.parse_args()
    write_rows(a.corpus, a.work, PRESETS[a.preset])


if __name__ == "__main__":
    main()
