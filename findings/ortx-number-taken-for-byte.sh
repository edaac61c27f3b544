#!/usr/bin/env bash
# onnxruntime-extensions 0.15.2 (PyPI), the tokenizer that onnxruntime-genai carries, reads a tokenizer.json of the kind Unigram (XLM-R and the embedding and
# reranking models made from it, T5, ALBERT): a piece of six UTF-8 bytes whose fourth and fifth are hexadecimal digits is taken for a byte token such as <0x70>,
# the four other bytes are not looked at. "▁" has three bytes, so a number of three figures, "▁700", is six: it becomes the letter "p" (0x70). The
# number can't be found any more, and where it comes behind the letter in the vocabulary, as a rarer piece does, a "p" that stands alone gets its id.
# tokenizers 0.22.1 (PyPI, Rust) on the same file gives what was learned. No error, no warning, in the log neither.
# Why it matters: each vocabulary that was learned from text holds such numbers: "▁290" is ")", "▁400" "@", "▁500" "P", "▁650" "e", "▁730" "s", and "▁BBC", "▁ABC"
# are bytes as well. Ids stay plausible and most words are whole pieces, so a text looks right but for odd letters, signs and plurals, and
# an index that was built in Python is asked with other vectors than it was made of. A comparison of both over a few pages shows it at once.
# Seen: "page p)", "700 pages" Rust "▁page ▁ p )", "▁700 ▁page s"; here "▁page ▁ ▁700 ▁290", "▁ 7 0 0 ▁page s"; without the two numbers in the vocabulary all equal.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnxruntime-extensions==0.15.2 tokenizers==0.22.1
cat >run.py <<'PY'
import json
import os

from onnxruntime_extensions.pp_api import Tokenizer as Extensions
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
TEXTS = ["page p)", "700 pages"]


def tokens(folder, numbers):
    """The pieces of TEXTS by Rust and by the extensions, of a vocabulary whose last pieces are `numbers`."""
    common = ["▁", "▁page", "s", "p", ")", "0", "7"]
    pieces = [(each, 0.0) for each in SPECIAL] + [(each, -3.0 - rank / 10) for rank, each in enumerate([*common, *numbers])]
    made = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    made.pre_tokenizer, made.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    made.add_special_tokens(SPECIAL)
    os.mkdir(folder)
    made.save(f"{folder}/tokenizer.json")
    config = {"tokenizer_class": "XLMRobertaTokenizer", "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    with open(f"{folder}/tokenizer_config.json", "w") as file:
        json.dump(config, file)
    other = Extensions(folder)
    read = [
        ([made.encode(text, add_special_tokens=False).ids for text in TEXTS]),
        ([list(other.tokenize(text)) for text in TEXTS]),
    ]
    return [[" ".join(made.id_to_token(id) for id in ids if id not in (0, 2)) for ids in each] for each in read]


rust, here = tokens("with", ["▁700", "▁290"])
plain, same = tokens("without", ["▁ten"])
print("with numbers:", rust, here)
print("without:", plain, same)
assert plain == same, "they differ for another reason"
assert rust == ["▁page ▁ p )", "▁700 ▁page s"], "the control has changed"
assert here == ["▁page ▁ ▁700 ▁290", "▁ 7 0 0 ▁page s"], "This has changed."
PY
venv/bin/python run.py
