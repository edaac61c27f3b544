"""Rows of the encoder-decoder: source, target and alignment side by side, one example a row.

A row of the shape S x T is uint16 [2 + S + 2T]: S, then S source ids, T + 1 target ids, T alignments, each part padded.
  source  <to_ko> <human> text <eos>                  target  <bos> text <eos>
  source  <summarize> <description> <en> page <eos>   target  <bos> summary <eos>
  source  <headline> <en> page <eos>                  target  <bos> title <eos>
  source  <shorten> <en> passage with gaps <eos>      target  <bos> the gaps' sentences <eos>     ("main" only)
An alignment is 1 + the source position that target token t + 1 comes from, 0 where none is known.
At inference the origin asked for is always <human>. The files "main" hold everything, "final" what the run ends on:
human and community pairs, and summaries. Pairs too long for the widest shape are left out, pages are cut.

  python -m recipe.rows.seq2seq --preset cpu --corpus DIR --work DIR
"""

import argparse
import json
import multiprocessing
import os
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..corpus import word_alignment
from ..config.presets import PRESETS
from ..corpus.shards import FENCE, is_validation, read_documents, read_records, shard_paths
from .gap_sentences import gap_example
from .pairs import mark_atoms, normal, piecewise, read_pairs, text_is_validation, without_markup
from ..tokens.specials import BOS, EOS, ID, PAD
from ..tokens.tokenizer import encoder

# How often a pair is repeated, by origin: machine Korean as target inherits its errors, as source it
# is back-translation with genuine English. Fractions are chances.
WEIGHTS = {
    "main": {"to_ko": {"human": 2, "community": 1.2, "machine": 0.7}, "to_en": {"human": 1.5, "community": 1.2, "machine": 0.8}},
    "final": {"to_ko": {"human": 1, "community": 0.5, "machine": 0}, "to_en": {"human": 1, "community": 0.5, "machine": 0}},
}
SUMMARY_KINDS = ("description", "lead", "tldr", "section")
ALIGNED_AT_ONCE = 20_000
_TABLE_LINE = re.compile(r"^\|.*$", re.M)
_TITLE = re.compile(r"\A# +(.{8,120})\n+")


@dataclass(frozen=True)
class Form:
    """A shape of rows of one of the sets "main" and "final". Checkpoints hold it: its module has to be importable."""
    set: str
    source: int
    target: int

    @property
    def tokens(self):
        return self.source + self.target


def page_prose(page):
    """A page as the summarizer sees it: no code blocks, tables, heading and list marks, no markup in the line."""
    page = _TABLE_LINE.sub("", FENCE.sub("", page))
    page = re.sub(r"^ {0,3}(#{1,6} +|> ?|[-*+] +|\d+[.)] +)+", "", without_markup(page), flags=re.M)
    return re.sub(r"\n\s*\n+", "\n", page).strip()


def read_summaries(corpus, wanted):
    """(train, validation) lists of (language, kind, page, summary), `wanted` of each language at most."""
    train, validation = [], []
    for language in ("en", "ko"):
        count = 0
        for path in shard_paths(corpus, f"summary-{language}"):
            for record in read_records(path):
                if record["kind"] not in SUMMARY_KINDS:
                    continue
                example = (language, record["kind"], page_prose(normal(record["document"])), without_markup(normal(record["summary"])))
                if text_is_validation(record["document"][:200]):
                    validation.append(example)
                elif count < wanted:
                    train.append(example)
                    count += 1
    return train, validation


def read_headlines(corpus, wanted, held_out=False):
    """(language, page, title) of documents that begin with their title, of each language up to `wanted`; no books."""
    found = []
    for language in ("en", "ko"):
        count = 0
        for document in read_documents(shard_paths(corpus, f"text-{language}"), language):
            title = _TITLE.match(document["text"])
            if count >= wanted:
                break
            if title and document["group"] != "prose" and is_validation(document["source"], document["path"]) == held_out:
                found.append((language, page_prose(document["text"][title.end():]), without_markup(title.group(1)).strip()))
                count += 1
    return found


def read_gaps(corpus, wanted, characters, rng):
    """(language, passage, its most telling sentences), of each language up to `wanted`; held-out pages are left out."""
    found = []
    for language in ("en", "ko"):
        count = 0
        for document in read_documents(shard_paths(corpus, f"text-{language}"), language):
            if count >= wanted:
                break
            if is_validation(document["source"], document["path"]):
                continue
            prose = page_prose(document["text"])
            made = gap_example(prose[:prose.rfind("\n", 0, characters[language]) if len(prose) > characters[language] else None], rng)
            if made:
                found.append((language, *made))
                count += 1
    return found


def repeats(weight, rng):
    return int(weight) + (rng.random() < weight - int(weight))


def _encoder(work):
    return piecewise(encoder(Path(work) / "tokenizer")[1])


def encode_pairs(job):
    """-> [(source ids, target ids)] of English to Korean, None where the pair is unusable."""
    work, pairs, longest, seed = job
    encode, rng, made = _encoder(work), random.Random(seed), []
    for en, ko, *_ in pairs:
        marked = mark_atoms(en, ko, rng)
        ids = marked and tuple(map(encode, marked))
        fits = ids and all(0 < len(side) <= longest - 3 for side in ids)
        made.append(tuple(np.array(side, np.uint16) for side in ids) if fits else None)
    return made


def renumbered(source, target):
    """Both sides with sentinels numbered in the order of `source`."""
    low, high = ID["<extra_0>"], ID["<extra_15>"]
    order = [t for t in source if low <= t <= high]
    if order == sorted(order):
        return source, target
    new = {old: low + n for n, old in enumerate(order)}
    return [new.get(t, t) for t in source], [new.get(t, t) for t in target]


def in_slices(function, items, extra):
    """function((work, slice, ...)) over slices of items in as many processes as there are cores; order kept."""
    slices, work, rest = max(1, os.cpu_count()) * 4, extra[0], extra[1:]
    size = -(-len(items) // slices)
    jobs = [(work, items[n * size:(n + 1) * size], *rest, n) for n in range(slices)]
    with multiprocessing.get_context("fork").Pool(max(1, os.cpu_count())) as pool:
        return [made for part in pool.map(function, jobs, chunksize=1) for made in part]


def align_all(encoded, vocabulary, learnt_from):
    """English to Korean pairs -> for each Korean token its English position, or -1."""
    some = encoded[:learnt_from]
    table = word_alignment.learn(some, vocabulary)
    found = []
    for begin in range(0, len(encoded), ALIGNED_AT_ONCE):
        found += word_alignment.align(encoded[begin:begin + ALIGNED_AT_ONCE], table, vocabulary)
    return found


def turned(links, length):
    """Target -> source positions, seen from the source: for each of `length` source tokens its target position, or -1."""
    back = np.full(length, -1)
    for target, source in enumerate(links):
        if source >= 0 and back[source] < 0:
            back[source] = target
    return back


def example(tags, source, target, links=None):
    """-> (source ids, target ids, alignments) of a row, tags and ends added."""
    source, target = renumbered(list(map(int, source)), list(map(int, target)))
    alignments = [] if links is None else [int(at) + len(tags) + 1 if at >= 0 else 0 for at in links] + [len(tags) + len(source) + 1]
    return [*tags, *source, EOS], [BOS, *target, EOS], alignments


class RowFiles:
    """Puts each example into the smallest shape that holds it."""

    def __init__(self, shapes):
        self.rows = {shape: [] for shape in sorted(shapes)}

    def add(self, source, target, alignments):
        for (s, t), rows in self.rows.items():
            if len(source) <= s and len(target) <= t + 1:
                row = np.full(2 + s + 2 * t, PAD, np.uint16)
                row[0] = s
                row[1:1 + len(source)], row[1 + s:1 + s + len(target)] = source, target
                row[2 + s + t:2 + s + t + len(alignments)] = alignments
                rows.append(row)
                return

    def save(self, work, name):
        """-> {shape as text: rows}."""
        counts = {}
        for (s, t), rows in self.rows.items():
            random.Random(7).shuffle(rows)
            if rows:
                np.save(Path(work) / f"seq2seq-{name}-{s}x{t}.npy", np.array(rows))
                counts[f"{s}x{t}"] = len(rows)
        return counts


def add_pairs(files, kept, weights, rng):
    for (en, ko), links, origin in kept:
        tag = ID[f"<{origin}>"]
        for _ in range(repeats(weights["to_ko"][origin], rng)):
            files.add(*example([ID["<to_ko>"], tag], en, ko, links))
        for _ in range(repeats(weights["to_en"][origin], rng)):
            files.add(*example([ID["<to_en>"], tag], ko, en, turned(links, len(en))))


def add_pages(files, summaries, headlines, encode, longest):
    for language, kind, page, summary in summaries:
        ids, short = encode(page[:longest * 5])[:longest - 4], encode(summary)
        if len(ids) >= 24:
            files.add(*example([ID["<summarize>"], ID[f"<{kind}>"], ID[f"<{language}>"]], ids, short))
    for language, page, title in headlines:
        ids = encode(page[:longest * 5])[:longest - 3]
        if len(ids) >= 24:
            files.add(*example([ID["<headline>"], ID[f"<{language}>"]], ids, encode(title)))


def add_gaps(files, gaps, encode, longest):
    for language, passage, sentences in gaps:
        files.add(*example([ID["<shorten>"], ID[f"<{language}>"]], encode(passage)[:longest - 3], encode(sentences)))


def write_rows(corpus, work, preset):
    shapes, rng = preset.seq2seq_shapes, random.Random(6)
    longest_pair, longest_page = max(s for s, t in shapes if s == t), max(s for s, _ in shapes)
    pairs, validation = read_pairs(corpus, preset.pairs)
    encoded = in_slices(encode_pairs, pairs, (work, longest_pair))
    usable = [(ids, pair[2]) for ids, pair in zip(encoded, pairs) if ids]
    print(f"pairs: {len(usable)} of {len(pairs)} usable", flush=True)
    links = align_all([ids for ids, _ in usable], preset.seq2seq.vocabulary, preset.aligned_pairs)
    print(f"aligned: {np.mean([(l >= 0).mean() for l in links]):.1%} of Korean tokens", flush=True)
    kept = [(ids, l, origin) for (ids, origin), l in zip(usable, links)]
    summaries, summary_validation = read_summaries(corpus, preset.summaries)
    headlines = read_headlines(corpus, preset.summaries // 2)
    gaps = read_gaps(corpus, preset.gaps, {"en": longest_page * 4, "ko": longest_page * 2}, rng)
    counts = {}
    for name, weights in WEIGHTS.items():
        files = RowFiles(shapes)
        add_pairs(files, kept, weights, rng)
        add_pages(files, summaries, headlines, _encoder(work), longest_page)
        if name == "main":
            add_gaps(files, gaps, _encoder(work), longest_page)
        counts[name] = files.save(work, name)
        print(name, counts[name], flush=True)
    (Path(work) / "seq2seq-rows.json").write_text(json.dumps(counts), encoding="utf-8")
    for name, rows in (("pairs", validation), ("summaries", summary_validation)):
        with open(Path(work) / f"{name}-validation.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        print(f"validation {name}: {len(rows)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--work", default="work")
    a = parser.parse_args()
    write_rows(a.corpus, a.work, PRESETS[a.preset])


if __name__ == "__main__":
    main()
