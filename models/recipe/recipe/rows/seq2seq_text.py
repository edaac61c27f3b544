"""Text to the encoder-decoder's ids and back, things that are kept among them."""

import json
from pathlib import Path

from .pairs import FIRST_ATOM, piecewise, with_atoms
from ..export.seq2seq_graphs import FIRST_SENTINEL, LAST_SENTINEL
from ..tokens.specials import EOS, ID
from ..tokens.tokenizer import encoder


class Language:
    """Text to ids and back, atoms among them."""

    def __init__(self, folder):
        self.tokenizer, encode = encoder(folder)
        self.encode = piecewise(encode)

    def decode(self, ids, atoms=()):
        text, run = "", []
        for token in [*ids, EOS]:
            if FIRST_SENTINEL <= token <= LAST_SENTINEL or token == EOS:
                text += self.tokenizer.decode(run) if run else ""
                text += chr(FIRST_ATOM + token - FIRST_SENTINEL) if token != EOS else ""
                run = []
            else:
                run.append(token)
        return with_atoms(text, atoms)

    def source(self, tags, text):
        return [*(ID[f"<{tag}>"] for tag in tags), *self.encode(text), EOS]


def cut(source, longest):
    """A source no longer than that, its <eos> kept."""
    return [*source[:-1][:longest - 1], EOS]


def read_lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
