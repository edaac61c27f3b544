"""Decoder weights -> bundle folder: ONNX graph, Hugging Face configuration, tokenizer.

The graph has the ecosystem's names, so transformers.js loads the folder unchanged. Inside:
GroupQueryAttention with rotary embedding, int8 products or MatMulNBits, fused RMS norms.
num_logits_to_keep: 0 gives logits of all positions, k of the last k.
appended [2 layers * batch, kv heads, length, head size] is the end of all present.N, key then value a layer: the new positions
alone. Who keeps the past himself fetches only this, and nothing as long as the past leaves onnxruntime.
With text to calibrate on, keys and values are int8 (int8_cache.py), else floats. Over int8 an If takes one of two ways through all
layers: a run of few tokens over the cache's bytes (attention.py) and the weights in blocks, a longer one by rows of int8.

  python -m recipe.export.decoder --work DIR --bundle ../completion --corpus CORPUS
  python -m recipe.export.decoder --weights decoder.fp16 --preset gpu --tokenizer DIR --bundle ../completion --corpus CORPUS
  python -m recipe.export.decoder --weights ../completion --tokenizer ../completion --body-bits 8 --bundle work/plain/completion
                                            the usual form, 8-bit blocks and caches of floats, for `npm run bench`
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .bundle import move_files, write_checksums, write_json
from ..config.presets import PRESETS
from ..models.decoder import DecoderModel, rope_tables
from .attention import Attention
from .int8_cache import cache_steps, calibration_rows, in_steps
from .onnx_graph import CONTRIB, FLOAT, INT8, INT64, ROWS, ROWS_AS_BLOCKS, Graph
from .weights import read_checkpoint
from ..tokens.specials import BOS, EOS, FIM_END, PAD

FILE_OF_DTYPE = {"fp32": "model.onnx", "q8": "model_quantized.onnx", "q4": "model_q4.onnx"}
PARITY = 1e-3
FEW = 5  # tokens a sequence; behind 128 to 512 others the two ways take equally long at 5 to 6 (onnxruntime 1.30, AVX-512)
NUMPY_TYPES = {"tensor(float)": np.float32, "tensor(int8)": np.int8}


def build_graph(weights, shape, body_bits, head_bits, steps=None):
    """weights: name -> fp32 array, Hugging Face's Llama names; bits: 32, 8, 4 or, of the body, ROWS; steps: int8_cache's, for
    caches of int8."""
    if steps is not None:
        weights = in_steps(weights, shape, steps)
    g = Graph("decoder")
    ids = g.input("input_ids", INT64, ["batch_size", "sequence_length"])
    mask = g.input("attention_mask", INT64, ["batch_size", "total_sequence_length"])
    keep = g.input("num_logits_to_keep", INT64, [])
    g.output("logits", FLOAT, ["batch_size", "kept", shape.vocabulary])

    one = g.constant("one", np.array([1], np.int64))
    tables = [t.numpy() for t in rope_tables(shape.context, shape.head_size, shape.rope_theta)]
    attention = Attention(g, shape, ids, mask, tables, is_int8=steps is not None)

    embedded = g.embedding(ids, "model.embed_tokens.weight", weights["model.embed_tokens.weight"], head_bits)
    first, in_order = g.flat(embedded, shape.width), g.like(ids)
    layers = _Layers(g, weights, shape, attention, in_order)
    if steps is None:
        residual, update = layers.build(first, body_bits)
    else:
        residual, update = _two_ways(g, layers, first, body_bits)
    # Only the kept positions go through the last norm and the head: starts = -k, and -0 keeps all.
    starts = g.node("Unsqueeze", [g.node("Neg", [keep]), g.constant("zero", np.array([0], np.int64))])
    ends = g.constant("end", np.array([np.iinfo(np.int64).max], np.int64))
    last = [g.node("Slice", [g.node("Reshape", [part, in_order]), starts, ends, one]) for part in (residual, update)]
    x, _ = g.skip_rms_norm(*last, *layers.norm("model.norm.weight"))
    head = g.linear(x, "model.embed_tokens.weight", weights["model.embed_tokens.weight"], head_bits)
    g.nodes[-1].output[0] = "logits"
    assert head != "logits"
    return g


class _Layers:
    """All layers, from the embedded tokens to what the last norm reads."""

    def __init__(self, g, weights, shape, attention, in_order):
        self.g, self.weights, self.shape, self.attention, self.in_order = g, weights, shape, attention, in_order

    def norm(self, name):
        return name, self.weights[name], self.shape.norm_epsilon

    def build(self, residual, bits, is_many=True, prefix=""):
        """residual [rows, width] -> (residual, update): their sum is the result. prefix: see Attention.layer."""
        g, weights, shape, update = self.g, self.weights, self.shape, None
        for n in range(shape.layers):
            layer = f"model.layers.{n}"
            if update is None:
                x = g.rms_norm(residual, *self.norm(f"{layer}.input_layernorm.weight"))
            else:
                x, residual = g.skip_rms_norm(residual, update, *self.norm(f"{layer}.input_layernorm.weight"))
            qkv = np.concatenate([weights[f"{layer}.self_attn.{p}_proj.weight"] for p in "qkv"])
            x = g.node("Reshape", [g.linear(x, f"{layer}.self_attn.qkv", qkv, bits), self.in_order])
            attended = g.flat(self.attention.layer(x, n, is_many, prefix), shape.heads * shape.head_size)
            update = g.linear(attended, f"{layer}.self_attn.o", weights[f"{layer}.self_attn.o_proj.weight"], bits)
            x, residual = g.skip_rms_norm(residual, update, *self.norm(f"{layer}.post_attention_layernorm.weight"))
            gate = g.linear(x, f"{layer}.mlp.gate", weights[f"{layer}.mlp.gate_proj.weight"], bits)
            up = g.linear(x, f"{layer}.mlp.up", weights[f"{layer}.mlp.up_proj.weight"], bits)
            active = g.node("Mul", [g.node("QuickGelu", [gate], domain=CONTRIB, alpha=1.0), up])
            update = g.linear(active, f"{layer}.mlp.down", weights[f"{layer}.mlp.down_proj.weight"], bits)
        self.attention.join(prefix)
        return residual, update


def _two_ways(g, layers, first, body_bits):
    """One If around all layers. A branch takes what stands outside of it with the shape it is said to have."""
    g.say_shape(first, FLOAT, ["rows", layers.shape.width])
    few_bits = ROWS_AS_BLOCKS if body_bits == ROWS else body_bits
    ways, caches = {"then_branch": (few_bits, False), "else_branch": (body_bits, True)}, layers.attention.caches()

    def way(branch):
        bits, is_many = ways[branch]
        ends = layers.build(first, bits, is_many, f"{branch}.")
        return {**dict.fromkeys(ends, FLOAT), **{f"{branch}.{name}": INT8 for name in caches}}

    is_few = g.node("LessOrEqual", [layers.attention.new, g.constant("few", np.array([FEW], np.int64))])
    ends = ["residual_of_layers", "update_of_layers"]
    g.node("If", [is_few], [*ends, *caches], **{branch: g.branch(branch, lambda branch=branch: way(branch)) for branch in ways})
    return ends


def llama_config(shape, dtype):
    """config.json, read by transformers 5, transformers.js and this project's engine."""
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama",
        "vocab_size": shape.vocabulary, "hidden_size": shape.width, "intermediate_size": shape.mlp,
        "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.kv_heads, "head_dim": shape.head_size, "hidden_act": "silu",
        "max_position_embeddings": shape.context, "rms_norm_eps": shape.norm_epsilon,
        "rope_theta": shape.rope_theta, "rope_parameters": {"rope_type": "default", "rope_theta": shape.rope_theta},
        "attention_bias": False, "mlp_bias": False, "attention_dropout": 0.0, "initializer_range": 0.02,
        "tie_word_embeddings": True, "use_cache": True, "torch_dtype": "float16",
        "bos_token_id": BOS, "eos_token_id": [EOS, FIM_END], "pad_token_id": PAD,
        "transformers.js_config": {"dtype": dtype},
    }


GENERATION_CONFIG = {"bos_token_id": BOS, "eos_token_id": [EOS, FIM_END], "pad_token_id": PAD, "do_sample": False}


def open_session(path, threads=1):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run_session(session, ids, past=None, keep=0):
    """ids int64 [batch, length]; past: {input name: array} or None -> (logits, past for the next call)."""
    names = [i for i in session.get_inputs() if i.name.startswith("past_key_values")]
    if past is None:
        past = {i.name: np.zeros((ids.shape[0], i.shape[1], 0, i.shape[3]), NUMPY_TYPES[i.type]) for i in names}
    total = ids.shape[1] + past[names[0].name].shape[2]
    outputs = session.run(None, {"input_ids": ids, "attention_mask": np.ones((ids.shape[0], total), np.int64),
                                 "num_logits_to_keep": np.array(keep, np.int64), **past})
    made = {o.name: v for o, v in zip(session.get_outputs(), outputs)}
    return made["logits"], {name.replace("present", "past_key_values"): v for name, v in made.items() if name.startswith("present")}


def check_parity(model, path, ids):
    """Largest logit difference of the fp32 graph to PyTorch: whole, in two pieces, last only."""
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(ids)).numpy()
    session, cut = open_session(path), ids.shape[1] // 2
    whole, _ = run_session(session, ids)
    first, past = run_session(session, ids[:, :cut])
    second, _ = run_session(session, ids[:, cut:], past)
    last, _ = run_session(session, ids, keep=1)
    pieces = np.concatenate((first, second), axis=1)
    worst = max(np.abs(whole - expected).max(), np.abs(pieces - expected).max(), np.abs(last - expected[:, -1:]).max())
    assert worst < PARITY, f"fp32 graph differs from PyTorch by {worst}"
    return float(worst)


def load_checkpoint(path, shape=None):
    """-> DecoderModel in evaluation mode with the checkpoint's weights, and the checkpoint. An .fp16 file and a bundle need their shape."""
    state = read_checkpoint(path, shape)
    model = DecoderModel(state["shape"])
    model.load_state_dict(state["model"])
    return model.eval(), state


def calibrated_steps(path, rows, shape):
    """What int8_cache's steps are for the fp32 graph at `path` and rows of ids; None where there are no rows."""
    if not rows:
        return None
    session = open_session(path)
    return cache_steps(lambda row: run_session(session, np.array([row[:shape.context]], np.int64), keep=1)[1], rows, shape)


def export(model, tokenizer_folder, bundle, parity_ids, dtype="q8", body_bits=ROWS, head_bits=8, calibration=()):
    """Writes the bundle folder; returns the parity figure. parity_ids int64 [1, length]: real text; calibration: rows of ids to
    fit caches of int8 to, or none for floats."""
    bundle = Path(bundle)
    staging = bundle.with_name(bundle.name + ".partial")
    shutil.rmtree(staging, ignore_errors=True)
    (staging / "onnx").mkdir(parents=True)
    shape = model.shape
    weights = {name: tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}
    build_graph(weights, shape, 32, 32).save(staging / "fp32.onnx")
    worst = check_parity(model, staging / "fp32.onnx", parity_ids)
    steps = calibrated_steps(staging / "fp32.onnx", calibration, shape)
    (staging / "fp32.onnx").unlink()
    build_graph(weights, shape, body_bits, head_bits, steps).save(staging / "onnx" / FILE_OF_DTYPE[dtype])
    write_json(staging / "config.json", llama_config(shape, dtype))
    write_json(staging / "generation_config.json", GENERATION_CONFIG)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(Path(tokenizer_folder) / name, staging / name)
    write_checksums(staging)
    move_files(staging, bundle)
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="decoder")
    parser.add_argument("--bundle", default="../completion")
    parser.add_argument("--dtype", choices=("q8", "q4"), default="q8")
    parser.add_argument("--body-bits", type=int, default=ROWS, choices=(4, ROWS, 8))
    parser.add_argument("--head-bits", type=int, default=8, choices=(4, 8))
    parser.add_argument("--weights", help="a checkpoint or .fp16 file elsewhere than in the work folder, or a bundle")
    parser.add_argument("--preset", choices=PRESETS, default="gpu", help="the shape of an .fp16 file")
    parser.add_argument("--tokenizer", help="folder; the work folder's by default")
    parser.add_argument("--corpus", help="folder of shards; keys and values become int8, their steps fitted to its text")
    parser.add_argument("--random", choices=PRESETS, help="random weights of this preset instead of a checkpoint")
    a = parser.parse_args()
    torch.set_num_threads(1)
    if a.random:
        torch.manual_seed(0)
        model = DecoderModel(PRESETS[a.random].decoder).eval()
        for name, parameter in model.named_parameters():
            if "o_proj" in name or "down_proj" in name:  # zero at the start of training
                torch.nn.init.normal_(parameter, std=0.1)
    else:
        model, state = load_checkpoint(a.weights or Path(a.work) / f"{a.name}.pt", PRESETS[a.preset].decoder)
        if "step" in state:
            print(f"checkpoint: step {state['step']}, {state['tokens']} tokens, {state['elapsed']:.0f} s")
    from ..tokens import tokenizer as bpe
    folder = Path(a.tokenizer or Path(a.work) / "tokenizer")
    calibration = calibration_rows(a.corpus, bpe.load(folder)) if a.corpus else ()
    text = bpe.load(folder).encode("# Parity\n\nThe same text in both engines.\n\n같은 문장을 두 엔진에 넣습니다.\n").ids
    worst = export(model, folder, a.bundle, np.array([[BOS, *text]]), a.dtype, a.body_bits, a.head_bits, calibration)
    print(f"fp32 parity {worst:.2e}; wrote {a.bundle}")


if __name__ == "__main__":
    main()
