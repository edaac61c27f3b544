"""Records test/golden/fill-mask.json from the shipped bundle: one blank a sentence, both languages.

  python -m recipe.goldens.masked [--bundle ../fill-mask] [--golden ../../test/golden]

A case: `before` and `after` (the text around a blank of `tokens` tokens), ids as the engine must
make them (`<bos> before <mask>... after <eos>`), the five best ids at the first <mask> with their
logits, text tokens only, and the logits at `indexes`. `clear`: the best two differ by more than
rounding may change. `batch`: cases that give the same logits when run padded together.
"""

import argparse
from pathlib import Path

import numpy as np

from ..export.decoder import open_session
from ..export.masked import WANTED, run_graph
from .decoder import dump
from ..rows.mask_spans import is_hangul
from ..tokens.specials import BOS, EOS, MASK, PAD, RESERVED
from ..tokens.tokenizer import encoder

LOGIT_TOLERANCE = 0.25  # int8 activations round differently: up to 0.14 where norms differ in their last bits
CLEAR_MARGIN = 0.25
BATCH = 6

# (before, after, tokens of the blank). The blank takes the space before it.
SENTENCES = [
    ("Click the", " to save your changes.", 1),
    ("You can use this", " to read a file.", 1),
    ("For more", ", see the documentation.", 1),
    ("The server returns an", " when the request fails.", 1),
    ("If you", " to change the settings, open the menu.", 1),
    ("This section describes", " to install the package.", 1),
    ("The following example", " how to create a new project.", 1),
    ("Run the following", " in your terminal:\n\n    npm install", 1),
    ("## Getting", "\n\nThis guide helps you set up your first project.", 1),
    ("- [x] Write the tests\n- [ ] Update the", "\n- [ ] Publish the release", 1),
    ("He opened the", " and looked out into the garden.", 1),
    ("It was one of the", " days of the year.", 1),
    ("She did not know", " to say to him.", 1),
    ("The value must be greater", " zero.", 1),
    ("Make sure that the file", " before you open it.", 1),
    ("In addition, you", " configure the server to use another port.", 2),
    ("The function returns", " if the value is not found.", 2),
    ("자세한 내용은 다음", " 참조하세요.", 1),
    ("이 문서에서는 프로젝트를 만드는", " 설명합니다.", 1),
    ("파일", " 저장한 다음 다시 시도하세요.", 1),
    ("서버", " 요청을 보내면 응답이 돌아옵니다.", 1),
    ("다음 명령을", ".\n\n    npm install", 1),
    ("설정을 변경하려면", " 클릭합니다.", 1),
    ("새 프로젝트를", " 수 있습니다.", 1),
    ("이 기능을", " 먼저 패키지를 설치해야 합니다.", 1),
    ("사용자가 로그인하면", "이 표시됩니다.", 1),
    ("오류가", " 로그를 확인하세요.", 1),
    ("기본값", " `true`입니다.", 1),
    ("## 시작하기\n\n이 가이드에서는 첫 번째 애플리케이션을", " 방법을 알아봅니다.", 1),
    ("데이터베이스에 연결할 때", " 사용합니다.", 2),
]


def text_logits(row):
    row = row.astype(np.float64)
    row[:RESERVED] = -np.inf
    return row


def case_ids(encode, before, after, tokens):
    """-> (ids, position of the first <mask>). Before and after are encoded apart: that is what the
    engine does at a blank."""
    head = [BOS, *encode(before)]
    return [*head, *[MASK] * tokens, *encode(after), EOS], len(head)


def record(folder, path):
    tokenizer, encode = encoder(folder)
    file = next((Path(folder) / "onnx").glob("*.onnx"))
    session = open_session(file)
    indexes = sorted(set(np.geomspace(64, tokenizer.get_vocab_size() - 1, 24).astype(int).tolist()))
    cases, largest = [], 0.0
    for before, after, tokens in SENTENCES:
        ids, position = case_ids(encode, before, after, tokens)
        batch = np.array([ids], np.int64)
        mask = np.ones_like(batch)
        mask[0, position] = WANTED
        logits = run_graph(session, batch, mask)[0, 0]
        whole = run_graph(session, batch)[0, position]
        largest = max(largest, float(np.abs(logits - whole).max()))
        best = np.argsort(-text_logits(logits), kind="stable")[:5]
        margin = float(logits[best[0]] - logits[best[1]])
        cases.append({
            "language": "ko" if any(map(is_hangul, before + after)) else "en",
            "before": before, "after": after, "tokens": tokens, "ids": ids, "position": position,
            "topIds": best.tolist(), "topLogits": [round(float(logits[i]), 5) for i in best],
            "topText": [tokenizer.decode([i], skip_special_tokens=False) for i in best.tolist()],
            "logits": [round(float(logits[i]), 5) for i in indexes], "clear": margin >= CLEAR_MARGIN})
    largest = max(largest, padding_difference(session, cases, indexes))
    assert largest < LOGIT_TOLERANCE, f"padding or marking changes logits by {largest}"
    dump(path, {"model": file.name, "logitTolerance": LOGIT_TOLERANCE, "batch": BATCH, "indexes": indexes, "cases": cases}, "cases")
    return cases, largest


def padding_difference(session, cases, indexes):
    """The first BATCH cases in one padded batch: largest difference to the logits recorded."""
    rows = [c["ids"] for c in cases[:BATCH]]
    width = max(map(len, rows))
    ids = np.array([row + [PAD] * (width - len(row)) for row in rows], np.int64)
    mask = (ids != PAD).astype(np.int64)
    for n, c in enumerate(cases[:BATCH]):
        mask[n, c["position"]] = WANTED
    logits = run_graph(session, ids, mask)[0]
    return max(float(np.abs(logits[n][indexes] - np.array(c["logits"])).max()) for n, c in enumerate(cases[:BATCH]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", default="../fill-mask")
    parser.add_argument("--golden", default="../../test/golden")
    a = parser.parse_args()
    cases, largest = record(a.bundle, Path(a.golden) / "fill-mask.json")
    for c in cases:
        print(f"{c['before'][-40:]!r} [{' |'.join(c['topText'])} ] {c['after'][:30]!r}")
    print(f"{len(cases)} cases, {sum(c['clear'] for c in cases)} clear; padded and marked runs differ by {largest:.1e}")


if __name__ == "__main__":
    main()
