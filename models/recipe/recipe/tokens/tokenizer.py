"""Trains the byte-level BPE once at 48k and cuts it to a preset's vocabulary; writes the HF files.

Merges are nested, so every preset's vocabulary is a prefix of the large one. The pre-split uses
only what both Rust's Oniguruma and JavaScript's RegExp with the u flag read alike: no \\s (they
disagree on U+0085 and U+FEFF), no possessive quantifiers, no inline flags.
"""

import argparse
import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from ..corpus.shards import read_records, shard_paths
from .specials import RESERVED, SPECIAL_TOKENS

FULL_VOCABULARY = 48_000
MAX_TOKEN_BYTES = 32

# Contractions; words, digit pairs and symbol runs with one space glued to their front; runs of
# newlines; runs of spaces and tabs (indentation). A lone space before a word belongs to the word.
PRE_SPLIT = (
    r"['’](?:[sdmtSDMT]|ll|ve|re|LL|VE|RE)(?!\p{L})"
    r"| ?\p{L}[\p{L}\p{M}]*"
    r"| ?\p{N}{1,2}"
    r"| ?[^ \t\r\n\p{L}\p{N}]+"
    r"|[\r\n]+"
    r"|[ \t]+"
)


def new_tokenizer(model):
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PRE_SPLIT), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def train(texts, vocabulary=FULL_VOCABULARY):
    """texts: iterator of strings -> Tokenizer with up to `vocabulary` tokens."""
    tokenizer = new_tokenizer(models.BPE())
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        max_token_length=MAX_TOKEN_BYTES,
        show_progress=False,
    ))
    return tokenizer


def cut(tokenizer_json, vocabulary):
    """Keeps the first `vocabulary` tokens of a tokenizer.json text, and the merges that make them."""
    state = json.loads(tokenizer_json)
    vocab = {token: i for token, i in state["model"]["vocab"].items() if i < vocabulary}
    merges = [m for m in state["model"]["merges"] if "".join(m) in vocab and m[0] in vocab and m[1] in vocab]
    assert len(vocab) == vocabulary and all(vocab[t] == i for i, t in enumerate(SPECIAL_TOKENS))
    state["model"]["vocab"], state["model"]["merges"] = vocab, merges
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def tokenizer_config(context):
    """What transformers and transformers.js read beside tokenizer.json."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": context,
        "bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "unk_token": "<unk>",
        "mask_token": "<mask>", "sep_token": "<sep>", "cls_token": "<cls>",
        "clean_up_tokenization_spaces": False,
        "add_bos_token": False, "add_eos_token": False,
    }


def save(tokenizer_json, folder, context):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(tokenizer_json, encoding="utf-8")
    text = json.dumps(tokenizer_config(context), indent=2, ensure_ascii=False) + "\n"
    (folder / "tokenizer_config.json").write_text(text, encoding="utf-8")


def load(folder):
    return Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))


def encoder(folder):
    """-> (tokenizer, encode): text to ids, special tokens in it being ordinary text."""
    tokenizer = load(folder)
    tokenizer.encode_special_tokens = True
    return tokenizer, lambda text: tokenizer.encode(text, add_special_tokens=False).ids


def training_texts(documents, corpus, english_bytes=33e6, korean_bytes=21e6, pair_bytes=9e6):
    """About 60:40 English to Korean by bytes: documents first, then both sides of pairs."""
    left = {"en": english_bytes, "ko": korean_bytes}
    for document in documents:
        language = "ko" if document["group"] == "ko" else "en"
        if left[language] > 0:
            left[language] -= len(document["text"].encode())
            yield document["text"]
    for record in read_records(shard_paths(corpus, "parallel-en-ko")[-1]):
        if pair_bytes <= 0:
            break
        pair_bytes -= len((record["en"] + record["ko"]).encode())
        yield record["en"]
        yield record["ko"]


def main():
    from ..config.presets import PRESETS
    from ..corpus.shards import load_work_split
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--work", default="work")
    arguments = parser.parse_args()
    work = Path(arguments.work)
    train_documents, _ = load_work_split(work)
    small = arguments.preset == "tiny"
    texts = training_texts(train_documents, arguments.corpus, **({"pair_bytes": 2e5} if small else {}))
    tokenizer = train(texts, 2048 if small else FULL_VOCABULARY)
    (work / "tokenizer-48k.json").write_text(tokenizer.to_str(), encoding="utf-8")
    print(f"trained {tokenizer.get_vocab_size()} tokens -> {work / 'tokenizer-48k.json'}")


if __name__ == "__main__":
    main()
