"""Decoder bundle -> one GGUF file for llama.cpp: a Llama in Q8_0, read back out of the shipped graph or of --weights.

A GGUF does not hold how text is split before merging: it names a splitting that llama.cpp has built in (tokenizer.ggml.pre),
and it has none that is ours. With any of them some text becomes other ids than those the decoder was trained on, and
llama.cpp says nothing of it: the text it writes is only worse. So send ids, made by the bundle's tokenizer.json, not text.

  python -m recipe.export.gguf --bundle ../completion --out work/completion.gguf --pre superbpe
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np

from ..tokens.specials import RESERVED
from .weights import read_weights

MAGIC, VERSION, ALIGNMENT = b"GGUF", 3, 32
F32, Q8_0 = 0, 8          # types of tensors
BLOCK = 32                # of Q8_0: an fp16 scale, 32 signed bytes
NORMAL, CONTROL = 1, 3    # kinds of tokens
MOSTLY_Q8_0 = 7
_INT, _UINT, _FLOAT, _BOOL, _STRING, _ARRAY = 5, 4, 6, 7, 8, 9
_LAYER = {"input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
          "self_attn.o_proj": "attn_output", "post_attention_layernorm": "ffn_norm", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
          "mlp.down_proj": "ffn_down"}


def q8_0(weight):
    """fp32 [rows, columns] -> bytes of its blocks."""
    blocks = weight.astype(np.float32).reshape(-1, BLOCK)
    scales = np.abs(blocks).max(1) / np.float32(127)
    q = np.rint(np.divide(blocks, scales[:, None], out=np.zeros_like(blocks), where=scales[:, None] > 0)).astype(np.int8)
    return np.concatenate([scales.astype("<f2").view(np.uint8).reshape(-1, 2), q.view(np.uint8)], 1).tobytes()


def rotated_in_pairs(weight, heads):
    """Rows of q or k as llama.cpp's Llama rotates them: neighbours, where Hugging Face's rotates halves of a head."""
    return weight.reshape(heads, 2, -1, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


def tensors(weights, config):
    """Yields (GGUF's name, fp32 array) of Llama's weights; the head is the embedding, and llama.cpp knows that."""
    heads = {"attn_q": config["num_attention_heads"], "attn_k": config["num_key_value_heads"]}
    outer = {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight"}
    for name, tensor in weights.items():
        matrix = tensor.numpy()
        if name in outer:
            yield outer[name], matrix
            continue
        _, _, layer, part = name.removesuffix(".weight").split(".", 3)
        short = _LAYER[part]
        yield f"blk.{layer}.{short}.weight", rotated_in_pairs(matrix, heads[short]) if short in heads else matrix


def metadata(config, tokenizer, pre, name="local-text-assist completion"):
    """{key: (type, value)}; an array's type is (type of its items,)."""
    model, size = tokenizer["model"], config["head_dim"]
    vocabulary = sorted(model["vocab"] | {t["content"]: t["id"] for t in tokenizer["added_tokens"]}, key=lambda t: _id(tokenizer, t))
    merges = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
    end = config["eos_token_id"]
    return {
        "general.architecture": (_STRING, "llama"), "general.name": (_STRING, name), "general.alignment": (_UINT, ALIGNMENT),
        "general.file_type": (_UINT, MOSTLY_Q8_0), "general.quantization_version": (_UINT, 2),
        "llama.vocab_size": (_UINT, config["vocab_size"]), "llama.context_length": (_UINT, config["max_position_embeddings"]),
        "llama.embedding_length": (_UINT, config["hidden_size"]), "llama.block_count": (_UINT, config["num_hidden_layers"]),
        "llama.feed_forward_length": (_UINT, config["intermediate_size"]), "llama.rope.dimension_count": (_UINT, size),
        "llama.rope.freq_base": (_FLOAT, config["rope_theta"]), "llama.attention.head_count": (_UINT, config["num_attention_heads"]),
        "llama.attention.head_count_kv": (_UINT, config["num_key_value_heads"]),
        "llama.attention.layer_norm_rms_epsilon": (_FLOAT, config["rms_norm_eps"]),
        "tokenizer.ggml.model": (_STRING, "gpt2"), "tokenizer.ggml.pre": (_STRING, pre),
        "tokenizer.ggml.tokens": ((_STRING,), vocabulary),
        "tokenizer.ggml.token_type": ((_INT,), [CONTROL if n < RESERVED else NORMAL for n in range(len(vocabulary))]),
        "tokenizer.ggml.merges": ((_STRING,), merges),
        "tokenizer.ggml.bos_token_id": (_UINT, config["bos_token_id"]),
        "tokenizer.ggml.eos_token_id": (_UINT, end[0] if isinstance(end, list) else end),
        "tokenizer.ggml.padding_token_id": (_UINT, config["pad_token_id"]),
        "tokenizer.ggml.add_bos_token": (_BOOL, False), "tokenizer.ggml.add_space_prefix": (_BOOL, False),
    }


def _id(tokenizer, token):
    found = tokenizer["model"]["vocab"].get(token)
    return found if found is not None else next(t["id"] for t in tokenizer["added_tokens"] if t["content"] == token)


def _text(value):
    raw = value.encode("utf-8")
    return struct.pack("<Q", len(raw)) + raw


def _value(kind, value):
    if kind == _STRING:
        return _text(value)
    return struct.pack({_INT: "<i", _UINT: "<I", _FLOAT: "<f", _BOOL: "<?"}[kind], value)


def _field(key, kind, value):
    if isinstance(kind, tuple):
        items = b"".join(_value(kind[0], item) for item in value)
        return _text(key) + struct.pack("<IIQ", _ARRAY, kind[0], len(value)) + items
    return _text(key) + struct.pack("<I", kind) + _value(kind, value)


def _padded(raw):
    return raw + b"\0" * (-len(raw) % ALIGNMENT)


def write_gguf(path, fields, named):
    """named: [(name, fp32 array)]; vectors stay fp32, matrices become Q8_0."""
    infos, data, offset = [], [], 0
    for name, array in named:
        kind, raw = (Q8_0, q8_0(array)) if array.ndim == 2 else (F32, array.astype("<f4").tobytes())
        sizes = struct.pack(f"<{array.ndim}Q", *reversed(array.shape))
        infos.append(_text(name) + struct.pack("<I", array.ndim) + sizes + struct.pack("<IQ", kind, offset))
        data.append(_padded(raw))
        offset += len(data[-1])
    head = MAGIC + struct.pack("<IQQ", VERSION, len(infos), len(fields))
    head += b"".join(_field(key, *each) for key, each in fields.items()) + b"".join(infos)
    with open(path, "wb") as file:
        file.write(_padded(head))
        file.writelines(data)


def export(bundle, out, pre, weights=None):
    """Writes the GGUF of a decoder bundle. weights: a file that read_weights knows, else the bundle's own graph."""
    bundle, out = Path(bundle), Path(out)
    config = json.loads((bundle / "config.json").read_text(encoding="utf-8"))
    if config["model_type"] != "llama":
        raise ValueError(f"{bundle} is a {config['model_type']}; only a decoder (llama) becomes a GGUF here")
    tokenizer = json.loads((bundle / "tokenizer.json").read_text(encoding="utf-8"))
    out.parent.mkdir(parents=True, exist_ok=True)
    write_gguf(out, metadata(config, tokenizer, pre), list(tensors(read_weights(weights or bundle), config)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", default="../completion")
    parser.add_argument("--weights", help="a checkpoint or .fp16 file instead of the bundle's own graph")
    parser.add_argument("--out", default="work/completion.gguf")
    parser.add_argument("--pre", required=True, help="llama.cpp's name of a splitting (gpt-2, superbpe, ...): none is ours, see above")
    a = parser.parse_args()
    export(a.bundle, a.out, a.pre, a.weights)
    print(f"wrote {a.out}, {Path(a.out).stat().st_size / 1e6:.1f} MB. It splits text as llama.cpp's \"{a.pre}\" does, which is not how this decoder "
          "was trained: some text becomes other ids, silently. Send ids of the bundle's tokenizer.json, not text.")


if __name__ == "__main__":
    main()
