#!/usr/bin/env bash
# ctranslate2 4.8.5 (PyPI, CPU): the score that translate_batch gives with a translation (return_scores=True, the sum of log probabilities) is not the model's
# when an option keeps tokens out. no_repeat_ngram_size, suppress_sequences, disable_unk and min_decoding_length strike tokens out of the logits before the
# softmax, and what is left is scaled up to 1. So the token that is taken because the wanted one was forbidden counts as likely as it is among the rest:
# here 0.75 where the model says 0.015. score_batch of the same tokens gives the model's figures, with or without a beam.
# Why it matters: these options come into play where a translation goes wrong, in a loop or at a word that may not be said. There the score jumps up instead
# of falling: a broken loop looks as sure as a good sentence, thresholds for "doubtful", filters of back-translated text and a choice among several systems
# let just these through, and two runs with other options can't be compared. If a score is to say something, ask score_batch once more, with the
# end mark in mind, which it counts and a translation cut by max_decoding_length has not.
# Seen, probabilities of each whole output: "free 9.4e-01 and 9.4e-01; no_repeat_ngram_size 5.9e-01 and 5.9e-05; suppress_sequences 4.2e-01 and 3.4e-06;
# the same with a beam of 2".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ctranslate2==4.8.5 numpy
cat >run.py <<'PY'
import math
import os

import ctranslate2
import numpy as np
from ctranslate2.specs import transformer_spec

WIDTH, INNER = 8, 16
# What the model says at each step, whatever stands before: its projection has no weights, only a bias.
SAID = {"<unk>": 1e-9, "<s>": 1e-9, "</s>": 1e-9, "a": 0.98, "b": 0.015, "c": 0.004, "d": 0.001}


def norm(layer):
    layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def linear(layer, rows, columns):
    layer.weight, layer.bias = np.zeros((rows, columns), np.float32), np.zeros(rows, np.float32)


def attention(layer, outputs):
    norm(layer.layer_norm)
    for each, rows in zip(layer.linear, outputs):
        linear(each, rows, WIDTH)


def feed_forward(layer):
    norm(layer.layer_norm)
    linear(layer.linear_0, INNER, WIDTH)
    linear(layer.linear_1, WIDTH, INNER)


spec = transformer_spec.TransformerSpec.from_config(num_layers=1, num_heads=1, pre_norm=True)
table = np.ones((len(SAID), WIDTH), np.float32)
spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = table
norm(spec.encoder.layer_norm)
norm(spec.decoder.layer_norm)
attention(spec.encoder.layer[0].self_attention, [3 * WIDTH, WIDTH])
feed_forward(spec.encoder.layer[0].ffn)
attention(spec.decoder.layer[0].self_attention, [3 * WIDTH, WIDTH])
attention(spec.decoder.layer[0].attention, [WIDTH, 2 * WIDTH, WIDTH])
feed_forward(spec.decoder.layer[0].ffn)
spec.decoder.projection.weight = np.zeros((len(SAID), WIDTH), np.float32)
spec.decoder.projection.bias = np.log(np.array(list(SAID.values()), np.float32))
spec.register_source_vocabulary(list(SAID))
spec.register_target_vocabulary(list(SAID))
spec.validate()
os.mkdir("model")
spec.save("model")

translator = ctranslate2.Translator("model", device="cpu", compute_type="float32")
OPTIONS = {"free": {}, "no_repeat_ngram_size": {"no_repeat_ngram_size": 1}, "suppress_sequences": {"suppress_sequences": [["a"]]}}
for beam in (1, 2):
    for name, options in OPTIONS.items():
        # length_penalty 0: the plain sum of log probabilities
        result = translator.translate_batch(
            [["a"]], beam_size=beam, length_penalty=0, max_decoding_length=3, min_decoding_length=0, return_scores=True, **options
        )[0]
        tokens = result.hypotheses[0]
        asked = sum(translator.score_batch([["a"]], [tokens])[0].log_probs[: len(tokens)])
        truth = sum(math.log(SAID[token]) for token in tokens)
        print(f"beam {beam} {name} {tokens}: {math.exp(result.scores[0]):.1e} given out, {math.exp(asked):.1e} by score_batch")
        assert abs(asked - truth) < 1e-3, "score_batch does not give what the model says"
        if name == "free":
            assert abs(result.scores[0] - truth) < 1e-3, "the control has changed"
        else:
            assert result.scores[0] > truth + math.log(1000), "the score is the model's now"
PY
venv/bin/python run.py
