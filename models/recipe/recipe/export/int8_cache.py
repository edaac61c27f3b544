"""Keys and values that fit int8 as they are: how large each channel gets, and its step moved into the weights around.

A cache of int8 wants a step a channel: key = step * integer. Instead of the graph, the weights multiply by it: rows of the
key's projection are divided by the step and rows of the query's that meet them multiplied, of the value's divided and columns
of the output's multiplied. The model is the same, its keys and values are counted in steps, and the cache is theirs rounded.
A rotation mixes channels i and i + head size / 2 of keys, so those two share a step.

The steps come from the fp32 graph run over text: for each channel, of some shares of the largest magnitude seen the one that as
limit of int8 gives the least squared error.
"""

import numpy as np

from ..corpus.shards import is_validation, read_documents, shard_paths
from ..tokens.specials import BOS
from .attention import PARTS

DOCUMENTS = {"en": 70, "ko": 40}  # of training text, the shards' first of 1,500 characters and more
CHARACTERS = (1_500, 4_000)       # least of a document, and how many are read of it
POSITIONS = 700                   # a document's first
SHARES = np.linspace(0.3, 1.05, 26)
LIMIT = 127
LEAST_STEP = 1e-6


def calibration_rows(corpus, tokenizer, documents=DOCUMENTS, positions=POSITIONS):
    """Rows of ids, <bos> in front, from the corpus's training documents."""
    rows = []
    for language, wanted in documents.items():
        texts = (d["text"] for d in read_documents(shard_paths(corpus, f"text-{language}"), language)
                 if len(d["text"]) >= CHARACTERS[0] and not is_validation(d["source"], d["path"]))
        rows += [[BOS, *tokenizer.encode(text[:CHARACTERS[1]], add_special_tokens=False).ids[:positions - 1]]
                 for text, _ in zip(texts, range(wanted))]
    return rows


def least_error_steps(values, groups):
    """values fp32 [positions, channels], groups: channels that share a step [groups, members] -> steps fp32 [channels]."""
    sets = values[:, groups]  # [positions, groups, members]
    largest = np.maximum(np.abs(sets).max((0, 2)), LEAST_STEP * LIMIT)
    best, steps = np.full(len(groups), np.inf), largest / LIMIT
    for share in SHARES:
        step = largest * share / LIMIT
        rounded = np.clip(np.rint(sets / step[:, None]), -LIMIT - 1, LIMIT) * step[:, None]
        error = np.square(rounded - sets).mean((0, 2))
        steps, best = np.where(error < best, step, steps), np.minimum(error, best)
    found = np.empty(values.shape[1], np.float32)
    found[groups] = steps[:, None]
    return found


def cache_steps(run, rows, shape, every=7):
    """run(row) -> {past_key_values.N.part: [1, kv heads, length, head size]} of the fp32 graph; one of `every` positions counts.
    -> {(layer, part): steps fp32 [kv heads, head size]}."""
    seen = {}
    for row in rows:
        for name, value in run(row).items():
            seen.setdefault(name, []).append(value[0, :, ::every])
    half = np.arange(shape.head_size // 2)
    groups = {"key": np.stack((half, half + shape.head_size // 2), 1), "value": np.arange(shape.head_size)[:, None]}
    steps = {}
    for n in range(shape.layers):
        for part in PARTS:
            heads = np.concatenate(seen[f"past_key_values.{n}.{part}"], 1)
            steps[n, part] = np.stack([least_error_steps(head, groups[part]) for head in heads])
    return steps


def in_steps(weights, shape, steps):
    """The same model's weights with keys and values in steps; weights: name -> fp32 array."""
    moved, shared = dict(weights), shape.heads // shape.kv_heads
    for n in range(shape.layers):
        key, value = (steps[n, part].reshape(-1, 1) for part in PARTS)
        of_queries = lambda part: np.repeat(steps[n, part], shared, axis=0).reshape(-1, 1)
        factors = {"q": of_queries("key"), "k": 1 / key, "v": 1 / value, "o": of_queries("value").T}
        for part, factor in factors.items():
            name = f"model.layers.{n}.self_attn.{part}_proj.weight"
            moved[name] = (weights[name] * factor).astype(np.float32)
    return moved
