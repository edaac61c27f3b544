"""The lexicon: what is counted, what is kept, and the bytes it is kept in."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from recipe.corpus.source_words import SourceWords, stem
from recipe.rows import lexicon
from recipe.tokens.specials import BOS
from recipe.tokens.tokenizer import load

VOCABULARY = 100
BUNDLE = Path(__file__).parents[2] / "seq2seq"
CASES = json.loads((Path(__file__).parent / "source_words.json").read_text(encoding="utf-8"))


class OneTokenWords:
    def runs(self, ids):
        return [(n, n + 1, f"w{i}") for n, i in enumerate(ids)]


def test_stems_as_the_engine_has_them():
    assert {word: stem(word) for word in CASES["stems"]} == CASES["stems"]


@pytest.mark.skipif(not (BUNDLE / "tokenizer.json").exists(), reason="no bundle")
def test_words_as_the_engine_has_them():
    words = SourceWords(load(BUNDLE))
    for case in CASES["runs"]:
        assert [list(run) for run in words.runs(case["ids"])] == case["words"]


def test_links_are_inherited_by_what_follows():
    assert list(lexicon.inherited([-1, 2, -1, -1, 0, -1])) == [-1, 2, 2, 2, 0, 0]


def test_counts_by_word_and_token_before():
    pairs = [([10, 11], [50, 51], np.array([0, 1]))] * 3 + [([10], [52], np.array([0]))]
    numbers, keys, counts, uses = lexicon.count(pairs, OneTokenWords(), VOCABULARY)
    key = lambda word, before, token: (numbers[word] * VOCABULARY + before) * VOCABULARY + token
    assert dict(zip(keys.tolist(), counts.tolist())) == {key("w10", BOS, 50): 3, key("w10", BOS, 52): 1, key("w11", 50, 51): 3}
    assert uses[numbers["w10"]] == 4


def test_weights_leave_something_to_the_model_and_noise_is_dropped():
    contexts = np.array([0, 0, 0, 1])
    counts, uses = np.array([90, 8, 1, 1]), np.array([600])
    keys, weights = lexicon.prune(contexts * VOCABULARY + np.arange(4), counts, uses, VOCABULARY)
    assert list(keys) == [0, 1]  # what was seen once goes, of a word that is not rare
    assert weights == pytest.approx(np.array([90, 8]) / (98 + 1 + 1))


def test_rare_words_keep_what_was_seen_once_and_the_most_frequent_ones_nothing():
    keys = np.array([0, VOCABULARY ** 2])
    kept, weights = lexicon.prune(keys, np.array([1, 900]), np.array([1, lexicon.MOST_FREQUENT + 1]), VOCABULARY)
    assert list(kept) == [0] and weights == pytest.approx([1 / 2.5])


def test_a_block_is_read_back():
    made = lexicon.block([3, 3, 700], [5, 6, 7], [1, 2, 255])
    assert made == bytes([3]) + struct.pack("<HB", 5, 1) + struct.pack("<HB", 6 | 0x8000, 2) + bytes([697 & 0x7F | 0x80, 697 >> 7]) + struct.pack("<HB", 7 | 0x8000, 255)


def test_hashes_are_fnv1a():
    assert lexicon.fnv1a("") == 0x811C9DC5 and lexicon.fnv1a("a") == 0xE40C292C and lexicon.fnv1a("foobar") == 0xBF9CF968


def test_the_file_holds_both_directions(tmp_path):
    pairs = [(((10,), (50,)), np.array([0]), "human")] * 2
    directions = lexicon.build(pairs, OneTokenWords(), VOCABULARY)
    lexicon.write(tmp_path / "lexicon.bin", VOCABULARY, directions)
    data = (tmp_path / "lexicon.bin").read_bytes()
    assert data[:4] == b"LEXI" and struct.unpack("<6I", data[4:28]) == (1, VOCABULARY, 1, 4, 1, 4)
    assert struct.unpack("<I", data[28:32]) == (lexicon.fnv1a("w10"),) and len(data) == 28 + 16 + 8
