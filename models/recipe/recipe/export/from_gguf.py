"""A Llama in a GGUF -> a bundle folder for the engine: the weights taken out of their blocks and put into our own graph.

Read are Llamas with tied embeddings and a byte-level tokenizer whose splitting is known by its name: a GGUF holds tokens and
merges, but of the splitting a name alone, and a wrong one gives other ids without a word. So a file without the name,
or with one that is not listed here, is refused.

  python -m recipe.export.from_gguf SmolLM2-135M-Instruct.Q4_1.gguf FOLDER
"""

import argparse
import json
import shutil
import unicodedata
from pathlib import Path

import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from .bundle import write_json, write_text
from .decoder import FILE_OF_DTYPE, build_graph, llama_config
from .gguf import _LAYER
from .onnx_graph import ROWS
from ..config.presets import Decoder

LONGEST = 2048  # positions that the engine uses of a model of one's own
CONTROL, USER_DEFINED = 3, 4
_QWEN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
_BYTES = lambda regex: pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=regex)  # noqa: E731
_SPLIT = lambda pattern: pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), "isolated"), _BYTES(False)])  # noqa: E731
SPLITS = {
    "gpt-2": lambda: _BYTES(True),
    "smollm": lambda: pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), _BYTES(True)]),
    "llama-bpe": lambda: _SPLIT(_QWEN.replace(r"\p{N}|", r"\p{N}{1,3}|", 1)),
    "qwen2": lambda: _SPLIT(_QWEN),
}


def in_halves(weight, heads):
    """Rows of q or k as Hugging Face rotates them, halves of a head, where llama.cpp's Llama rotates neighbours."""
    return weight.reshape(heads, -1, 2, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


class Source:
    def __init__(self, path):
        self.reader = GGUFReader(path)

    def value(self, key, default=None):
        field = self.reader.fields.get(key)
        if field is None and default is None:
            raise ValueError(f"the GGUF has no {key}")
        return default if field is None else field.contents()

    def shape(self):
        if self.value("general.architecture") != "llama":
            raise ValueError(f"only Llamas are read, not {self.value('general.architecture')}")
        heads, width = self.value("llama.attention.head_count"), self.value("llama.embedding_length")
        if self.value("llama.rope.dimension_count", width // heads) != width // heads:
            raise ValueError("heads of another size than the width's share are not read")
        return Decoder(
            vocabulary=len(self.value("tokenizer.ggml.tokens")), width=width, heads=heads,
            layers=self.value("llama.block_count"), kv_heads=self.value("llama.attention.head_count_kv", heads),
            mlp=self.value("llama.feed_forward_length"),
            context=min(LONGEST, self.value("llama.context_length")), rope_theta=self.value("llama.rope.freq_base", 10000.0),
            norm_epsilon=self.value("llama.attention.layer_norm_rms_epsilon"))

    def weights(self, shape):
        """{Hugging Face's name: fp32 array}"""
        outer = {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}
        inner = {short: part for part, short in _LAYER.items()}
        heads = {"attn_q": shape.heads, "attn_k": shape.kv_heads}
        found = {}
        for tensor in self.reader.tensors:
            matrix = np.asarray(dequantize(tensor.data, tensor.tensor_type), np.float32)
            if tensor.name in outer:
                found[outer[tensor.name]] = matrix
                continue
            block, layer, short = tensor.name.removesuffix(".weight").split(".", 2) if tensor.name.startswith("blk.") else (None,) * 3
            if block is None or short not in inner:
                raise ValueError(f"{tensor.name} is no tensor of a Llama with tied embeddings")
            found[f"model.layers.{layer}.{inner[short]}.weight"] = in_halves(matrix, heads[short]) if short in heads else matrix
        return found

    def tokenizer(self):
        if self.value("tokenizer.ggml.model") != "gpt2":
            raise ValueError("only byte-level tokenizers are read")
        pre = self.value("tokenizer.ggml.pre", "")
        if pre not in SPLITS:
            raise ValueError(f'the splitting "{pre}" (tokenizer.ggml.pre) is not known; known are {", ".join(SPLITS)}')
        tokens, kinds = self.value("tokenizer.ggml.tokens"), self.value("tokenizer.ggml.token_type")
        merges = [tuple(merge.split(" ")) for merge in self.value("tokenizer.ggml.merges")]
        tokenizer = Tokenizer(models.BPE(vocab={token: n for n, token in enumerate(tokens)}, merges=merges))
        tokenizer.pre_tokenizer = SPLITS[pre]()
        tokenizer.decoder = decoders.ByteLevel()
        if pre == "qwen2":
            tokenizer.normalizer = normalizers.NFC()
        tokenizer.add_special_tokens([AddedToken(t, special=True) for t, kind in zip(tokens, kinds) if kind == CONTROL])
        return tokenizer

    def token(self, role):
        tokens = self.value("tokenizer.ggml.tokens")
        return tokens[self.value(f"tokenizer.ggml.{role}_token_id")]


def export(path, folder, dtype="q8", body_bits=ROWS, head_bits=8):
    folder = Path(folder)
    source = Source(path)
    shape, tokenizer = source.shape(), source.tokenizer()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "onnx").mkdir(parents=True)
    build_graph(source.weights(shape), shape, body_bits, head_bits).save(folder / "onnx" / FILE_OF_DTYPE[dtype])
    bos, eos = (source.value(f"tokenizer.ggml.{role}_token_id") for role in ("bos", "eos"))
    write_json(folder / "config.json", llama_config(shape, dtype) | {"bos_token_id": bos, "eos_token_id": eos, "pad_token_id": eos})
    write_text(folder / "tokenizer.json", tokenizer.to_str() + "\n")
    write_json(folder / "tokenizer_config.json", {"bos_token": source.token("bos"), "eos_token": source.token("eos"),
                                                  "clean_up_tokenization_spaces": False})
    licence = source.value("general.license", "unknown")
    write_text(folder / "MODEL_CARD.md", f"---\nlicense: {licence}\n---\n# {source.value('general.name', Path(path).stem)}\n"
                                         f"Out of {unicodedata.normalize('NFC', Path(path).name)}.\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gguf")
    parser.add_argument("folder")
    parser.add_argument("--dtype", choices=("fp32", "q8", "q4"), default="q8")
    a = parser.parse_args()
    body, head = {"fp32": (32, 32), "q8": (ROWS, 8), "q4": (4, 8)}[a.dtype]
    export(a.gguf, a.folder, a.dtype, body, head)
    print(json.dumps({"folder": a.folder, "dtype": a.dtype}))


if __name__ == "__main__":
    main()
