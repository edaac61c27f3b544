"""Masked model -> bundle folder: ONNX graph, Hugging Face configuration, tokenizer.

The graph: input_ids, attention_mask int64 [batch_size, sequence_length] -> logits float32
[batch_size, sequence_length, vocabulary], as transformers.js wants it. attention_mask is 0 on
padding (right), else 1. A further value, 2, marks positions whose logits are wanted: if any is
there, only those go through the head, and logits are [1, their number, vocabulary] in reading
order. (The head costs more than the body, and a blank needs one row of it.)

  python -m recipe.export.masked --work DIR --bundle ../fill-mask
  python -m recipe.export.masked --weights masked.fp16 --preset gpu --tokenizer DIR --bundle ../fill-mask
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch

from .bundle import move_files, write_checksums, write_json
from ..config.masked_presets import MASKED_PRESETS
from .decoder import FILE_OF_DTYPE, PARITY, open_session
from ..models.decoder import rope_tables
from ..models.masked import MaskedModel
from .onnx_graph import CONTRIB, FLOAT, INT32, INT64, ROWS, Graph
from .weights import read_checkpoint
from ..tokens.specials import BOS, EOS, MASK, PAD

WANTED = 2  # attention_mask of a position whose logits are asked for
_EMBEDDING = "model.embed_tokens.weight"


def build_graph(weights, shape, body_bits, head_bits):
    """weights: name -> fp32 array, Hugging Face's names; bits: 32, 8, 4 or, of the body, ROWS. kv heads are expanded."""
    g = Graph("masked")
    ids = g.input("input_ids", INT64, ["batch_size", "sequence_length"])
    mask = g.input("attention_mask", INT64, ["batch_size", "sequence_length"])
    g.output("logits", FLOAT, ["logits_batch", "logits_length", shape.vocabulary])
    zero, one = g.constant("zero", np.array(0, np.int64)), g.constant("one", np.array([1], np.int64))

    seen = g.node("Cast", [g.node("Greater", [mask, zero])], to=FLOAT)
    hidden_keys = g.node("Mul", [g.node("Sub", [seen, g.constant("1.0", np.float32(1))]), g.constant("1e9", np.float32(1e9))])
    bias = g.node("Unsqueeze", [hidden_keys, g.constant("axes_1_2", np.array([1, 2], np.int64))])
    bias = _over_queries(g, bias, mask)
    positions = g.node("Sub", [g.node("CumSum", [g.node("ConstantOfShape", [g.node("Shape", [mask])],
                       value=_one_int64()), g.constant("axis_1", np.array(1, np.int64))]), one])
    cos, sin = (g.constant(f"{n}_cache", t.numpy()) for n, t in
                zip(("cos", "sin"), rope_tables(shape.context, shape.head_size, shape.rope_theta)))
    rotate = lambda x: g.node("RotaryEmbedding", [x, positions, cos, sin], domain=CONTRIB,
                              num_heads=shape.heads, interleaved=0, rotary_embedding_dim=0)
    norm = lambda name: (name, weights[name], shape.norm_epsilon)

    residual, update = g.flat(g.embedding(ids, _EMBEDDING, weights[_EMBEDDING], head_bits), shape.width), None
    in_order = g.like(ids)
    for n in range(shape.layers):
        layer = f"model.layers.{n}"
        if update is None:
            x = g.rms_norm(residual, *norm(f"{layer}.input_layernorm.weight"))
        else:
            x, residual = g.skip_rms_norm(residual, update, *norm(f"{layer}.input_layernorm.weight"))
        q, k, v = _projections(g, x, layer, weights, shape, body_bits, in_order)
        attended = g.node("MultiHeadAttention", [rotate(q), rotate(k), v, "", "", bias], domain=CONTRIB, num_heads=shape.heads)
        attended = g.flat(attended, shape.heads * shape.head_size)
        update = g.linear(attended, f"{layer}.self_attn.o", weights[f"{layer}.self_attn.o_proj.weight"], body_bits)
        x, residual = g.skip_rms_norm(residual, update, *norm(f"{layer}.post_attention_layernorm.weight"))
        gate = g.linear(x, f"{layer}.mlp.gate", weights[f"{layer}.mlp.gate_proj.weight"], body_bits)
        up = g.linear(x, f"{layer}.mlp.up", weights[f"{layer}.mlp.up_proj.weight"], body_bits)
        active = g.node("Mul", [g.node("QuickGelu", [gate], domain=CONTRIB, alpha=1.0), up])
        update = g.linear(active, f"{layer}.mlp.down", weights[f"{layer}.mlp.down_proj.weight"], body_bits)

    chosen, none_chosen = _chosen_positions(g, mask, zero)
    last = [g.node("GatherND", [g.node("Reshape", [part, in_order]), chosen]) for part in (residual, update)]
    x, _ = g.skip_rms_norm(*last, *norm("model.norm.weight"))
    logits = g.linear(x, _EMBEDDING, weights[_EMBEDDING], head_bits)
    count = g.node("Slice", [g.node("Shape", [chosen]), g.constant("from_0", np.array([0], np.int64)), one])
    size = g.constant("vocabulary", np.array([shape.vocabulary], np.int64))
    whole = g.node("Concat", [g.node("Shape", [mask]), size], axis=0)
    few = g.node("Concat", [one, count, size], axis=0)
    g.node("Reshape", [logits, g.node("Where", [none_chosen, whole, few])], ["logits"])
    return g


def _one_int64():
    from onnx import numpy_helper
    return numpy_helper.from_array(np.array([1], np.int64))


def _over_queries(g, bias, mask):
    """[batch, 1, 1, length] -> [batch, 1, length, length], what MultiHeadAttention's bias must be."""
    size = g.node("Shape", [mask])
    one = g.constant("one", np.array([1], np.int64))
    length = g.node("Slice", [size, one, g.constant("two", np.array([2], np.int64))])
    return g.node("Expand", [bias, g.node("Concat", [one, one, length, one], axis=0)])


def _projections(g, x, layer, weights, shape, bits, in_order):
    """One packed product, cut in three: q, k, v, each [batch, length, heads * head_size]."""
    matrices, groups = [], shape.heads // shape.kv_heads
    for part in "qkv":
        matrix = weights[f"{layer}.self_attn.{part}_proj.weight"]
        if part != "q" and groups > 1:
            matrix = matrix.reshape(shape.kv_heads, shape.head_size, -1).repeat(groups, axis=0).reshape(-1, matrix.shape[1])
        matrices.append(matrix)
    packed = g.node("Reshape", [g.linear(x, f"{layer}.self_attn.qkv", np.concatenate(matrices), bits), in_order])
    names = [f"{layer}.{part}" for part in "qkv"]
    return g.node("Split", [packed], names, axis=-1, num_outputs=3)


def _chosen_positions(g, mask, zero):
    """-> ([n, 2] indices of the positions whose logits are computed, bool [1]: nothing was marked)."""
    marked = g.node("Equal", [mask, g.constant("wanted", np.array(WANTED, np.int64))])
    number = g.node("ReduceSum", [g.node("Cast", [marked], to=INT64)], keepdims=0)
    none = g.node("Equal", [number, zero])
    chosen = g.node("Transpose", [g.node("NonZero", [g.node("Or", [marked, none])])], perm=[1, 0])
    return chosen, none


def eurobert_config(shape, dtype):
    """config.json, read by transformers 5, transformers.js and this project's engine."""
    return {
        "architectures": ["EuroBertForMaskedLM"], "model_type": "eurobert",
        "vocab_size": shape.vocabulary, "hidden_size": shape.width, "intermediate_size": shape.mlp,
        "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.kv_heads, "head_dim": shape.head_size, "hidden_act": "silu",
        "max_position_embeddings": shape.context, "rms_norm_eps": shape.norm_epsilon,
        "rope_theta": shape.rope_theta, "rope_parameters": {"rope_type": "default", "rope_theta": shape.rope_theta},
        "attention_bias": False, "mlp_bias": False, "attention_dropout": 0.0, "initializer_range": 0.02,
        "tie_word_embeddings": True, "torch_dtype": "float16",
        "bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD, "mask_token_id": MASK,
        "transformers.js_config": {"dtype": dtype},
    }


def masked_tokenizer(tokenizer_json):
    """The shared tokenizer.json text with `<bos> text <eos>` as its template. <mask> takes the space
    before it, because that space belongs to the word the mask stands for (as in RoBERTa)."""
    state = json.loads(tokenizer_json)
    special = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
    state["post_processor"] = {
        "type": "TemplateProcessing",
        "single": [special("<bos>"), {"Sequence": {"id": "A", "type_id": 0}}, special("<eos>")],
        "pair": [special("<bos>"), {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}, special("<eos>")],
        "special_tokens": {t: {"id": t, "ids": [i], "tokens": [t]} for t, i in (("<bos>", BOS), ("<eos>", EOS))},
    }
    for token in state["added_tokens"]:
        token["lstrip"] = token["id"] == MASK
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def masked_tokenizer_config(config_json, context):
    state = {k: v for k, v in json.loads(config_json).items() if k not in ("add_bos_token", "add_eos_token")}
    state["model_max_length"] = context
    state["mask_token"] = {"__type": "AddedToken", "content": "<mask>", "single_word": False, "lstrip": True,
                           "rstrip": False, "normalized": False, "special": True}
    return state


def run_graph(session, ids, mask=None):
    """ids int64 [batch, length] (padded with <pad>) -> logits."""
    mask = (ids != PAD).astype(np.int64) if mask is None else mask
    return session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


def check_parity(model, path, ids):
    """Largest logit difference of the fp32 graph to PyTorch. ids int64 [batch, length], right-padded."""
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(ids)).numpy()
    session, real = open_session(path), ids != PAD
    whole = run_graph(session, ids)
    marked = real.astype(np.int64)
    marked[:, 2], marked[:, 5] = WANTED, WANTED
    few = run_graph(session, ids, marked)
    worst = max(np.abs(whole - expected)[real].max(), np.abs(few[0] - expected[:, [2, 5]].reshape(-1, expected.shape[-1])).max())
    assert few.shape[0] == 1 and worst < PARITY, f"fp32 graph differs from PyTorch by {worst}"
    return float(worst)


def load_masked(path, shape=None):
    """-> MaskedModel in evaluation mode with the checkpoint's weights, and the checkpoint. An .fp16 file needs its shape."""
    state = read_checkpoint(path, shape)
    model = MaskedModel(state["shape"])
    model.load_state_dict(state["model"])
    return model.eval(), state


def numpy_weights(model):
    return {name: tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}


def export(model, tokenizer_folder, bundle, parity_ids, dtype="q8", body_bits=ROWS, head_bits=8):
    """Writes the bundle folder; returns the parity figure. parity_ids int64 [batch, length]: real text."""
    bundle = Path(bundle)
    staging = bundle.with_name(bundle.name + ".partial")
    shutil.rmtree(staging, ignore_errors=True)
    (staging / "onnx").mkdir(parents=True)
    weights, shape = numpy_weights(model), model.shape
    build_graph(weights, shape, 32, 32).save(staging / "fp32.onnx")
    worst = check_parity(model, staging / "fp32.onnx", parity_ids)
    (staging / "fp32.onnx").unlink()
    build_graph(weights, shape, body_bits, head_bits).save(staging / "onnx" / FILE_OF_DTYPE[dtype])
    write_json(staging / "config.json", eurobert_config(shape, dtype))
    write_json(staging / "generation_config.json", {"bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD})
    folder = Path(tokenizer_folder)
    (staging / "tokenizer.json").write_text(masked_tokenizer((folder / "tokenizer.json").read_text(encoding="utf-8")), encoding="utf-8")
    write_json(staging / "tokenizer_config.json",
               masked_tokenizer_config((folder / "tokenizer_config.json").read_text(encoding="utf-8"), shape.context))
    write_checksums(staging)
    move_files(staging, bundle)
    return worst


def parity_batch(tokenizer_folder):
    """Two texts of unequal length with a blank each: int64 [2, length], right-padded."""
    from ..tokens import tokenizer as bpe
    encode = lambda text: bpe.load(tokenizer_folder).encode(text, add_special_tokens=False).ids
    rows = [[BOS, *encode("# Parity\n\nThe same text"), MASK, *encode(" both engines: `npm test`.\n"), EOS],
            [BOS, *encode("같은 문장을"), MASK, *encode(" 넣습니다."), EOS]]
    width = max(map(len, rows))
    return np.array([row + [PAD] * (width - len(row)) for row in rows], np.int64)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="masked")
    parser.add_argument("--bundle", default="../fill-mask")
    parser.add_argument("--dtype", choices=("q8", "q4"), default="q8")
    parser.add_argument("--body-bits", type=int, default=ROWS, choices=(4, ROWS, 8, 32))
    parser.add_argument("--head-bits", type=int, default=8, choices=(4, 8))
    parser.add_argument("--weights", help="a checkpoint or .fp16 file elsewhere than in the work folder")
    parser.add_argument("--preset", choices=MASKED_PRESETS, default="gpu", help="the shape of an .fp16 file")
    parser.add_argument("--tokenizer", help="folder; the work folder's by default")
    parser.add_argument("--random", choices=MASKED_PRESETS, help="random weights of this preset instead of a checkpoint")
    a = parser.parse_args()
    torch.set_num_threads(1)
    if a.random:
        torch.manual_seed(0)
        model = MaskedModel(MASKED_PRESETS[a.random].shape).eval()
        for name, parameter in model.named_parameters():
            if "o_proj" in name or "down_proj" in name:  # zero at the start of training
                torch.nn.init.normal_(parameter, std=0.1)
    else:
        model, state = load_masked(a.weights or Path(a.work) / f"{a.name}.pt", MASKED_PRESETS[a.preset].shape)
        print(f"checkpoint: step {state['step']}, {state['tokens']} tokens, {state['elapsed']:.0f} s")
    folder = Path(a.tokenizer or Path(a.work) / "tokenizer")
    worst = export(model, folder, a.bundle, parity_batch(folder), a.dtype, a.body_bits, a.head_bits)
    print(f"fp32 parity {worst:.2e}; wrote {a.bundle}")


if __name__ == "__main__":
    main()
