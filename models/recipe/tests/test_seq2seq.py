"""Encoder-decoder: rows, Hugging Face's equivalence, the two graphs."""

import random

import numpy as np
import pytest
import torch

from recipe.config.presets import EncoderDecoder
from recipe.export_seq2seq import check_parity, decoder_graph, encoder_graph, run_graphs, t5_config
from recipe.export_decoder import open_session
from recipe.model_seq2seq import Seq2SeqModel, distance_buckets
from recipe.seq2seq_rows import denoise
from recipe.specials import ID, PAD

SHAPE = EncoderDecoder(vocabulary=384, width=64, heads=2, mlp=128, encoder_layers=2, decoder_layers=2, context=64)


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    made = Seq2SeqModel(SHAPE).eval()
    for parameter in made.parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.12)
    return made


def batch():
    rng = np.random.default_rng(0)
    source, target = rng.integers(64, 384, (2, 11)), rng.integers(64, 384, (2, 7))
    source[1, 8:] = PAD
    return source, target


def test_denoising_keeps_every_token():
    rng, ids = random.Random(0), list(range(100, 160))
    for _ in range(20):
        source, target = denoise(ids, rng)
        spans, mark = {}, None
        for token in target:
            if token < 64:
                mark, spans[token] = token, []
            else:
                spans[mark].append(token)
        assert [t for s in source for t in (spans[s] if s < 64 else [s])] == ids
        assert all(mark >= ID["<extra_0>"] for mark in spans)


def test_is_t5(model):
    transformers = pytest.importorskip("transformers")
    t5 = transformers.T5ForConditionalGeneration(transformers.T5Config(**{k: v for k, v in t5_config(SHAPE, "q8").items() if "." not in k})).eval()
    missing, unexpected = t5.load_state_dict(model.hugging_face_weights(), strict=False)
    assert set(missing) <= {"lm_head.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight"} and not unexpected
    t5.tie_weights()
    source, target = map(torch.from_numpy, batch())
    with torch.no_grad():
        wanted = t5(input_ids=source, attention_mask=(source != PAD).long(), decoder_input_ids=target).logits
        assert torch.allclose(model.logits(source, target), wanted, atol=1e-3)


def test_far_distances_share_a_bucket():
    buckets = distance_buckets(256, True)
    assert buckets[255] == 0 and buckets[0] == buckets[60] and buckets[0] != buckets[-1]


def test_graphs_agree_with_pytorch_whole_and_step_by_step(model, tmp_path):
    weights = {n: t.detach().numpy() for n, t in model.state_dict().items()}
    encoder_graph(weights, SHAPE, 32, 32).save(tmp_path / "e.onnx")
    decoder_graph(weights, SHAPE, 32, 32).save(tmp_path / "d.onnx")
    assert check_parity(model, tmp_path / "e.onnx", tmp_path / "d.onnx", *batch()) < 1e-3


def test_quantised_graphs_run(model, tmp_path):
    weights = {n: t.detach().numpy() for n, t in model.state_dict().items()}
    encoder_graph(weights, SHAPE, 8, 8).save(tmp_path / "e.onnx")
    decoder_graph(weights, SHAPE, 8, 8).save(tmp_path / "d.onnx")
    source, target = batch()
    logits, _ = run_graphs(open_session(tmp_path / "e.onnx"), open_session(tmp_path / "d.onnx"), source, target, (3, 4))
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(source), torch.from_numpy(target)).numpy()
    assert np.corrcoef(logits.ravel(), expected.ravel())[0, 1] > 0.999
