"""Rows of the encoder-decoder: source, target and alignment side by side, one example a row.

A row of the shape S x T is uint16 [2 + S + 2T]: S, then S source ids, T + 1 target ids, T alignments, each part padded.
  source  <to_ko> <human> text <eos>                  target  <bos> text <eos>
  source  <summarize> <description> <en> page <eos>   target  <bos> summary <eos>
  source  <headline> <en> page <eos>                  target  <bos> title <eos>
  source  <shorten> <en> passage with gaps <eos>      target  <bos> the gaps' sentences <eos>     ("main" only)
An alignment is 1 + the source position that target token t + 1 comes from, 0 where none is known.
At inference the origin asked for is always <human>. The files "main" hold everything, "final" what the run ends on:
human and community pairs, and summaries. Pairs too long for the widest shape are left out, pages are cut.

Two stages: "encode" makes everything once (seq2seq_examples.py: a tenth of the rows' size, to be sent to another machine),
"expand" repeats it into rows, a process a slice.

  python -m recipe.rows.seq2seq --preset cpu --corpus DIR --work DIR [--stage encode|expand]
"""

import argparse
import json
import multiprocessing
import os
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..config.presets import PRESETS
from .seq2seq_examples import Examples, encode_examples
from ..tokens.specials import BOS, EOS, ID, PAD

# How often a pair is repeated, by origin: machine Korean as target inherits its errors, as source it
# is back-translation with genuine English. Fractions are chances.
WEIGHTS = {
    "main": {"to_ko": {"human": 2, "community": 1.2, "machine": 0.7}, "to_en": {"human": 1.5, "community": 1.2, "machine": 0.8}},
    "final": {"to_ko": {"human": 1, "community": 0.5, "machine": 0}, "to_en": {"human": 1, "community": 0.5, "machine": 0}},
}


@dataclass(frozen=True)
class Form:
    """A shape of rows of one of the sets "main" and "final". Checkpoints hold it: its module has to be importable."""
    set: str
    source: int
    target: int

    @property
    def tokens(self):
        return self.source + self.target


def repeats(weight, rng):
    return int(weight) + (rng.random() < weight - int(weight))


def renumbered(source, target):
    """Both sides with sentinels numbered in the order of `source`."""
    low, high = ID["<extra_0>"], ID["<extra_15>"]
    order = [t for t in source if low <= t <= high]
    if order == sorted(order):
        return source, target
    new = {old: low + n for n, old in enumerate(order)}
    return [new.get(t, t) for t in source], [new.get(t, t) for t in target]


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


def add_pairs(files, kept, weights, rng):
    for (en, ko), links, origin in kept:
        tag = ID[f"<{origin}>"]
        for _ in range(repeats(weights["to_ko"][origin], rng)):
            files.add(*example([ID["<to_ko>"], tag], en, ko, links))
        for _ in range(repeats(weights["to_en"][origin], rng)):
            files.add(*example([ID["<to_en>"], tag], ko, en, turned(links, len(en))))


def write_rows(work, shapes, processes):
    """Examples -> row files, a slice of them a process; counts in seq2seq-rows.json, which is written last."""
    jobs = [(work, shapes, number, processes) for number in range(processes)]
    if processes == 1:
        parts = [expand_slice(jobs[0])]
    else:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            parts = pool.map(expand_slice, jobs, chunksize=1)
    counts = {}
    for name in WEIGHTS:
        counts[name] = {}
        for s, t in sorted(shapes):
            rows = [part[name][s, t] for part in parts if (s, t) in part[name]]
            if rows:
                rows = np.concatenate(rows)
                np.random.default_rng(7).shuffle(rows)
                np.save(Path(work) / f"seq2seq-{name}-{s}x{t}.npy", rows)
                counts[name][f"{s}x{t}"] = len(rows)
        print(name, counts[name], flush=True)
    (Path(work) / "seq2seq-rows.json").write_text(json.dumps(counts), encoding="utf-8")


def expand_slice(job):
    """Every so-manieth example -> {set: {shape: rows}}."""
    work, shapes, number, slices = job
    examples, result, rng = Examples.load(work).slice(number, slices), {}, random.Random(number)
    for name, weights in WEIGHTS.items():
        files = RowFiles(shapes)
        add_pairs(files, examples.pairs, weights, rng)
        for tags, source, target in examples.pages + (examples.gaps if name == "main" else []):
            files.add(*example(list(map(int, tags)), source, target))
        result[name] = {shape: np.array(rows) for shape, rows in files.rows.items() if rows}
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--work", default="work")
    parser.add_argument("--stage", choices=("encode", "expand", "all"), default="all")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    a = parser.parse_args()
    preset = PRESETS[a.preset]
    if a.stage != "expand":
        encode_examples(a.corpus, a.work, preset, a.processes)
    if a.stage != "encode":
        write_rows(a.work, preset.seq2seq_shapes, max(1, a.processes))


if __name__ == "__main__":
    main()
