"""A GGUF of our decoder, read back as anybody's."""

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from recipe.export.from_gguf import Source, in_halves
from recipe.export.gguf import export, rotated_in_pairs
from recipe.export.weights import read_weights

BUNDLE = Path(__file__).parents[2] / "completion"


@pytest.fixture(scope="module")
def gguf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gguf")
    for pre in ("gpt-2", "superbpe"):
        export(BUNDLE, folder / f"{pre}.gguf", pre)
    return folder


def test_shape_and_weights_come_back_to_within_a_block_s_rounding(gguf):
    source, config = Source(gguf / "gpt-2.gguf"), json.loads((BUNDLE / "config.json").read_text())
    shape = source.shape()
    assert (shape.layers, shape.width, shape.kv_heads) == (config["num_hidden_layers"], config["hidden_size"], config["num_key_value_heads"])
    found, stored = source.weights(shape), read_weights(BUNDLE)
    assert found.keys() == stored.keys()
    for name, matrix in found.items():
        assert np.abs(matrix - stored[name].numpy()).max() <= np.abs(matrix).max() / 200, name


def test_rotations_are_each_other_s_inverse():
    weight = np.arange(96, dtype=np.float32).reshape(24, 4)
    assert (in_halves(rotated_in_pairs(weight, 3), 3) == weight).all()


def test_special_tokens_are_special_and_a_splitting_nobody_knows_is_refused(gguf):
    tokenizer: Tokenizer = Source(gguf / "gpt-2.gguf").tokenizer()
    assert tokenizer.decode(tokenizer.encode("한글 and English 1234").ids) == "한글 and English 1234"
    assert tokenizer.token_to_id("<bos>") == 1
    with pytest.raises(ValueError, match="superbpe"):
        Source(gguf / "superbpe.gguf").tokenizer()
