"""Weights come back out of what is shipped, by the one function that everybody reads them with."""

import json
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch

from recipe.config.presets import Decoder, EncoderDecoder
from recipe.export.bundle import write_json
from recipe.export.decoder import build_graph, llama_config, load_checkpoint
from recipe.export.masked import build_graph as masked_graph, eurobert_config
from recipe.export.onnx_graph import ROWS
from recipe.export.seq2seq import decoder_graph, encoder_graph, load_bundle, t5_config
from recipe.export.weights import hugging_face_weights, read_weights
from recipe.models.masked import MaskedModel
from recipe.models.seq2seq import Seq2SeqModel

MODELS = Path(__file__).parents[2]
STEP = {32: 0.0, 8: 1 / 127, ROWS: 1 / 120, 4: 1 / 7}  # of the largest value of a matrix, and a little more


def arrays(model):
    return {name: tensor.detach().numpy() for name, tensor in model.state_dict().items()}


def bundle_of(folder, config, **graphs):
    (folder / "onnx").mkdir(parents=True)
    write_json(folder / "config.json", config)
    for name, graph in graphs.items():
        graph.save(folder / "onnx" / f"{name}.onnx")
    return folder


def shuffled(model, seed=0):
    torch.manual_seed(seed)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return model.eval()


def assert_same(read, model, step):
    wanted = model.state_dict()
    assert set(read) == set(wanted)
    for name, tensor in wanted.items():
        assert read[name].shape == tensor.shape and read[name].dtype == torch.float32
        bound = step if tensor.dim() == 2 and "bias" not in name else 0
        assert (read[name] - tensor).abs().max() <= bound * tensor.abs().max() + 1e-7, name


@pytest.mark.parametrize("body,head", ((32, 32), (8, 8), (ROWS, 8), (4, 8), (4, 4)))
def test_out_of_a_decoders_graph(tiny_decoder, tmp_path, body, head):
    graph = build_graph(arrays(tiny_decoder), tiny_decoder.shape, body, head)
    read = read_weights(bundle_of(tmp_path / "b", llama_config(tiny_decoder.shape, "q8"), model=graph))
    assert_same(read, tiny_decoder, max(STEP[body], STEP[head]))


def test_out_of_a_masked_graph_whose_keys_were_expanded(tmp_path):
    model = shuffled(MaskedModel(Decoder(vocabulary=96, width=64, layers=2, heads=4, kv_heads=2, mlp=96, context=32)))
    graph = masked_graph(arrays(model), model.shape, ROWS, 8)
    assert_same(read_weights(bundle_of(tmp_path / "b", eurobert_config(model.shape, "q8"), model=graph)), model, STEP[ROWS])


@pytest.mark.parametrize("body,head", ((8, 8), (ROWS, 8), (ROWS, ROWS)))
def test_out_of_an_encoder_decoders_two_graphs(tmp_path, body, head):
    shape = EncoderDecoder(vocabulary=96, width=64, heads=2, mlp=96, encoder_layers=2, decoder_layers=1, context=256)
    model = shuffled(Seq2SeqModel(shape))
    graphs = {f"{n}_model": build(arrays(model), shape, body, head) for n, build in (("encoder", encoder_graph), ("decoder", decoder_graph))}
    folder = bundle_of(tmp_path / "b", t5_config(shape, "q8"), **graphs)
    read = read_weights(folder)
    unused = {name: [b for b in range(32) if b not in stack.buckets] for name, stack in (("encoder", model.encoder), ("decoder", model.decoder))}
    for name, buckets in unused.items():  # no distance falls there, so no graph holds them
        table = f"{name}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"
        model.state_dict()[table][buckets] = 0
    assert_same(read, model, max(STEP[body], STEP[head]))
    theirs, ours = hugging_face_weights(folder), model.hugging_face_weights()
    assert all((theirs[name] - ours[name]).abs().max() <= 0.01 * ours[name].abs().max() for name in ours)
    again = load_bundle(folder)
    assert again.shape == shape and all(torch.equal(tensor, read[name]) for name, tensor in again.state_dict().items())


def write_halves(path, tensors, **info):
    values = np.concatenate([t.half().numpy().reshape(-1) for t in tensors.values()]).view(np.uint8)
    header = json.dumps({"header": [[n, list(t.shape)] for n, t in tensors.items()], "low": len(values) // 2, **info}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header + values[0::2].tobytes() + zlib.compress(values[1::2].tobytes()))


def test_out_of_a_training_run(tiny_decoder, tmp_path):
    write_halves(tmp_path / "d.fp16", tiny_decoder.state_dict(), step=7, tokens=700, elapsed=1.5)
    for name, tensor in read_weights(tmp_path / "d.fp16").items():
        assert torch.equal(tensor, tiny_decoder.state_dict()[name].half().float())
    model, state = load_checkpoint(tmp_path / "d.fp16", tiny_decoder.shape)
    assert model.shape == tiny_decoder.shape and (state["step"], state["tokens"], state["elapsed"]) == (7, 700, 1.5)
    torch.save({"model": tiny_decoder.state_dict()}, tmp_path / "d.pt")
    assert_same(read_weights(tmp_path / "d.pt"), tiny_decoder, 0)


def test_what_holds_no_weights_is_named(tiny_decoder, tmp_path):
    with pytest.raises(ValueError, match="name a .pt"):
        read_weights(tmp_path / "weights.bin")
    (tmp_path / "empty" / "onnx").mkdir(parents=True)
    write_json(tmp_path / "empty" / "config.json", {"model_type": "llama"})
    with pytest.raises(FileNotFoundError, match="no graph"):
        read_weights(tmp_path / "empty")
    write_halves(tmp_path / "d.fp16", tiny_decoder.state_dict(), step=7, tokens=700, elapsed=1.5)
    blob = (tmp_path / "d.fp16").read_bytes()
    (tmp_path / "d.fp16").write_bytes(blob.replace(b"[384, 64]", b"[384, 65]", 1))
    with pytest.raises(ValueError, match="damaged"):
        read_weights(tmp_path / "d.fp16")


@pytest.mark.parametrize("name", ("completion", "fill-mask", "seq2seq"))
def test_the_shipped_bundles_hold_all_of_their_weights(name):
    config = json.loads((MODELS / name / "config.json").read_text())
    transformers = pytest.importorskip("transformers")
    with torch.device("meta"):
        cls = getattr(transformers, config["architectures"][0])
        wanted = cls(cls.config_class(**{k: v for k, v in config.items() if "." not in k})).state_dict()
    read = hugging_face_weights(MODELS / name)
    assert set(wanted) - set(read) <= {"lm_head.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight"}
    assert all(read[key].shape == wanted[key].shape for key in read)
