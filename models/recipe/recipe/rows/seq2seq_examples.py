"""Everything the encoder-decoder's rows are made of, each thing encoded once, in two files: seq2seq-pairs.npz and
seq2seq-pages.npz. Lists of ids lie end to end, their lengths beside them. Knows neither rows nor how often a thing is repeated.
"""

import json
import multiprocessing
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..corpus import word_alignment
from .pairs import mark_atoms, piecewise, read_pairs
from .seq2seq_pages import read_gaps, read_headlines, read_summaries
from ..tokens.specials import ID
from ..tokens.tokenizer import encoder

ORIGINS = ("human", "community", "machine")
ALIGNED_AT_ONCE = 20_000
LEAST_PAGE = 24  # ids
NO_LINK = 255    # positions are under 128
PARTS = ("tags", "source", "target")


@dataclass
class Examples:
    """pairs: [((English ids, Korean ids), the English position of each Korean token or -1, origin)];
    pages and gaps: [(tags, source ids, target ids)]."""
    pairs: list
    pages: list
    gaps: list

    def save(self, work):
        english, korean = zip(*(ids for ids, _, _ in self.pairs)) if self.pairs else ((), ())
        links = [np.where(np.asarray(l) < 0, NO_LINK, l) for _, l, _ in self.pairs]
        origins = np.array([ORIGINS.index(origin) for _, _, origin in self.pairs], np.uint8)
        np.savez(Path(work) / "seq2seq-pairs.npz", **flat("en", english), **flat("ko", korean), **flat("links", links, np.uint8), origins=origins)
        columns = {f"{name}_{part}": [e[n] for e in getattr(self, name)] for name in ("pages", "gaps") for n, part in enumerate(PARTS)}
        np.savez(Path(work) / "seq2seq-pages.npz", **{k: v for name, lists in columns.items() for k, v in flat(name, lists).items()})

    @classmethod
    def load(cls, work):
        pairs, pages = (np.load(Path(work) / f"seq2seq-{name}.npz") for name in ("pairs", "pages"))
        links = [np.where(l == NO_LINK, -1, l.astype(np.int16)) for l in lists_of(pairs, "links")]
        ids = zip(lists_of(pairs, "en"), lists_of(pairs, "ko"))
        columns = lambda name: list(zip(*(lists_of(pages, f"{name}_{part}") for part in PARTS)))
        return cls(list(zip(ids, links, (ORIGINS[n] for n in pairs["origins"]))), columns("pages"), columns("gaps"))

    def slice(self, number, slices):
        return Examples(*(things[number::slices] for things in (self.pairs, self.pages, self.gaps)))


def flat(name, lists, dtype=np.uint16):
    """{NAME: all values end to end, NAME_n: how many are each list's}."""
    values = np.concatenate([np.asarray(x, dtype) for x in lists]) if lists else np.zeros(0, dtype)
    return {name: values, f"{name}_n": np.array([len(x) for x in lists], np.uint32)}


def lists_of(held, name):
    """The inverse of flat."""
    counts = held[f"{name}_n"]
    return np.split(held[name], np.cumsum(counts.astype(np.int64))[:-1]) if len(counts) else []


def encode_examples(corpus, work, preset, processes):
    """Reads the corpus, encodes and aligns, writes the examples and the held-out pairs and summaries."""
    shapes, rng = preset.seq2seq_shapes, random.Random(6)
    longest_pair, longest_page = max(s for s, t in shapes if s == t), max(s for s, _ in shapes)
    pairs, validation = read_pairs(corpus, preset.pairs)
    encoded = in_slices(encode_pairs, pairs, (work, longest_pair), processes)
    usable = [(ids, pair[2]) for ids, pair in zip(encoded, pairs) if ids]
    print(f"pairs: {len(usable)} of {len(pairs)} usable", flush=True)
    links = align_all([ids for ids, _ in usable], preset.seq2seq.vocabulary, preset.aligned_pairs)
    print(f"aligned: {np.mean([(l >= 0).mean() for l in links]):.1%} of Korean tokens", flush=True)
    summaries, summary_validation = read_summaries(corpus, preset.summaries)
    headlines = read_headlines(corpus, preset.summaries // 2)
    gaps = read_gaps(corpus, preset.gaps, {"en": longest_page * 4, "ko": longest_page * 2}, rng)
    kept = [(ids, l, origin) for (ids, origin), l in zip(usable, links)]
    Examples(kept, *page_examples(summaries, headlines, gaps, _encoder(work), longest_page)).save(work)
    for name, held_out in (("pairs", validation), ("summaries", summary_validation)):
        with open(Path(work) / f"{name}-validation.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in held_out)
        print(f"validation {name}: {len(held_out)}")


def page_examples(summaries, headlines, gaps, encode, longest):
    """-> (pages, gaps) of Examples; sources cut to `longest` ids with their tags and end."""
    pages = []
    for language, kind, page, summary in summaries:
        ids = encode(page[:longest * 5])[:longest - 4]
        if len(ids) >= LEAST_PAGE:
            pages.append(([ID["<summarize>"], ID[f"<{kind}>"], ID[f"<{language}>"]], ids, encode(summary)))
    for language, page, title in headlines:
        ids = encode(page[:longest * 5])[:longest - 3]
        if len(ids) >= LEAST_PAGE:
            pages.append(([ID["<headline>"], ID[f"<{language}>"]], ids, encode(title)))
    shortened = [([ID["<shorten>"], ID[f"<{language}>"]], encode(passage)[:longest - 3], encode(sentences)) for language, passage, sentences in gaps]
    return pages, shortened


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


def in_slices(function, items, extra, processes):
    """function((work, slice, ...)) over slices of items in so many processes; order kept."""
    processes = max(1, processes)
    slices, work, rest = processes * 4, extra[0], extra[1:]
    size = -(-len(items) // slices)
    jobs = [(work, items[n * size:(n + 1) * size], *rest, n) for n in range(slices)]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return [made for part in pool.map(function, jobs, chunksize=1) for made in part]


def align_all(encoded, vocabulary, learnt_from):
    """English to Korean pairs -> for each Korean token its English position, or -1."""
    some = encoded[:learnt_from]
    table = word_alignment.learn(some, vocabulary)
    found = []
    for begin in range(0, len(encoded), ALIGNED_AT_ONCE):
        found += word_alignment.align(encoded[begin:begin + ALIGNED_AT_ONCE], table, vocabulary)
    return found
