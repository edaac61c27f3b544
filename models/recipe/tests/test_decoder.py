"""Model, loss, optimiser, export, quantisation."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from recipe.export.decoder import build_graph, check_parity, export, llama_config, open_session, run_session
from recipe.models.losses import _softmax_and_gradient, compiled_cross_entropy, linear_cross_entropy, sampled_cross_entropy
from recipe.evaluation.ngram import NGram
from recipe.training.optimizers import newton_schulz
from recipe.export.onnx_graph import ROWS
from recipe.export.quantize import dequantize_blocks, quantize_blocks, quantize_channels


def test_chunked_loss_equals_cross_entropy_with_gradients():
    torch.manual_seed(0)
    hidden, weight = torch.randn(37, 16, requires_grad=True), torch.randn(50, 16, requires_grad=True)
    targets = torch.randint(50, (37,))
    expected = F.cross_entropy(hidden @ weight.T, targets)
    wanted = torch.autograd.grad(expected, (hidden, weight))
    loss = linear_cross_entropy(hidden, weight, targets, chunk=8)
    got = torch.autograd.grad(loss, (hidden, weight))
    assert torch.allclose(loss, expected, atol=1e-5)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(got, wanted))


def test_the_accelerators_loss_fills_its_last_chunk_up_and_is_the_same():
    torch.manual_seed(0)
    hidden, weight = torch.randn(37, 16, requires_grad=True), torch.randn(50, 16, requires_grad=True)
    targets = torch.randint(50, (37,))
    expected = linear_cross_entropy(hidden, weight, targets, chunk=8)
    wanted = torch.autograd.grad(expected, (hidden, weight))
    loss = compiled_cross_entropy(hidden, weight, targets, 16, torch.float32, _softmax_and_gradient)
    got = torch.autograd.grad(loss, (hidden, weight))
    assert torch.allclose(loss, expected, atol=1e-5)
    assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(got, wanted))


def test_sampled_loss_is_exact_when_all_is_sampled_and_near_otherwise():
    torch.manual_seed(0)
    hidden, weight, targets = torch.randn(200, 16) * 0.3, torch.randn(500, 16) * 0.3, torch.randint(40, (200,))
    whole = linear_cross_entropy(hidden, weight, targets)
    assert torch.allclose(sampled_cross_entropy(hidden, weight, targets, 100, 400), whole, atol=1e-4)
    estimates = [sampled_cross_entropy(hidden, weight, targets, 100, 100).item() for _ in range(20)]
    assert abs(np.mean(estimates) - whole.item()) < 0.02


def test_newton_schulz_brings_singular_values_near_one():
    torch.manual_seed(0)
    values = torch.linalg.svdvals(newton_schulz(torch.randn(3, 24, 40), torch.float32))
    assert values.min() > 0.5 and values.max() < 1.3


def test_state_dict_is_llamas(tiny_decoder):
    transformers = pytest.importorskip("transformers")
    config = llama_config(tiny_decoder.shape, "q8")
    llama = transformers.LlamaForCausalLM(transformers.LlamaConfig(**{k: v for k, v in config.items() if "." not in k}))
    missing, unexpected = llama.load_state_dict(tiny_decoder.state_dict(), strict=False)
    assert set(missing) <= {"lm_head.weight"} and not unexpected
    llama.tie_weights()
    ids = torch.randint(64, 384, (2, 20))
    with torch.no_grad():
        assert torch.allclose(llama.float().eval()(ids).logits, tiny_decoder.logits(ids), atol=1e-4)


@pytest.mark.parametrize("bits", (4, 8))
def test_quantised_blocks_come_back(bits):
    weight = np.random.default_rng(0).normal(size=(8, 64)).astype(np.float32)
    q, scales = quantize_blocks(weight, bits)
    error = np.abs(dequantize_blocks(q, scales, bits) - weight).max() / np.abs(weight).max()
    assert error < (0.005 if bits == 8 else 0.08)


def weights_of(model):
    return {name: tensor.detach().numpy() for name, tensor in model.state_dict().items()}


@pytest.mark.parametrize("body,head", ((8, 8), (ROWS, 8), (4, 8), (4, 4)))
def test_quantised_graph_is_the_dequantised_model(tiny_decoder, tmp_path, body, head):
    build_graph(weights_of(tiny_decoder), tiny_decoder.shape, body, head).save(tmp_path / "q.onnx")
    ids = np.random.default_rng(0).integers(64, 384, (1, 20))
    logits, _ = run_session(open_session(tmp_path / "q.onnx"), ids)
    with torch.no_grad():
        expected = tiny_decoder.logits(torch.from_numpy(ids)).numpy()
    assert np.corrcoef(logits.ravel(), expected.ravel())[0, 1] > {4: 0.88, ROWS: 0.998, 8: 0.999}[body]


def test_no_token_changes_what_another_is_rounded_to(tiny_decoder, tmp_path):
    """One step for all activations of a run, as the operators for dynamic quantisation have it, would."""
    build_graph(weights_of(tiny_decoder), tiny_decoder.shape, ROWS, 8).save(tmp_path / "q.onnx")
    session, ids = open_session(tmp_path / "q.onnx"), np.random.default_rng(0).integers(64, 384, (1, 24))
    whole, _ = run_session(session, ids)
    pieces, past = [], None
    for piece in np.split(ids, [10, 11, 12], axis=1):
        logits, past = run_session(session, piece, past)
        pieces.append(logits)
    assert np.abs(np.concatenate(pieces, axis=1) - whole).max() < 1e-3 * np.abs(whole).max()


def test_values_of_seven_bits_keep_two_products_within_sixteen(tiny_decoder):
    q, scales = quantize_channels(np.random.default_rng(0).normal(size=(8, 64)).astype(np.float32))
    assert q.dtype == np.int8 and q.shape == (64, 8) and np.abs(q.astype(int)).max() * 255 * 2 < 2 ** 15


def test_a_past_kept_by_the_caller_grows_by_what_was_appended(tiny_decoder, tmp_path):
    build_graph(weights_of(tiny_decoder), tiny_decoder.shape, 32, 32).save(tmp_path / "f.onnx")
    session, shape = open_session(tmp_path / "f.onnx"), tiny_decoder.shape
    ids = np.random.default_rng(0).integers(64, 384, (1, 24))
    whole, _ = run_session(session, ids)
    past = {i.name: np.zeros((1, shape.kv_heads, 40, shape.head_size), np.float32) for i in session.get_inputs() if i.name.startswith("past")}
    pieces, done = [], 0
    for length in (10, 1, 1, 12):
        mask = np.ones((1, done + length), np.int64)
        feeds = {"input_ids": ids[:, done:done + length], "attention_mask": mask, "num_logits_to_keep": np.array(0, np.int64), **past}
        logits, appended = session.run(["logits", "appended"], feeds)
        for side, new in zip(past.values(), np.split(appended, len(past))):
            assert new.shape == (1, shape.kv_heads, length, shape.head_size)
            side[:, :, done:done + length] = new
        pieces.append(logits)
        done += length
    assert np.abs(np.concatenate(pieces, axis=1) - whole).max() < 1e-4


def test_export_writes_a_whole_bundle(tiny_decoder, tokenizer, tmp_path):
    from recipe.tokens import tokenizer as bpe
    bpe.save(tokenizer.to_str(), tmp_path / "tokenizer", 64)
    ids = np.array([[1, 70, 80, 90, 100, 110]])
    assert export(tiny_decoder, tmp_path / "tokenizer", tmp_path / "bundle", ids) < 1e-3
    names = {p.relative_to(tmp_path / "bundle").as_posix() for p in (tmp_path / "bundle").rglob("*") if p.is_file()}
    assert names == {"config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
                     "onnx/model_quantized.onnx", "SHA256SUMS"}


def test_parity_check_fails_on_other_weights(tiny_decoder, tmp_path):
    weights = weights_of(tiny_decoder)
    weights["model.norm.weight"] = weights["model.norm.weight"] * 1.1
    build_graph(weights, tiny_decoder.shape, 32, 32).save(tmp_path / "f.onnx")
    with pytest.raises(AssertionError, match="differs"):
        check_parity(tiny_decoder, tmp_path / "f.onnx", np.array([[1, 70, 80, 90]]))


def test_ngram_distributions_sum_to_one_and_prefer_what_was_seen():
    rng = np.random.default_rng(0)
    ids = np.concatenate([[1, *rng.integers(5, 20, 3).tolist(), 7, 8, 9, 10, 11] for _ in range(60)])
    model = NGram(ids, 32)
    for context in ([1], [7, 8], [1, 7, 8, 9], [25, 26], [3, 7, 8, 9, 10]):
        assert abs(model.distribution(context).sum() - 1) < 1e-9
    assert model.distribution([7, 8, 9]).argmax() == 10
