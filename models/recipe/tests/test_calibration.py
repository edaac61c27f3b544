"""Weights quantised for what their products are given."""

import json

import numpy as np
import pytest
import torch

from recipe.config.presets import EncoderDecoder
from recipe.export import calibration
from recipe.export.calibration import HEAD, Quantised, calibrate, read_examples
from recipe.export.onnx_graph import ROWS
from recipe.export.quantize import CHANNEL_LIMIT, quantize_channels
from recipe.export.seq2seq import decoder_graph, encoder_graph, run_graphs
from recipe.export.seq2seq_graphs import Graphs
from recipe.export.weights import graph_weights
from recipe.models.seq2seq import Seq2SeqModel
from recipe.tokens.specials import PAD

SHAPE = EncoderDecoder(vocabulary=384, width=64, heads=2, mlp=128, encoder_layers=2, decoder_layers=2, context=64)


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    made = Seq2SeqModel(SHAPE).eval()
    for name, parameter in made.named_parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.12)
        else:  # some inputs reach much farther than others
            torch.nn.init.uniform_(parameter, 0.1, 3)
    return made


@pytest.fixture(scope="module")
def examples():
    rng = np.random.default_rng(1)
    return [(rng.integers(64, 384, 12).tolist(), rng.integers(64, 384, 9).tolist()) for _ in range(40)]


@pytest.fixture
def bundle(model, examples, tmp_path):
    weights, quantised = calibrate(model, examples)
    (tmp_path / "onnx").mkdir()
    encoder_graph(weights, SHAPE, ROWS, ROWS, quantised).save(tmp_path / "onnx" / "encoder_model.onnx")
    decoder_graph(weights, SHAPE, ROWS, ROWS, quantised).save(tmp_path / "onnx" / "decoder_model.onnx")
    return tmp_path


def test_rounding_for_the_inputs_leaves_less_of_an_error_in_the_outputs():
    rng = np.random.default_rng(0)
    mixed = rng.normal(size=(400, 24)) @ rng.normal(size=(24, 24))
    weight = rng.normal(size=(10, 24)).astype(np.float32)
    moment = mixed.T @ mixed / len(mixed)
    error = lambda q, scales: np.square(mixed @ (q * scales) - mixed @ weight.T).mean()
    plain, rounded = quantize_channels(weight), quantize_channels(weight, moment)
    assert np.abs(rounded[0]).max() <= CHANNEL_LIMIT and np.array_equal(plain[1], rounded[1])
    assert error(*rounded) < error(*plain) / 2


def test_calibrated_graphs_give_what_pytorch_gives_the_same_in_any_batch(model, bundle):
    graphs = Graphs(bundle / "onnx" / "encoder_model.onnx", bundle / "onnx" / "decoder_model.onnx")
    rng = np.random.default_rng(2)
    source, target = rng.integers(64, 384, (2, 12)), rng.integers(64, 384, (2, 7))
    source[1, 8:] = PAD
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(source), torch.from_numpy(target)).numpy()
    logits, _ = run_graphs(graphs, source, target)
    stepwise, _ = run_graphs(graphs, source, target, (3, 4))
    alone, _ = run_graphs(graphs, source[:1], target[:1])
    assert np.corrcoef(logits.ravel(), expected.ravel())[0, 1] > 0.99
    assert np.abs(stepwise - logits).max() < 0.05 * np.abs(logits).max()
    assert np.allclose(alone[0], logits[0], atol=1e-4)


def test_a_bundle_is_read_back_as_it_stands(model, bundle):
    quantised = Quantised.of_bundle(bundle)
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    found = {}
    for path in (bundle / "onnx").glob("*.onnx"):
        found |= graph_weights(path)
    assert quantised.balance.shape == (SHAPE.width,) and HEAD in quantised.matrices
    assert len(quantised.steps) == 1 + 2 * SHAPE.encoder_layers + 1 + 3 * SHAPE.decoder_layers
    for n, build in (("encoder", encoder_graph), ("decoder", decoder_graph)):
        made = build({**weights, **{name if name.endswith("weight") else f"{name}.weight": w for name, w in found.items()}}, SHAPE, ROWS, ROWS, quantised)
        path = bundle / "onnx" / f"{n}_model.onnx"
        before = path.read_bytes()
        made.save(path)
        assert path.read_bytes() == before


def test_examples_are_both_ways_and_short(tmp_path, monkeypatch):
    class Tokenizer:
        def encode(self, text, add_special_tokens):
            return type("Encoding", (), {"ids": list(range(70, 70 + len(text)))})
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in (["abc", "de", "human"], ["a" * 99, "b"], ["c", "d"])))
    monkeypatch.setattr(calibration, "MOST_TOKENS", 20)
    made = read_examples(tmp_path / "pairs.jsonl", Tokenizer(), 2)
    assert [(len(source), len(target)) for source, target in made] == [(6, 3), (5, 4)]
