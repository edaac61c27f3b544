"""Keys and values as int8: steps, the weights around them, and the graph's two ways to the same numbers."""

import numpy as np
import pytest
import torch
from onnx import TensorProto

from recipe.corpus.shards import is_validation, read_records
from recipe.export.bundle import write_json
from recipe.export.decoder import FEW, build_graph, calibrated_steps, export, llama_config, open_session, run_session
from recipe.export.int8_cache import LIMIT, calibration_rows, in_steps, least_error_steps
from recipe.export.onnx_graph import FLOAT, ROWS, ROWS_AS_BLOCKS, Graph
from recipe.export.quantize import quantize_channels
from recipe.export.weights import read_weights

LENGTH = 48


@pytest.fixture(scope="module")
def weights(tiny_decoder):
    return {name: tensor.detach().numpy() for name, tensor in tiny_decoder.state_dict().items()}


@pytest.fixture(scope="module")
def steps(tiny_decoder, weights, tmp_path_factory):
    path = tmp_path_factory.mktemp("steps") / "f.onnx"
    build_graph(weights, tiny_decoder.shape, 32, 32).save(path)
    rows = np.random.default_rng(1).integers(64, 384, (24, LENGTH)).tolist()
    return calibrated_steps(path, rows, tiny_decoder.shape)


def open_graph(graph, folder):
    graph.save(folder / "g.onnx")
    return open_session(folder / "g.onnx")


def ids_of(length=LENGTH, batch=1, seed=0):
    return np.random.default_rng(seed).integers(64, 384, (batch, length))


def in_pieces(session, ids, cuts):
    logits, past = [], None
    for piece in np.split(ids, cuts, axis=1):
        made, past = run_session(session, piece, past)
        logits.append(made)
    return np.concatenate(logits, axis=1), past


def test_steps_have_the_least_error_and_are_shared_by_groups():
    values = np.random.default_rng(0).normal(size=(4000, 4)).astype(np.float32) * [1, 1, 2, 3]
    groups = np.array([[0, 2], [1, 3]])
    steps = least_error_steps(values, groups)
    assert steps[0] == steps[2] and steps[1] == steps[3] and steps.dtype == np.float32
    error = lambda steps: np.square(np.clip(np.rint(values / steps), -LIMIT - 1, LIMIT) * steps - values).mean()
    largest = np.abs(values[:, groups]).max((0, 2))[[0, 1, 0, 1]] / LIMIT
    assert all(error(steps) <= error(largest * share) * 1.001 for share in (0.5, 0.9, 1))
    assert (least_error_steps(np.zeros((10, 2), np.float32), np.array([[0], [1]])) > 0).all()


def test_weights_in_steps_are_the_same_model(tiny_decoder, weights, steps, tmp_path):
    moved = in_steps(weights, tiny_decoder.shape, steps)
    whole, past = run_session(open_graph(build_graph(weights, tiny_decoder.shape, 32, 32), tmp_path), ids_of())
    same, counted = run_session(open_graph(build_graph(moved, tiny_decoder.shape, 32, 32), tmp_path), ids_of())
    assert np.abs(whole - same).max() < 1e-3
    for n in range(tiny_decoder.shape.layers):
        for part in ("key", "value"):
            name = f"past_key_values.{n}.{part}"
            assert np.allclose(past[name], counted[name] * steps[n, part][:, None], atol=1e-3)


@pytest.mark.parametrize("body,head", ((32, 32), (ROWS, 8)))
def test_int8_caches_cost_little(tiny_decoder, weights, steps, tmp_path, body, head):
    floats, past = run_session(open_graph(build_graph(weights, tiny_decoder.shape, body, head), tmp_path), ids_of())
    bytes_, held = run_session(open_graph(build_graph(weights, tiny_decoder.shape, body, head, steps), tmp_path), ids_of())
    assert all(value.dtype == np.int8 for value in held.values())
    assert held.keys() == past.keys() and all(held[name].shape == past[name].shape for name in past)
    assert np.corrcoef(floats.ravel(), bytes_.ravel())[0, 1] > {32: 0.999, ROWS: 0.998}[body]


@pytest.mark.parametrize("cuts", ([FEW], [FEW + 1], [20, 21, 22], [5, 10, 15], range(1, LENGTH)))
@pytest.mark.parametrize("body,head", ((32, 32), (ROWS, 8)))
def test_how_a_text_is_cut_changes_nothing_but_how_activations_are_rounded(tiny_decoder, weights, steps, tmp_path, cuts, body, head):
    session = open_graph(build_graph(weights, tiny_decoder.shape, body, head, steps), tmp_path)
    whole, held = run_session(session, ids_of())
    pieces, kept = in_pieces(session, ids_of(), list(cuts))
    differences = [np.abs(held[name].astype(int) - kept[name]).max() for name in held]
    if body == 32:
        assert np.abs(whole - pieces).max() < 1e-3 and max(differences) <= 1
    else:  # by rows in long runs, by blocks in short ones
        assert np.corrcoef(whole.ravel(), pieces.ravel())[0, 1] > 0.999 and max(differences) <= 8


def test_int8_rows_in_blocks_are_the_same_weights(tmp_path):
    weight = np.random.default_rng(0).normal(size=(40, 256)).astype(np.float32)
    g = Graph("linear")
    x = g.input("x", FLOAT, ["rows", 256])
    ends = [g.linear(x, "weight", weight, ROWS_AS_BLOCKS), g.linear(x, "weight", weight, ROWS)]
    for end in ends:
        g.output(end, FLOAT, ["rows", 40])
    assert [name for name in g.initializers if name.endswith(".int8")] == ["weight.int8"]
    q, scales = quantize_channels(weight)
    rows = np.random.default_rng(1).normal(size=(3, 256)).astype(np.float32)
    expected = rows @ (q * scales)
    for got in open_graph(g, tmp_path).run(ends, {"x": rows}):
        assert np.abs(got - expected).max() < 0.02 * np.abs(expected).max()


def test_a_past_kept_by_the_caller_grows_by_what_was_appended(tiny_decoder, weights, steps, tmp_path):
    session, shape = open_graph(build_graph(weights, tiny_decoder.shape, ROWS, 8, steps), tmp_path), tiny_decoder.shape
    ids = ids_of()
    whole, _ = run_session(session, ids)
    past = {i.name: np.zeros((1, shape.kv_heads, 60, shape.head_size), np.int8) for i in session.get_inputs() if i.name.startswith("past")}
    pieces, done = [], 0
    for length in (12, 1, 3, 20, 1, 11):
        feeds = {"input_ids": ids[:, done:done + length], "attention_mask": np.ones((1, done + length), np.int64),
                 "num_logits_to_keep": np.array(0, np.int64), **past}
        logits, appended = session.run(["logits", "appended"], feeds)
        for side, new in zip(past.values(), np.split(appended, len(past))):
            assert new.shape == (1, shape.kv_heads, length, shape.head_size) and new.dtype == np.int8
            side[:, :, done:done + length] = new
        pieces.append(logits)
        done += length
    assert np.abs(np.concatenate(pieces, axis=1) - whole).max() < 1e-4


def test_a_batch_gives_what_each_row_gives_alone(tiny_decoder, weights, steps, tmp_path):
    session = open_graph(build_graph(weights, tiny_decoder.shape, ROWS, 8, steps), tmp_path)
    ids = ids_of(batch=3)
    together, past = run_session(session, ids[:, :20])  # many: over floats
    for at in (20, 21):
        logits, past = run_session(session, ids[:, at:at + 1], past)  # few: over bytes
        together = np.concatenate((together, logits), axis=1)
    for row, expected in zip(ids, together):
        assert np.abs(run_session(session, row[None, :22])[0][0] - expected).max() < 1e-4


def test_weights_come_out_of_the_graph(tiny_decoder, weights, steps, tmp_path):
    write_json(tmp_path / "config.json", llama_config(tiny_decoder.shape, "q8"))
    (tmp_path / "onnx").mkdir()
    build_graph(weights, tiny_decoder.shape, ROWS, 8, steps).save(tmp_path / "onnx" / "model.onnx")
    read = type(tiny_decoder)(tiny_decoder.shape)
    read.load_state_dict(read_weights(tmp_path))
    with torch.no_grad():
        logits, expected = (model.eval().logits(torch.from_numpy(ids_of())).numpy() for model in (read, tiny_decoder))
    assert np.corrcoef(logits.ravel(), expected.ravel())[0, 1] > 0.998


def test_calibration_text_is_training_text(corpus, tokenizer):
    rows = calibration_rows(corpus, tokenizer, {"en": 5, "ko": 2}, positions=40)
    assert len(rows) == 7 and all(row[0] == 1 and 1 < len(row) <= 40 for row in rows)
    assert rows == calibration_rows(corpus, tokenizer, {"en": 5, "ko": 2}, positions=40)
    english = list(read_records(corpus / "text-en-00.jsonl.xz"))
    assert any(is_validation(r["source"], r["path"]) for r in english)
    kept = [r["text"] for r in english if not is_validation(r["source"], r["path"]) and len(r["text"].strip()) >= 1500]
    assert rows[0][1:] == tokenizer.encode(kept[0].strip()[:4000], add_special_tokens=False).ids[:39]


def test_export_with_text_writes_int8_caches(tiny_decoder, tokenizer, tmp_path):
    from recipe.tokens import tokenizer as bpe
    bpe.save(tokenizer.to_str(), tmp_path / "tokenizer", 64)
    longer_than_the_context = ids_of(tiny_decoder.shape.context + 9, batch=3).tolist()
    export(tiny_decoder, tmp_path / "tokenizer", tmp_path / "bundle", ids_of(6), calibration=longer_than_the_context)
    session = open_session(tmp_path / "bundle" / "onnx" / "model_quantized.onnx")
    caches = [v for v in (*session.get_inputs(), *session.get_outputs()) if v.name.split(".")[0] in ("past_key_values", "present", "appended")]
    assert len(caches) == 2 * 2 * 2 + 1 and all(v.type == "tensor(int8)" for v in caches)


def test_a_graph_of_floats_has_no_branches(tiny_decoder, weights):
    graph = build_graph(weights, tiny_decoder.shape, ROWS, 8).model().graph
    assert not any(node.op_type == "If" for node in graph.node)
    assert all(v.type.tensor_type.elem_type == TensorProto.FLOAT for v in graph.input if v.name.startswith("past"))
