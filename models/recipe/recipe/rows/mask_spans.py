"""Chooses what to blank out of token ids: whole words, Korean stems and particles, spans.

Knows ids and the letters behind them, no model and no files. A blank has exactly as many <mask>
as tokens: at run time the number of tokens is part of the question.
"""

import numpy as np

from ..tokens.specials import MASK, RESERVED

WORD_SHARE = 0.6  # of the blanks; the rest are spans
SPAN_GEOMETRIC, SPAN_MAX = 0.35, 6
SPAN_AT_WORD_SHARE = 0.7  # of the spans begin where a word does
STEM_SHARE, PARTICLE_SHARE = 0.35, 0.2  # of Korean words whose particle is a token of its own

PARTICLES = frozenset(
    "은 는 이 가 을 를 에 의 와 과 도 만 로 으로 에서 에게 한테 께서 부터 까지 처럼 보다 마다 이나 나 이며 며 이고 고 "
    "라고 이라고 라는 이라는 에는 에도 에만 에서는 에서도 으로는 로는 으로도 에게는 까지는 부터는 와는 과는 이란 란 "
    "조차 밖에 대로 만큼 뿐 입니다 이다 인 들 들은 들이 들을 들의 했습니다 합니다 하는 하고 하여 해서 하면 할 한 된 되는 됩니다".split()
)
_LONGEST_PARTICLE = max(map(len, PARTICLES))


def is_hangul(character):
    return "가" <= character <= "힣"


def split_particle(word):
    """'학교에서' -> ('학교', '에서'); (word, '') when no particle of the list ends it."""
    for length in range(min(_LONGEST_PARTICLE, len(word) - 1), 0, -1):
        if word[-length:] in PARTICLES and is_hangul(word[-length - 1]):
            return word[:-length], word[-length:]
    return word, ""


class WordFinder:
    """Words within ids. tokenizer: tokenizers.Tokenizer; vocabulary: its size."""

    def __init__(self, tokenizer, vocabulary):
        self.pieces = [tokenizer.decode([i], skip_special_tokens=False) if i >= RESERVED else "" for i in range(vocabulary)]
        torn = lambda p: p.startswith("\ufffd")  # half a Hangul syllable
        self.begins = [len(p) > 1 and p[0] == " " and (p[1].isalpha() or p[1] == "\ufffd") for p in self.pieces]
        self.goes_on = [bool(p) and (p[0].isalpha() or torn(p)) for p in self.pieces]

    def words(self, ids):
        """-> [(begin, end)] in order. A word begins with a space and a letter, or with a letter
        where none was before (line start, after a bracket); it goes on as long as letters do."""
        spans, begin = [], -1
        for n, i in enumerate(ids):
            lone_space = self.pieces[i] == " " and n + 1 < len(ids) and self.goes_on[ids[n + 1]]
            if self.begins[i] or lone_space or (begin < 0 and self.goes_on[i]):
                if begin >= 0:
                    spans.append((begin, n))
                begin = n
            elif begin >= 0 and not self.goes_on[i]:
                spans.append((begin, n))
                begin = -1
        if begin >= 0:
            spans.append((begin, len(ids)))
        return spans

    def particle_begin(self, ids, begin, end):
        """Where the particle of the Korean word ids[begin:end] begins, or 0: no token boundary there."""
        tail = ""
        for n in range(end - 1, begin, -1):
            tail = self.pieces[ids[n]] + tail
            if len(tail) > _LONGEST_PARTICLE or "\ufffd" in tail:
                return 0
            if tail in PARTICLES:
                return n
        return 0


def choose_blanks(ids, words, finder, rate, rng):
    """ids: list without padding, <bos> and <eos> at its ends. -> [(begin, end)] of blanks, apart from
    each other by at least one token, about rate * length tokens in all, at least one blank."""
    length = len(ids)
    wanted, covered = max(1, round(rate * (length - 2))), 0
    taken = bytearray(length)
    taken[0] = taken[-1] = 1
    blanks = []
    for _ in range(4 * wanted + 8):
        if words and rng.random() < WORD_SHARE:
            begin, end = _word_blank(ids, words[rng.randrange(len(words))], finder, rng)
        else:
            size = 1
            while size < SPAN_MAX and rng.random() > SPAN_GEOMETRIC:
                size += 1
            at_word = words and rng.random() < SPAN_AT_WORD_SHARE
            begin = words[rng.randrange(len(words))][0] if at_word else rng.randrange(1, max(2, length - 1))
            end = min(begin + size, length - 1)
        if end <= begin or end - begin > SPAN_MAX or (blanks and end - begin > wanted - covered + 1):
            continue
        if any(taken[begin:end]) or (begin > 1 and taken[begin - 1]) or (end < length - 1 and taken[end]):
            continue
        taken[begin:end] = b"\1" * (end - begin)
        blanks.append((begin, end))
        covered += end - begin
        if covered >= wanted:
            break
    return blanks


def _word_blank(ids, word, finder, rng):
    begin, end = word
    cut = finder.particle_begin(ids, begin, end) if end - begin > 1 else 0
    if cut:
        kind = rng.random()
        if kind < STEM_SHARE:
            return begin, cut
        if kind < STEM_SHARE + PARTICLE_SHARE:
            return cut, end
    return begin, end


def mask_rows(rows, finder, rate, rng, ignored=0):
    """rows int [n, length], padded with 0 -> int64 [n, 2 * length]: ids with <mask> in the blanks,
    then the targets there, `ignored` elsewhere. rng: random.Random."""
    count, length = rows.shape
    result = np.empty((count, 2 * length), np.int64)
    result[:, :length], result[:, length:] = rows, ignored
    lengths = (rows != 0).sum(1)
    for n, row in enumerate(rows.tolist()):
        ids = row[:lengths[n]]
        for begin, end in choose_blanks(ids, finder.words(ids), finder, rate, rng):
            result[n, length + begin:length + end] = row[begin:end]
            result[n, begin:end] = MASK
    return result
