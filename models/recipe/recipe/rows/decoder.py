"""Corpus -> packed uint16 rows. Half the pieces are rearranged for fill-in-the-middle.

A row of length T+1 holds whole sequences, packed:
  plain  <bos> text [<eos>]
  FIM    <bos> <fim_suffix> SUFFIX <fim_middle> PREFIX+MIDDLE <fim_end>
PREFIX+MIDDLE is encoded as one string, so no seam exists at the cursor. <eos> stands only at a
document's true end. A long document goes on in a later row under its heading path.

  python -m recipe.rows.decoder --preset cpu --corpus DIR --work DIR --stage split|rows
"""

import argparse
import math
import multiprocessing
import os
import pickle
import random
import re
from pathlib import Path

import numpy as np

from ..config.presets import PRESETS
from ..corpus.shards import load_split, load_work_split
from ..tokens.specials import BOS, EOS, FIM_END, FIM_MIDDLE, FIM_SUFFIX, PAD
from ..tokens import tokenizer as bpe

FIM_SHARE = 0.5
EMPTY_SUFFIX_SHARE = 0.1
MINIMUM_ROOM = 24
_HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.M)
_SENTENCE_END = re.compile(r"[.!?。](?=\s)")


def heading_path(text):
    """The headings open at the end of `text`, outermost first, as Markdown ('' when none)."""
    path = []
    for mark, title in _HEADING.findall(text):
        while path and len(path[-1][0]) >= len(mark):
            path.pop()
        path.append((mark, title.strip()))
    return "".join(f"{mark} {title}\n\n" for mark, title in path)


def snap(text, position, rng):
    """Moves a middle/suffix cut to the nearest earlier boundary of a randomly chosen kind:
    40 % line ends, 30 % sentence ends, 20 % word ends, 10 % any character."""
    kind = rng.random()
    low = max(1, position - 400)
    if kind < 0.4:
        found = text.rfind("\n", low, position + 1)
        while found > low and text[found - 1] == "\n":
            found -= 1
    elif kind < 0.7:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, low, position + 1)]
        found = ends[-1] if ends else -1
    elif kind < 0.9:
        found = max(text.rfind(" ", low, position + 1), text.rfind("\n", low, position + 1))
    else:
        found = position
    return found if found > 0 else position


def fim_sequence(text, rows, encode, rng):
    """text -> ids of one FIM sequence; suffix length log-uniform from 8 to 256 tokens."""
    if rng.random() < EMPTY_SUFFIX_SHARE:
        cut = len(text)
    else:
        top = min(256, rows // 2)
        tokens = math.exp(rng.uniform(math.log(8), math.log(top)))
        share = min(0.6, tokens / rows)
        cut = snap(text, max(1, int(len(text) * (1 - share))), rng)
    return [BOS, FIM_SUFFIX, *encode(text[cut:]), FIM_MIDDLE, *encode(text[:cut]), FIM_END]


def break_point(text, limit):
    """Where to end a row's text of at most `limit` characters: paragraph, line, sentence, word."""
    if len(text) <= limit:
        return len(text)
    for mark, floor in (("\n\n", 0.7), ("\n", 0.8), (". ", 0.85), (" ", 0.9)):
        found = text.rfind(mark, int(limit * floor), limit)
        if found > 0:
            return found + (1 if mark == ". " else 0)
    return limit


class RowPacker:
    """Fills rows of `length`+1 ids; yields each full row as a list padded with <pad>."""

    def __init__(self, length, encode, rng):
        self.length, self.encode, self.rng = length, encode, rng
        self.row = []

    def add(self, document_text, characters_per_token):
        """Packs one document, going on in further rows; yields the rows it completed."""
        rest, seen = document_text, ""
        while rest.strip():
            room = self.length + 1 - len(self.row)
            if room < MINIMUM_ROOM:
                yield self._finish()
                continue
            limit = int((room - 6) * characters_per_token)
            head = heading_path(seen) if seen else ""
            if len(head) > 0.25 * limit:
                head = ""
            limit -= len(head)
            end, sequence = self._fit(head, rest, limit, room)
            if sequence is None and self.row:
                yield self._finish()
                continue
            if sequence is None:  # not even a few words fit a fresh row: cut between tokens
                end, sequence = 8, [BOS, *self.encode(rest[:8])][:room]
            self.row += sequence
            seen, rest = seen + rest[:end], rest[end:].lstrip("\n")
            if rest[:1] == " ":
                rest = rest.lstrip(" ")

    def _fit(self, head, rest, limit, room):
        """Tries shorter pieces until the ids fit; returns (characters used, ids or None)."""
        while limit >= (8 if not self.row else 40):
            end = break_point(rest, limit)
            piece = head + rest[:end]
            if self.rng.random() < FIM_SHARE:
                sequence = fim_sequence(piece, room, self.encode, self.rng)
            else:
                sequence = [BOS, *self.encode(piece)] + ([EOS] if end == len(rest) else [])
            if len(sequence) <= room:
                return end, sequence
            limit = int(min(limit, end) * min(0.95, room / len(sequence)))
        return 0, None

    def _finish(self):
        row = self.row + [PAD] * (self.length + 1 - len(self.row))
        self.row = []
        return row


def pack(documents, length, tokens_wanted, encode, rng):
    """documents -> uint16 [rows, length+1]; stops at tokens_wanted. Consumes the iterator."""
    packer, rows = RowPacker(length, encode, rng), []
    for document in documents:
        characters = {"ko": 2.1}.get(document["group"], 4.0)
        for row in packer.add(document["text"], characters):
            rows.append(row)
        if len(rows) * length >= tokens_wanted:
            break
    rng.shuffle(rows)
    return np.array(rows, dtype=np.uint16)


def make_split(arguments, preset):
    train, validation = load_split(
        arguments.corpus, preset.corpus_bytes, preset.source_cap, code_lines=preset.code_lines)
    random.Random(1).shuffle(train)
    work = Path(arguments.work)
    work.mkdir(parents=True, exist_ok=True)
    with open(work / "split.pickle", "wb") as file:
        pickle.dump((train, validation), file)
    for name, documents in (("train", train), ("validation", validation)):
        for group in ("docs", "prose", "ko"):
            size = sum(len(d["text"].encode()) for d in documents if d["group"] == group)
            count = sum(d["group"] == group for d in documents)
            print(f"{name} {group}: {count} documents, {size / 1e6:.1f} MB")


def _pack_slice(job):
    work, documents, length, tokens_wanted, seed = job
    return pack(iter(documents), length, tokens_wanted, bpe.encoder(Path(work) / "tokenizer")[1], random.Random(seed))


def make_rows(arguments, preset):
    """Each row length gets its share of the documents, so that no stage repeats another's; a
    process packs each slice of a share."""
    work, wanted = Path(arguments.work), preset.decoder_schedule.row_tokens
    if not (work / "tokenizer" / "tokenizer.json").exists():  # else one that other bundles share already
        full = (work / "tokenizer-48k.json").read_text(encoding="utf-8")
        bpe.save(bpe.cut(full, preset.decoder.vocabulary), work / "tokenizer", preset.decoder.context)
    train, _ = load_work_split(work)
    total, begin, slices = sum(wanted.values()), 0, max(1, arguments.processes)
    for length, tokens in wanted.items():
        end = min(len(train), begin + math.ceil(len(train) * tokens / total))
        jobs = [(work, train[begin:end][n::slices], length, tokens / slices, 2 + n) for n in range(slices)]
        if slices > 1:
            with multiprocessing.get_context("fork").Pool(slices) as pool:
                parts = pool.map(_pack_slice, jobs, chunksize=1)
        else:
            parts = list(map(_pack_slice, jobs))
        rows = np.concatenate([part for part in parts if len(part)])
        np.random.default_rng(2).shuffle(rows)
        np.save(work / f"rows-{length}.npy", rows)
        print(f"rows of {length}: {rows.shape[0]}, {rows.size / 1e6:.2f} M ids, {(rows != PAD).mean():.1%} used")
        begin = end


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--work", default="work")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--stage", choices=("split", "rows"), required=True)
    arguments = parser.parse_args()
    preset = PRESETS[arguments.preset]
    (make_split if arguments.stage == "split" else make_rows)(arguments, preset)


if __name__ == "__main__":
    main()
