"""Records test/golden/seq2seq.json from the shipped bundle: translations both ways, a summary, a title.

  python -m recipe.goldens.seq2seq [--bundle ../seq2seq] [--golden ../../test/golden]

A case: `tags` and `text` (atoms as private-use characters), source ids as the engine must make them, and greedy ids (no
special token but <eos> and the source's sentinels, each of those once), up to <eos> or GREEDY_TOKENS. At the steps of
`at`, with the greedy ids before it as input: logits at `indexes`, and the aligning head's attention over the source.
`clear`: the steps at which the best two differ by more than rounding may change. Run as one padded batch the cases give the same.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from .decoder import dump
from ..export.seq2seq_graphs import Graphs, forbidden_at_first, graph_files, greedy, pad
from ..rows.seq2seq_text import Language, cut
from ..tokens.specials import BOS, RESERVED

GREEDY_TOKENS = 16
# int8 activations round differently on other processors, and now and then in another batch: one of them one step up or
# down changed a logit by 0.11.
LOGIT_TOLERANCE, ATTENTION_TOLERANCE = 0.3, 0.02
CLEAR_MARGIN = 0.6
MOST_ROUNDED = 0.05  # share of the steps that a padded batch may round otherwise

CASES = [
    (("to_ko", "human"), "Save the file, then close the window."),
    (("to_ko", "human"), "This page describes how to install the package."),
    (("to_ko", "human"), "Run \ue000 in the folder \ue001 before you start the server."),
    (("to_ko", "human"), "If the value is not set, the default is used."),
    (("to_ko", "human"), "You can change the settings at any time."),
    (("to_ko", "human"), "\ue000 and \ue001 are the same thing."),
    (("to_en", "human"), "파일을 저장한 다음 창을 닫으세요."),
    (("to_en", "human"), "이 문서에서는 패키지를 설치하는 방법을 설명합니다."),
    (("to_en", "human"), "서버를 시작하기 전에 \ue000 폴더에서 \ue001을 실행합니다."),
    (("to_en", "human"), "값을 지정하지 않으면 기본값을 사용합니다."),
    (("to_en", "human"), "설정은 언제든지 바꿀 수 있습니다."),
    (("summarize", "description", "en"), "The editor keeps a copy of every file that you change. When it is closed before you save, the copies are "
     "opened the next time. A copy is deleted when its file is saved, and after thirty days."),
    (("summarize", "description", "ko"), "편집기는 바꾼 파일마다 사본을 남깁니다. 저장하기 전에 창을 닫으면 다음에 열 때 사본이 열립니다. "
     "파일을 저장하거나 30일이 지나면 사본은 지워집니다."),
    (("headline", "en"), "Before you can deploy the application, create an account and install the command line tools. "
     "Then log in and choose a region in which the servers shall run."),
    (("headline", "ko"), "애플리케이션을 배포하려면 먼저 계정을 만들고 명령줄 도구를 설치합니다. 그런 다음 로그인하여 서버를 실행할 지역을 선택합니다."),
]


def trace(graphs, sources, written):
    """Logits of every step [rows, steps, vocabulary] and the aligning head's attention [rows, steps, source], the written ids given,
    a token at a time as the engine does."""
    state, ids = graphs.begin(pad(sources)), pad([[BOS, *row[:-1]] for row in written])
    steps = [graphs.step(state, ids[:, n:n + 1]) for n in range(ids.shape[1])]
    return np.concatenate([logits for logits, _ in steps], 1), np.concatenate([attention[:, 0] for _, attention in steps], 1)


def clear_steps(source, written, logits):
    """The steps at which the best token is ahead of all that may be written there by CLEAR_MARGIN."""
    forbidden, clear = forbidden_at_first([source])[0], []
    for step, (token, row) in enumerate(zip(written, logits.astype(np.float64))):
        row[:RESERVED][forbidden] = -np.inf
        best, second = np.sort(row)[:-3:-1]
        assert row[token] == best
        if best - second >= CLEAR_MARGIN:
            clear.append(step)
        if token < RESERVED:
            forbidden[token] = True
    return clear


def record(bundle, path):
    language, graphs = Language(bundle), Graphs.of_bundle(bundle)
    indexes = sorted(set(np.geomspace(64, language.tokenizer.get_vocab_size() - 1, 24).astype(int).tolist()))
    window = json.loads((Path(bundle) / "config.json").read_text(encoding="utf-8"))["n_positions"]
    sources = [cut(language.source(tags, text), window) for tags, text in CASES]
    written = [greedy(graphs, [source], GREEDY_TOKENS)[0] for source in sources]
    cases, together = [], trace(graphs, sources, written)
    worst, rounded = [0.0, 0.0], []
    for n, ((tags, text), source, ids) in enumerate(zip(CASES, sources, written)):
        logits, attention = (part[0] for part in trace(graphs, [source], [ids]))
        pairs = ((logits, together[0][n, :len(ids)]), (attention, together[1][n, :len(ids), :len(source)]))
        worst = [max(old, float(np.abs(a - b).max())) for old, (a, b) in zip(worst, pairs)]
        rounded += (np.abs(logits - pairs[0][1]).max(-1) > LOGIT_TOLERANCE / 100).tolist()
        at = sorted({0, len(ids) // 2, len(ids) - 1})
        cases.append({
            "tags": list(tags), "text": text, "ids": source, "greedyIds": ids, "greedyText": language.decode(ids, [f"<{i}>" for i in range(16)]),
            "clear": clear_steps(source, ids, logits), "at": at,
            "logits": [[round(float(logits[t, i]), 5) for i in indexes] for t in at],
            "attention": [[round(float(a), 5) for a in attention[t]] for t in at]})
    assert worst[0] < LOGIT_TOLERANCE and worst[1] < ATTENTION_TOLERANCE, f"a padded batch changes logits, attention by {worst}"
    assert np.mean(rounded) <= MOST_ROUNDED, f"a padded batch changes the logits of {np.mean(rounded):.1%} of the steps"
    encoder, decoder = graph_files(bundle)
    dump(path, {"encoder": encoder.name, "decoder": decoder.name, "logitTolerance": LOGIT_TOLERANCE, "attentionTolerance": ATTENTION_TOLERANCE,
                "indexes": indexes, "cases": cases}, "cases")
    return cases, worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", default="../seq2seq")
    parser.add_argument("--golden", default="../../test/golden")
    a = parser.parse_args()
    cases, worst = record(a.bundle, Path(a.golden) / "seq2seq.json")
    for c in cases:
        print(f"{' '.join(c['tags'])}: {c['text'][:60]!r} -> {c['greedyText']!r}, {len(c['clear'])} of {len(c['greedyIds'])} steps clear")
    print(f"{len(cases)} cases; padded and single runs differ by {worst[0]:.1e}, attention {worst[1]:.1e}")


if __name__ == "__main__":
    main()
