"""Corpus -> syllables.txt of a bundle: which Hangul syllables stand side by side inside of a word.

One line a syllable, it first, then those that follow it somewhere. What a model puts together from
pieces mostly holds a pair that nobody writes. Nothing that is held out is read, and no machine's text.

  python -m recipe.rows.syllables --corpus DIR --bundle ../seq2seq
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path

from ..corpus.shards import is_validation, read_documents, read_records, shard_paths
from ..export.bundle import write_checksums, write_text
from ..export.words import _CODE
from .pairs import UNSEEN_SOURCES, text_is_validation

_RUN = re.compile(r"[가-힣]+")


def syllable_pairs(texts):
    """-> {syllable: set of those that follow it}"""
    found = defaultdict(set)
    for text in texts:
        for run in _RUN.findall(_CODE.sub(" ", text)):
            for one, next_one in zip(run, run[1:]):
                found[one].add(next_one)
    return found


def lines(pairs):
    return "".join(one + "".join(sorted(pairs[one])) + "\n" for one in sorted(pairs))


def texts_of(corpus):
    for document in read_documents(shard_paths(corpus, "text-ko"), "ko"):
        if not is_validation(document["source"], document["path"]):
            yield document["text"]
    for path in shard_paths(corpus, "parallel-en-ko"):
        for record in read_records(path):
            is_held_out = record["source"] in UNSEEN_SOURCES or text_is_validation(record["en"])
            if record["origin"] != "machine" and not is_held_out:
                yield record["ko"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--bundle", default="../seq2seq")
    a = parser.parse_args()
    pairs = syllable_pairs(texts_of(a.corpus))
    write_text(Path(a.bundle) / "syllables.txt", lines(pairs))
    write_checksums(a.bundle)
    print(f"{sum(map(len, pairs.values()))} pairs")


if __name__ == "__main__":
    main()
