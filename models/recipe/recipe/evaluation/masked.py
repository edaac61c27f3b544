"""Held-out figures of the masked model: top-1 and top-5 of one blank in intact text.

  python -m recipe.evaluation.masked --work DIR                          the checkpoint's PyTorch weights
  python -m recipe.evaluation.masked --work DIR --bundle ../fill-mask    the quantised bundle
  add --decoder DIR/decoder.pt for the decoder used left to right; the unigram is always there

Each held-out piece of up to 128 tokens has one blank: a whole word, a Korean particle, or a span
of 2, 3 or 4 tokens. The number of tokens is given. Blanks of several tokens are filled by a beam of
5, the surest position first; right means every token right. The decoder sees the left side only and
beams over it. The unigram offers the most frequent words (or runs) of that length and script.
Also: nats a blanked token, one forward with all of the blank masked. Writes evaluation-masked-NAME.json.
"""

import argparse
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from ..corpus.shards import load_work_split
from ..export.decoder import load_checkpoint, open_session
from ..export.masked import WANTED, load_masked, run_graph
from ..rows.mask_spans import WordFinder, is_hangul
from ..rows.masked import Pieces
from ..tokens.specials import MASK, PAD, RESERVED
from ..tokens.tokenizer import encoder

GROUPS = {"docs": "English docs", "prose": "English prose", "ko": "Korean"}
KINDS = {"word": "whole word", "particle": "Korean particle", "span": "span of 2-4 tokens"}
BEAM, TOP = 5, 5
CONTEXT = 128


def held_out_blanks(work, folder, finder, count, length=CONTEXT):
    """-> [(group, kind, ids list, begin, end)]; at most one blank of a kind in a piece."""
    _, encode = encoder(folder)
    rng, blanks, filled = random.Random(21), [], Counter()
    _, documents = load_work_split(work)
    for document in documents:
        group = document["group"]
        for row in list(Pieces(encode, rng).rows(document, length))[:6]:
            words = [w for w in finder.words(row) if w[1] - w[0] <= 6]
            if len(words) < 8:
                continue
            chosen = {"word": rng.choice(words)}
            size = rng.choice((2, 3, 4))
            begins = [b for b, _ in words if b + size < len(row)]
            if begins:
                begin = rng.choice(begins)
                chosen["span"] = (begin, begin + size)
            particles = [(finder.particle_begin(row, b, e), e) for b, e in words if group == "ko"]
            particles = [p for p in particles if p[0]]
            if particles:
                chosen["particle"] = rng.choice(particles)
            for kind, (begin, end) in chosen.items():
                if filled[group, kind] < count:
                    filled[group, kind] += 1
                    blanks.append((group, kind, row, begin, end))
    rng.shuffle(blanks)
    return blanks


def log_softmax(logits):
    """logits [n, vocabulary] -> log-probabilities over text tokens only."""
    logits = logits.astype(np.float64)
    logits[:, :RESERVED] = -np.inf
    logits -= logits.max(-1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(-1, keepdims=True))


def pytorch_scorer(model):
    """-> score(ids int64 [batch, length], rows, columns) -> log-probabilities [len(rows), vocabulary]."""
    def score(ids, rows, columns):
        with torch.no_grad():
            return log_softmax(model.logits_at(torch.from_numpy(ids), torch.tensor(rows), torch.tensor(columns)).numpy())
    return score


def graph_scorer(path):
    session = open_session(path)

    def score(ids, rows, columns):
        mask = (ids != PAD).astype(np.int64)
        mask[rows, columns] = WANTED
        return log_softmax(run_graph(session, ids, mask)[0])
    return score


def fill(score, ids, begin, end):
    """The TOP best fillings of the blank, best first: lists of end - begin ids."""
    masked = np.array(ids, np.int64)
    masked[begin:end] = MASK
    beams = [(0.0, masked)]
    for _ in range(end - begin):
        rows, columns = zip(*[(n, c) for n, (_, b) in enumerate(beams) for c in range(begin, end) if b[c] == MASK])
        table = score(np.stack([b for _, b in beams]), list(rows), list(columns))
        grown = {}
        for n, (total, beam) in enumerate(beams):
            mine = [k for k, row in enumerate(rows) if row == n]
            k = max(mine, key=lambda k: table[k].max())  # the surest open position
            for i in np.argpartition(-table[k], BEAM)[:BEAM]:
                more = beam.copy()
                more[columns[k]] = i
                key = tuple(more[begin:end])
                if key not in grown or grown[key][0] < total + table[k][i]:
                    grown[key] = (total + table[k][i], more)
        beams = sorted(grown.values(), key=lambda each: -each[0])[:BEAM]
    return [beam[begin:end].tolist() for _, beam in beams][:TOP]


def fill_left_to_right(model, ids, begin, end):
    """The same by a decoder that sees ids[:begin] only."""
    beams = [(0.0, list(ids[:begin]))]
    for _ in range(end - begin):
        with torch.no_grad():
            hidden = model(torch.tensor([b for _, b in beams]))[:, -1]
            table = log_softmax((hidden @ model.head.T).numpy())
        grown = [(total + row[i], beam + [int(i)]) for (total, beam), row in zip(beams, table)
                 for i in np.argpartition(-row, BEAM)[:BEAM]]
        beams = sorted(grown, key=lambda each: -each[0])[:BEAM]
    return [beam[begin:] for _, beam in beams][:TOP]


class Unigram:
    """The most frequent words and runs of tokens of each length and script."""

    def __init__(self, rows, finder):
        words, runs = Counter(), Counter()
        for row in rows.tolist():
            ids = row[1:row.index(PAD) - 1] if PAD in row else row[1:-1]
            spans = finder.words(ids)
            words.update(tuple(ids[b:e]) for b, e in spans if e - b <= 6)
            runs.update(tuple(ids[b:b + n]) for b, _ in spans for n in (2, 3, 4) if b + n <= len(ids))
        self.korean = lambda ids: any(is_hangul(c) or c == "\ufffd" for i in ids for c in finder.pieces[i])
        self.tables = {}
        for kind, counts in (("word", words), ("span", runs)):
            for ids, _ in counts.most_common():
                best = self.tables.setdefault((kind, len(ids), self.korean(ids)), [])
                if len(best) < TOP:
                    best.append(list(ids))
        particles = Counter()
        for row in rows.tolist():
            ids = [i for i in row if i != PAD]
            for b, e in finder.words(ids):
                cut = finder.particle_begin(ids, b, e)
                if cut:
                    particles[tuple(ids[cut:e])] += 1
        for ids, _ in particles.most_common():
            best = self.tables.setdefault(("particle", len(ids), True), [])
            if len(best) < TOP:
                best.append(list(ids))

    def fill(self, kind, ids, begin, end):
        """The writer's language is known: Korean where the text is."""
        return self.tables.get((kind, end - begin, self.korean(ids)), [])


def tally(blanks, offers_of):
    """offers_of(kind, ids, begin, end) -> fillings; -> {group: {kind: [top-1, top-5, number]}}."""
    result = {}
    for group, kind, ids, begin, end in blanks:
        offers = offers_of(kind, ids, begin, end)
        cell = result.setdefault(group, {}).setdefault(kind, [0, 0, 0])
        truth = list(ids[begin:end])
        cell[0] += truth in offers[:1]
        cell[1] += truth in offers
        cell[2] += 1
    return {g: {k: [round(a / n, 4), round(b / n, 4), n] for k, (a, b, n) in kinds.items()} for g, kinds in result.items()}


def nats(score, blanks):
    """-> {group: mean nats a blanked token}, the whole blank masked at once."""
    sums = {}
    for group, _, ids, begin, end in blanks:
        masked = np.array(ids, np.int64)[None]
        masked[0, begin:end] = MASK
        table = score(masked, [0] * (end - begin), list(range(begin, end)))
        cell = sums.setdefault(group, [0.0, 0])
        cell[0] -= table[np.arange(end - begin), ids[begin:end]].sum()
        cell[1] += end - begin
    return {group: round(float(total / count), 4) for group, (total, count) in sums.items()}


def print_table(result):
    print(f"{'':38}" + "".join(f"{name:>22}" for name in result))
    for group, title in GROUPS.items():
        for kind, words in KINDS.items():
            cells = [figures.get(group, {}).get(kind) for figures in result.values()]
            if cells[0]:
                print(f"{title + ', ' + words:38}" + "".join(f"{c[0]:>14.1%} {c[1]:>7.1%}" for c in cells), f"  n={cells[0][2]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="masked")
    parser.add_argument("--bundle")
    parser.add_argument("--decoder", help="decoder checkpoint, to be compared left to right")
    parser.add_argument("--blanks", type=int, default=250, help="of a kind and group")
    a = parser.parse_args()
    torch.set_num_threads(1)
    work, folder = Path(a.work), Path(a.bundle) if a.bundle else Path(a.work) / "tokenizer"
    tokenizer, _ = encoder(folder)
    finder = WordFinder(tokenizer, tokenizer.get_vocab_size())
    blanks = held_out_blanks(work, folder, finder, a.blanks)
    if a.bundle:
        score = graph_scorer(next((folder / "onnx").glob("*.onnx")))
    else:
        score = pytorch_scorer(load_masked(work / f"{a.name}.pt")[0])
    result = {"masked model": tally(blanks, lambda _, *blank: fill(score, *blank))}
    if a.decoder:
        decoder = load_checkpoint(a.decoder)[0]
        result["decoder, left to right"] = tally(blanks, lambda _, *blank: fill_left_to_right(decoder, *blank))
    rows = np.load(work / f"masked-rows-{CONTEXT}.npy", mmap_mode="r")[:4000]
    result["unigram"] = tally(blanks, Unigram(rows, finder).fill)
    print_table(result)
    result["nats a token"] = nats(score, blanks)
    print("nats a blanked token:", result["nats a token"])
    name = "bundle" if a.bundle else a.name
    (work / f"evaluation-masked-{name}.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
