"""A model's weights, wherever they stand: a checkpoint, safetensors, an .fp16 file, or the quantised graph of a bundle.

The bundles ship no fp16 copy beside their graphs. Whoever needs weights (warm starts, the GGUF, transformers) reads them
here: from the file of a training run where there is one, else back out of the graph, to within half a step of its blocks.

  python -m recipe.export.weights ../completion OUT.safetensors     fp16, Hugging Face's names

An .fp16 file is 8 bytes (little endian) of the header's length, the header (JSON: names and shapes, step, tokens), the lower
bytes of all values, then their upper bytes deflated.
"""

import argparse
import json
import math
import re
import zlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file, save_file

from ..models.seq2seq import distance_buckets, with_t5_scales
from .calibration import HEAD
from .quantize import dequantize_blocks, unpack

UNSEEN = -1e8
_LLAMA_PARTS = {"self_attn.o": "self_attn.o_proj", "mlp.gate": "mlp.gate_proj", "mlp.up": "mlp.up_proj", "mlp.down": "mlp.down_proj"}


def read_weights(path):
    """{name: fp32 tensor} with this recipe's own names, which are Llama's and EuroBERT's (T5's two scales are not folded in).
    path: checkpoint.pt, weights.safetensors, weights.fp16, or a bundle's folder."""
    path = Path(path)
    if path.is_dir():
        return _of_bundle(path)
    readers = {".pt": lambda: read_checkpoint(path)["model"], ".safetensors": lambda: load_file(path), ".fp16": lambda: _of_halves(path)[0]}
    if path.suffix not in readers:
        raise ValueError(f"{path}: no weights are read from {path.suffix or 'such a file'}; name a .pt, .safetensors, .fp16 or a bundle")
    return {name: tensor.float() for name, tensor in readers[path.suffix]().items()}


def read_checkpoint(path, shape=None):
    """{model, shape, step, tokens, elapsed} of a run: a checkpoint's, or an .fp16 file's, which does not know its `shape`. Of a bundle
    {model, shape}."""
    path = Path(path)
    if path.is_dir():
        return {"model": read_weights(path), "shape": shape}
    if path.suffix == ".pt":
        return torch.load(path, map_location="cpu", weights_only=False)
    tensors, info = _of_halves(path)
    return {"model": {name: tensor.float() for name, tensor in tensors.items()}, "shape": shape,
            **{key: info[key] for key in ("step", "tokens", "elapsed")}}


def _of_halves(path):
    blob = Path(path).read_bytes()
    start = 8 + int.from_bytes(blob[:8], "little")
    info = json.loads(blob[8:start])
    low = np.frombuffer(blob, np.uint8, info["low"], start)
    high = np.frombuffer(zlib.decompress(blob[start + info["low"]:]), np.uint8)
    sizes = [math.prod(shape) for _, shape in info["header"]]
    if len(low) != len(high) or len(low) != sum(sizes):
        raise ValueError(f"{path} is damaged: {sum(sizes)} values named, {len(low)} lower and {len(high)} upper bytes")
    values = np.split(np.stack((low, high), 1).reshape(-1).view(np.float16), np.cumsum(sizes)[:-1])
    return {name: torch.from_numpy(v.copy()).reshape(shape) for (name, shape), v in zip(info["header"], values)}, info


def _of_bundle(folder):
    config, found = json.loads((folder / "config.json").read_text(encoding="utf-8")), {}
    graphs = sorted((folder / "onnx").glob("*.onnx"))
    if not graphs:
        raise FileNotFoundError(f"{folder}/onnx holds no graph to read weights from")
    for path in graphs:
        found |= graph_weights(path)
    if config["model_type"] == "t5":
        return {name: torch.from_numpy(np.array(w)) for name, w in _t5_names(found, config).items()}
    return {name: torch.from_numpy(np.array(w)) for name, w in _llama_names(found, config).items()}


def _nodes(graph):
    """All of a graph's nodes, those in the branches of an If included."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            yield from _nodes(attribute.g)


def graph_weights(path):
    """{the name the builder gave a weight: fp32 array [outputs, inputs], a norm's [width] or a table}."""
    graph = onnx.load(str(path)).graph
    held = {i.name: i for i in graph.initializer}
    array = lambda name: numpy_helper.to_array(held[name])
    bits = {node.input[2]: next(a.i for a in node.attribute if a.name == "bits")
            for node in _nodes(graph) if node.op_type in ("MatMulNBits", "GatherBlockQuantized") and node.input[2] in held}
    found = {}
    for name in held:
        stem, _, kind = name.rpartition(".")
        if kind == "scales":  # of a matrix that stands in both forms, the nearer
            packed = bits.get(name, 8)  # rows that no node of its own kind looks up have 8
            found[stem] = dequantize_blocks(unpack(array(f"{stem}.q"), packed), array(name), packed)
        elif kind == "channels" and f"{stem}.scales" not in held:
            found[stem] = (array(f"{stem}.int8").astype(np.float32) * array(name)).T
        elif kind == "t":
            found[stem] = array(name).T
        elif kind in ("weight", "table"):
            found[name] = array(name)
    return found


def _llama_names(found, config):
    heads, groups, size = config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
    weights = {}
    for name, matrix in found.items():
        layer, part = re.fullmatch(r"(model\.layers\.\d+)\.(.+)", name).groups() if name.startswith("model.layers.") else ("", "")
        if part == "self_attn.qkv":
            kept = groups if len(matrix) == (heads + 2 * groups) * size else heads  # a masked graph's keys and values are expanded
            q, k, v = np.split(matrix, [heads * size, (heads + kept) * size])
            once = lambda m: m.reshape(groups, kept // groups, size, -1)[:, 0].reshape(groups * size, -1)
            weights |= {f"{layer}.self_attn.{p}_proj.weight": m for p, m in zip("qkv", (q, once(k), once(v)))}
        else:
            weights[f"{layer}.{_LLAMA_PARTS[part]}.weight" if part in _LLAMA_PARTS else name] = matrix
    return weights


def _t5_names(found, config):
    """A bias of positions is stored for every distance; its buckets are what it was made of (0 where no distance falls)."""
    weights = {}
    for name, matrix in found.items():
        stack, _, kind = name.partition(".")
        if name == HEAD:  # the table again, balanced
            continue
        if kind == "table":
            buckets = distance_buckets((matrix.shape[1] + 1) // 2, stack == "encoder").numpy()
            table = np.zeros((config["relative_attention_num_buckets"], len(matrix)), np.float32)
            seen = matrix[0] > UNSEEN  # the decoder's future is hidden in the same table
            table[buckets[seen]] = matrix.T[seen]
            weights[f"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"] = table
        else:
            weights[name if name.endswith(".weight") else f"{name}.weight"] = matrix
    return weights


def hugging_face_weights(path):
    """The same under the scales that transformers expects: differs from read_weights for the encoder-decoder alone."""
    weights, config = read_weights(path), json.loads((Path(path) / "config.json").read_text(encoding="utf-8"))
    return with_t5_scales(weights, config["d_kv"], config["d_model"]) if config["model_type"] == "t5" else weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", help="a bundle's folder")
    parser.add_argument("out", help="safetensors file; model.safetensors in the bundle's folder is where transformers looks")
    a = parser.parse_args()
    weights = hugging_face_weights(a.bundle)
    save_file({name: tensor.half().contiguous() for name, tensor in weights.items()}, a.out, metadata={"format": "pt"})
    print(f"{len(weights)} tensors, {sum(t.numel() for t in weights.values()) / 1e6:.1f} M values -> {a.out}")


if __name__ == "__main__":
    main()
