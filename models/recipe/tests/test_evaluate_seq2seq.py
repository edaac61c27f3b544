"""Figures of the encoder-decoder: ROUGE, atoms put back, links counted."""

import numpy as np
import pytest

from recipe.evaluation.pages import lead_sentence
from recipe.evaluation.seq2seq import alignment
from recipe.rows.pairs import atoms_of, mark_atoms, with_atoms
from recipe.corpus.rouge import rouge, words_not_in
from recipe.rows.seq2seq import example
from recipe.tokens.specials import ID


def test_rouge_counts_words_pairs_and_order():
    assert rouge("The cat sat.", "the cat sat") == {"rouge1": 1, "rouge2": 1, "rougeL": 1}
    figures = rouge("police killed the gunman", "the gunman killed police")
    assert figures["rouge1"] == 1 and figures["rouge2"] == pytest.approx(1 / 3) and figures["rougeL"] == pytest.approx(2 / 4)
    assert rouge("", "a b") == {"rouge1": 0, "rouge2": 0, "rougeL": 0}


def test_korean_is_counted_by_syllables():
    assert rouge("파일을", "파일이")["rouge1"] == pytest.approx(2 / 3)


def test_words_that_the_page_has_not():
    assert words_not_in("The server reads a file.", "A server writes files") == (2, 4)
    assert words_not_in("파일을 저장합니다", "파일에 저장하고 닫기") == (1, 3)


def test_atoms_come_back_where_their_characters_stand():
    texts = "Run `npm i` on {host}.", "{host}에서 `npm i`를 실행하세요."
    _, target = mark_atoms(*texts)
    assert with_atoms(target, atoms_of(texts[0])) == texts[1]


def test_the_first_sentence_of_a_page():
    assert lead_sentence("Version 1.2 is out. It is new.\nMore.") == "Version 1.2 is out."
    assert lead_sentence("No end here\nMore.") == "No end here"


class FixedAttention:
    """Looks from target token t at source position t + 2."""

    def begin(self, source):
        return source.shape[1]

    def step(self, length, ids):
        attention = np.zeros((len(ids), 1, ids.shape[1], length))
        for t in range(ids.shape[1]):
            attention[:, 0, t, min(t + 2, length - 1)] = 1
        return None, attention


class NoWords:
    class tokenizer:
        id_to_token = staticmethod(lambda token: "Ġa" if token == 101 else "<s>" if token < 64 else "b")


def test_links_are_counted_by_token_and_by_word():
    row = example([ID["<to_ko>"], ID["<human>"]], [100, 101, 102], [200, 201, 202], [0, 2, -1])
    figures = alignment(FixedAttention(), NoWords, [row])
    assert figures["tokens"] == 2
    assert figures["aligning head"] == {"token": 0.5, "word": 1.0}
