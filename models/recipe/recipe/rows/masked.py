"""Documents -> uint16 rows for the masked model: `<bos> piece <eos>`, one piece of a document a row.

Nothing is packed: attention is bidirectional, so two pieces in a row would leak into each other.
The shortest rows hold single sentences; longer ones end at a paragraph, line, sentence or word.
In some Korean words the particle is encoded apart from its stem, as the engine does at a blank.

  python -m recipe.rows.masked --preset cpu --work DIR    (after recipe.rows.decoder's split and rows)
"""

import argparse
import multiprocessing
import os
import random
import re
from pathlib import Path

import numpy as np

from ..config.masked_presets import MASKED_PRESETS
from ..corpus.shards import load_work_split
from .decoder import break_point
from .mask_spans import split_particle
from ..tokens.specials import BOS, EOS, PAD
from ..tokens.tokenizer import encoder

APART_SHARE = 0.15  # of Korean words with a particle
CHARACTERS_PER_TOKEN = {"ko": 2.3, "docs": 4.0, "prose": 4.0}
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?。](?=\s|$)|(?=\n|$))")
_KOREAN_WORD = re.compile(r"(?<=[ \n])[가-힣]{2,12}(?![가-힣\w])")


def apart(text, rng):
    """-> pieces whose ids are made one by one: cut between stem and particle of a few words."""
    cuts = [0]
    for match in _KOREAN_WORD.finditer(text):
        if rng.random() < APART_SHARE:
            stem, particle = split_particle(match.group())
            if particle:
                cuts.append(match.start() + len(stem))
    cuts.append(len(text))
    return [text[a:b] for a, b in zip(cuts, cuts[1:])]


class Pieces:
    """Cuts documents into rows of at most `length` ids."""

    def __init__(self, encode, rng):
        self.encode, self.rng = encode, rng

    def ids(self, text, group):
        parts = apart(text, self.rng) if group == "ko" else [text]
        return [i for part in parts for i in self.encode(part)]

    def rows(self, document, length):
        """Yields lists of at most `length` ids, <bos> and <eos> included."""
        rest, group = document["text"], document["group"]
        limit = int((length - 2) * CHARACTERS_PER_TOKEN[group])
        while len(rest) > 40:
            end = break_point(rest, limit)
            ids = self.ids(rest[:end], group)
            while len(ids) > length - 2:
                end = break_point(rest, min(end - 1, int(end * (length - 2) / len(ids))))
                ids = self.ids(rest[:end], group)
            if len(ids) > 8:
                yield [BOS, *ids, EOS]
            limit = int((length - 2) * max(1.2, end / max(1, len(ids)) * 1.02))
            rest = rest[end:].lstrip("\n ")

    def sentences(self, document, length):
        """Yields rows of one sentence each; those too long or too short are left out."""
        for match in _SENTENCE.finditer(document["text"]):
            text = match.group().strip()
            if 20 <= len(text) <= 5 * length:
                ids = self.ids(text, document["group"])
                if 5 <= len(ids) <= length - 2:
                    yield [BOS, *ids, EOS]


def pack_masked(documents, row_tokens, shares, encode, rng):
    """-> {length: uint16 [rows, length]}. Each group's documents are read once, round and round
    over the lengths, until a length has its share of the group; modern documents come first."""
    pieces, result = Pieces(encode, rng), {length: [] for length in row_tokens}
    shortest = min(row_tokens)
    for group, share in shares.items():
        own = [d for d in documents if d["group"] == group]
        wanted = {length: share * tokens / length for length, tokens in row_tokens.items()}
        filled = dict.fromkeys(row_tokens, 0)
        for document in own:
            open_lengths = [n for n in row_tokens if filled[n] < wanted[n]]
            if not open_lengths:
                break
            length = min(open_lengths, key=lambda n: filled[n] / wanted[n])
            make = pieces.sentences if length == shortest else pieces.rows
            for row in make(document, length):
                result[length].append(row + [PAD] * (length - len(row)))
                filled[length] += 1
    for rows in result.values():
        rng.shuffle(rows)
    return {length: np.array(rows, dtype=np.uint16).reshape(-1, length) for length, rows in result.items()}


def _pack_slice(job):
    work, preset, documents, slices, seed = job
    wanted = {length: tokens / slices for length, tokens in preset.row_tokens.items()}
    return pack_masked(documents, wanted, preset.group_shares, encoder(Path(work) / "tokenizer")[1], random.Random(seed))


def pack_in_processes(work, documents, preset, slices):
    """pack_masked over slices of the documents, a process each -> {length: uint16 [rows, length]}."""
    jobs = [(work, preset, documents[n::slices], slices, 5 + n) for n in range(slices)]
    if slices == 1:
        return _pack_slice(jobs[0])
    with multiprocessing.get_context("fork").Pool(slices) as pool:
        parts = pool.map(_pack_slice, jobs, chunksize=1)
    result = {length: np.concatenate([part[length] for part in parts]) for length in preset.row_tokens}
    for rows in result.values():
        np.random.default_rng(4).shuffle(rows)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=MASKED_PRESETS, default="cpu")
    parser.add_argument("--work", default="work")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    a = parser.parse_args()
    preset, work = MASKED_PRESETS[a.preset], Path(a.work)
    train, _ = load_work_split(work)
    for length, rows in pack_in_processes(work, train, preset, max(1, a.processes)).items():
        np.save(work / f"masked-rows-{length}.npy", rows)
        print(f"rows of {length}: {len(rows)}, {rows.size / 1e6:.2f} M ids, {(rows != PAD).mean():.1%} used")


if __name__ == "__main__":
    main()
