#!/usr/bin/env bash
# The pre-tokenizer `Digits` of one tokenizer.json, read by @huggingface/tokenizers 0.2.0 (npm) and by tokenizers 0.22.1 (PyPI, Rust).
# Rust asks for Unicode's numeric characters (char::is_numeric: categories Nd, Nl and No): 2, but also a half, a superscript two,
# a Roman numeral twelve, an Arabic-Indic three, a circled five. JavaScript splits at \d, which is 0 to 9 alone. So behind a letter such a sign
# is a piece of its own in one and part of the word in the other: other ids, no error, nothing in the log.
# Why it matters: SmolLM, StarCoder and others carry `Digits`. A vocabulary learned with one way of cutting is asked with the other: prompts with
# "m²", "½ cup", "①" or "Ⅻ" reach the model as tokens that it never saw in that place. Common Latin, Hangul and ASCII figures are equal,
# so tests of everyday lines show nothing.
# Seen: for each of the six signs Rust 2 tokens, JavaScript 1; for "a2" two in both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tokenizers==0.22.1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @huggingface/tokenizers@0.2.0
cat >make.py <<'PY'
import json

signs = "½²Ⅻ٣⑤¾"
words = ["[UNK]", "a", "2", "a2", "##2", *signs, *("a" + s for s in signs), *("##" + s for s in signs)]
state = {
    "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
    "pre_tokenizer": {"type": "Digits", "individual_digits": True}, "post_processor": None, "decoder": None,
    "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
              "vocab": {word: n for n, word in enumerate(words)}},
}
json.dump(state, open("tokenizer.json", "w"))
json.dump(["a2", *("a" + s for s in signs)], open("texts.json", "w"))
PY
python3 make.py
venv/bin/python - <<'PY' >rust.json
import json
from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file("tokenizer.json")
print(json.dumps([tokenizer.encode(text, add_special_tokens=False).tokens for text in json.load(open("texts.json"))]))
PY
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
const read = (name) => JSON.parse(readFileSync(name, 'utf8'));
const tokenizer = new Tokenizer(read('tokenizer.json'), {});
const rust = read('rust.json');
const differ = read('texts.json').map((text, n) => {
  const { tokens } = tokenizer.encode(text, { add_special_tokens: false });
  console.log(`${text}: Rust ${rust[n].join(' ')}, JavaScript ${tokens.join(' ')}`);
  return tokens.join(' ') !== rust[n].join(' ');
});
const expected = [false, true, true, true, true, true, true];
if (differ.join() !== expected.join()) throw new Error(`This has changed: differences ${differ}`);
JS
node run.mjs
