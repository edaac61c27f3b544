"""Held-out figures of a decoder: bits per byte and next-word accuracy, against a 5-gram model.

  python -m recipe.evaluation.decoder --work DIR                       the checkpoint's PyTorch weights
  python -m recipe.evaluation.decoder --work DIR --bundle ../completion   the quantised bundle
  python -m recipe.evaluation.decoder --work DIR --ngram               the baseline

Bits per byte = sum of nats over all text tokens / ln 2 / bytes of text, special tokens counted in
neither. Windows of 512 overlap by half, each token is scored once. Next word: at the start of each
word (a space and a letter), the most likely tokens must be exactly the word's, then end it.
Writes DIR/evaluation-NAME.json.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch

from ..tokens import tokenizer as bpe
from ..corpus.shards import load_work_split
from ..export.decoder import load_checkpoint, open_session, run_session
from ..tokens.specials import BOS, FIM_END, FIM_MIDDLE, FIM_SUFFIX, PAD, RESERVED
from ..tokens.tokenizer import encoder

GROUPS = {"docs": "English docs", "prose": "English prose", "ko": "Korean"}
WINDOW = 512


def held_out_texts(work, bytes_per_group, document_bytes=12_000):
    """group -> texts, each cut at a paragraph end; many pages rather than a few long ones."""
    _, documents = load_work_split(work)
    texts = {group: [] for group in GROUPS}
    for document in documents:
        chosen = texts[document["group"]]
        if sum(len(t.encode()) for t in chosen) < bytes_per_group:
            raw = document["text"].encode()[:document_bytes].decode(errors="ignore")
            chosen.append(raw if len(raw) == len(document["text"]) else raw.rsplit("\n\n", 1)[0])
    return texts


def windows(ids, window):
    """Yields (ids with <bos> in front, number of leading positions already scored)."""
    step = window // 2
    for begin in range(0, max(1, len(ids) - step), step):
        piece = ids[begin:begin + window]
        yield [BOS, *piece], 0 if begin == 0 else min(step, len(piece))


def word_spans(tokenizer, ids):
    """[begin, end) of words within ids: a token that starts with a space and a letter, then the
    tokens that go on with letters. Hangul syllables may be torn over tokens; those go on too."""
    pieces = [tokenizer.decode([i], skip_special_tokens=False) for i in ids]
    starts = [len(p) > 1 and p[0] == " " and p[1].isalpha() for p in pieces]
    goes_on = [bool(p) and (p[0].isalpha() or p[0] == "\ufffd") for p in pieces]
    spans, n = [], 0
    while n < len(ids):
        if starts[n]:
            end = n + 1
            while end < len(ids) and goes_on[end]:
                end += 1
            if end < len(ids):
                spans.append((n, end))
            n = end
        else:
            n += 1
    return spans


class TokenKinds:
    """Which ids go on with a word: the prediction after a word must not be one of them."""

    def __init__(self, tokenizer, vocabulary):
        pieces = [tokenizer.decode([i], skip_special_tokens=False) if i >= RESERVED else "" for i in range(vocabulary)]
        self.goes_on = np.array([bool(p) and (p[0].isalpha() or p[0] == "\ufffd") for p in pieces])


def score_document(score, ids, kinds, spans, window=WINDOW):
    """score(ids with <bos>) -> log-probabilities of the next ids and the most likely ids.
    Returns (nats, words right, words)."""
    nats, right, best_ids = 0.0, 0, np.zeros(len(ids) + 1, np.int64)
    done = 0
    for piece, skip in windows(ids, window):
        log_probabilities, best = score(piece)
        nats -= log_probabilities[skip:].sum()
        fresh = len(piece) - 1 - skip
        best_ids[done:done + fresh + 1] = best[skip:skip + fresh + 1]
        done += fresh
    for begin, end in spans:
        if (best_ids[begin:end] == ids[begin:end]).all() and not kinds.goes_on[best_ids[end]]:
            right += 1
    return nats, right, len(spans)


def pytorch_scorer(model):
    def score(ids):
        with torch.no_grad():
            logits = model.logits(torch.tensor([ids]))[0]
            logits[:, :RESERVED] = -torch.inf
            log_p = torch.log_softmax(logits, -1)
        targets = torch.tensor(ids[1:])
        return log_p[:-1].gather(1, targets[:, None])[:, 0].double().numpy(), logits.argmax(-1).numpy()
    return score


def bundle_scorer(path):
    session = open_session(path)

    def score(ids):
        logits, _ = run_session(session, np.array([ids], np.int64))
        logits = torch.from_numpy(logits[0])
        logits[:, :RESERVED] = -torch.inf
        taken = logits[:-1].gather(1, torch.tensor(ids[1:])[:, None])[:, 0]
        return (taken - logits[:-1].logsumexp(-1)).double().numpy(), logits.argmax(-1).numpy()
    return score


def ngram_scorer(model):
    def score(ids):
        log_p, best = np.zeros(len(ids) - 1), np.zeros(len(ids), np.int64)
        for n in range(1, len(ids) + 1):
            p = model.distribution(ids[max(0, n - 4):n])
            p[:RESERVED] = 0
            best[n - 1] = p.argmax()
            if n < len(ids):
                log_p[n - 1] = math.log(p[ids[n]] / p.sum())
        return log_p, best
    return score


def evaluate(score, work, tokenizer_folder, vocabulary, bytes_per_group):
    """-> {group: {bitsPerByte, bitsPerCharacter, nextWord, words, bytes}}."""
    tokenizer, encode = encoder(tokenizer_folder)
    context = json.loads((Path(tokenizer_folder) / "tokenizer_config.json").read_text())["model_max_length"]
    kinds, window, result = TokenKinds(tokenizer, vocabulary), min(WINDOW, context // 2), {}
    for group, texts in held_out_texts(work, bytes_per_group).items():
        nats, right, words, size, characters = 0.0, 0, 0, 0, 0
        for text in texts:
            ids = encode(text)
            scored = score_document(score, ids, kinds, word_spans(tokenizer, ids), window)
            nats, right, words = nats + scored[0], right + scored[1], words + scored[2]
            size, characters = size + len(text.encode()), characters + len(text)
        result[group] = {"bitsPerByte": round(nats / math.log(2) / size, 4),
                         "bitsPerCharacter": round(nats / math.log(2) / characters, 4),
                         "nextWord": round(right / max(1, words), 4), "words": words, "bytes": size}
    return result


def training_ids(work):
    """The ids of all packed rows in one array, without padding; where a suffix ends, <bos> stands."""
    parts = []
    for path in sorted(Path(work).glob("rows-*.npy")):
        ids = np.load(path).reshape(-1)
        ids[ids == FIM_MIDDLE] = BOS
        parts.append(ids[(ids != PAD) & (ids != FIM_SUFFIX) & (ids != FIM_END)])
    return np.concatenate(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="decoder")
    parser.add_argument("--bundle")
    parser.add_argument("--ngram", action="store_true")
    parser.add_argument("--bytes", type=int, default=150_000, help="of held-out text a group")
    a = parser.parse_args()
    torch.set_num_threads(1)
    work = Path(a.work)
    folder = Path(a.bundle) if a.bundle else work / "tokenizer"
    vocabulary = bpe.load(folder).get_vocab_size()
    if a.ngram:
        from .ngram import NGram
        name, score = "ngram", ngram_scorer(NGram(training_ids(work), vocabulary))
    elif a.bundle:
        name, score = "bundle", bundle_scorer(next((folder / "onnx").glob("*.onnx")))
    else:
        name, score = a.name, pytorch_scorer(load_checkpoint(work / f"{a.name}.pt")[0])
    result = evaluate(score, work, folder, vocabulary, a.bytes)
    (work / f"evaluation-{name}.json").write_text(json.dumps(result, indent=2) + "\n")
    print(f"{'':14}{'bits/byte':>10}{'bits/char':>10}{'next word':>10}")
    for group, title in GROUPS.items():
        r = result[group]
        print(f"{title:14}{r['bitsPerByte']:10.3f}{r['bitsPerCharacter']:10.3f}{r['nextWord']:10.1%}")


if __name__ == "__main__":
    main()
