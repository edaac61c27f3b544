"""Records the golden cases the TypeScript engine is tested against, from the shipped bundle.

  python -m recipe.goldens.decoder [--bundle ../completion] [--golden ../../test/golden]

tokenizer.json:  ids of texts; in `cases` special tokens in the text are special (what Hugging
                 Face's libraries do), in `plainCases` they are ordinary text.
completion.json: logits of the last position at chosen ids, and greedy continuations, with prompts
                 kept only where the two best tokens differ clearly at every step, so that another
                 processor's rounding does not change the text.
"""

import argparse
from pathlib import Path

import numpy as np

from ..tokens import tokenizer as bpe
from ..export.bundle import write_text
from ..export.decoder import open_session, run_session
from .texts import FILL_IN, PLAIN_LOOKALIKES, PROMPTS, TEXTS
from ..tokens.specials import BOS, FIM_END, EOS, FIM_MIDDLE, FIM_SUFFIX
from ..tokens.tokenizer import encoder

GREEDY_TOKENS = 16
LOGIT_TOLERANCE = 0.5   # int8 activations round differently: up to 0.34 where norms differ in their last bits, as another processor's do
CLEAR_MARGIN = 0.04     # least difference of the two best logits in a kept greedy run; the engine's test allows the tolerance
WANTED_ENGLISH, WANTED_KOREAN, WANTED_FILL_IN = 16, 10, 8


def dump(path, value, list_key):
    """One case a line, so that a re-recording gives a readable diff."""
    import json
    head = {k: v for k, v in value.items() if not isinstance(v, list) or k in ("indexes",)}
    lines = [json.dumps(head, ensure_ascii=False)[:-1] + ("," if head else "")]
    keys = [k for k in value if k not in head]
    for n, key in enumerate(keys):
        rows = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in value[key])
        lines.append(f'"{key}": [\n{rows}\n]' + ("," if n < len(keys) - 1 else ""))
    write_text(path, "\n".join(lines) + "\n}\n")
    json.loads(Path(path).read_text(encoding="utf-8"))


def record_tokenizer(folder, path):
    special, plain = bpe.load(folder), bpe.load(folder)
    plain.encode_special_tokens = True
    case = lambda tokenizer, text: {"text": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids}
    cases = [case(special, text) for text in TEXTS + PLAIN_LOOKALIKES]
    for c in cases[:len(TEXTS)]:
        assert special.decode(c["ids"], skip_special_tokens=False) == c["text"]
    dump(path, {"cases": cases, "plainCases": [case(plain, text) for text in PLAIN_LOOKALIKES]}, "cases")
    return len(cases)


def greedy(session, ids):
    """-> (last logits of the prompt, continuation ids up to an end token, smallest margin)."""
    logits, past = run_session(session, np.array([ids], np.int64), keep=1)
    first, out, margin = logits[0, -1], [], np.inf
    row = first
    while True:
        best, second = np.sort(row)[-1], np.sort(row)[-2]
        margin = min(margin, float(best - second))
        token = int(row.argmax())
        out.append(token)
        if len(out) == GREEDY_TOKENS or token in (EOS, FIM_END):
            return first, out, margin
        logits, past = run_session(session, np.array([[token]], np.int64), past, keep=1)
        row = logits[0, -1]


def prompts(encode):
    """Yields (kind, text fields, ids)."""
    for text in PROMPTS:
        korean = any("가" <= c <= "힣" for c in text)
        yield ("ko" if korean else "en"), {"prefix": text}, [BOS, *encode(text)]
    for prefix, suffix in FILL_IN:
        yield "fim", {"prefix": prefix, "suffix": suffix}, [BOS, FIM_SUFFIX, *encode(suffix), FIM_MIDDLE, *encode(prefix)]


def record_completion(folder, path):
    tokenizer, encode = encoder(folder)
    vocabulary = tokenizer.get_vocab_size()
    file = next((Path(folder) / "onnx").glob("*.onnx"))
    session = open_session(file)
    indexes = sorted({EOS, FIM_END, *np.geomspace(64, vocabulary - 1, 38).astype(int).tolist()})
    kept = {"en": [], "ko": [], "fim": []}
    for kind, fields, ids in prompts(encode):
        logits, continuation, margin = greedy(session, ids)
        kept[kind].append((margin, {
            "kind": kind, **fields, "ids": ids, "logits": [round(float(logits[i]), 5) for i in indexes],
            "greedyIds": continuation, "greedyText": tokenizer.decode(continuation, skip_special_tokens=True),
            "margin": round(margin, 4)}))
    cases = []
    for kind, wanted in (("en", WANTED_ENGLISH), ("ko", WANTED_KOREAN), ("fim", WANTED_FILL_IN)):
        clear = sorted(kept[kind], key=lambda pair: -pair[0])[:wanted]
        cases += [case for margin, case in clear if margin >= CLEAR_MARGIN]
    dump(path, {"model": file.name, "logitTolerance": LOGIT_TOLERANCE, "indexes": indexes, "cases": cases}, "cases")
    return {kind: sum(c["kind"] == kind for c in cases) for kind in kept}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", default="../completion")
    parser.add_argument("--golden", default="../../test/golden")
    a = parser.parse_args()
    print("tokenizer cases:", record_tokenizer(a.bundle, Path(a.golden) / "tokenizer.json"))
    print("completion cases:", record_completion(a.bundle, Path(a.golden) / "completion.json"))


if __name__ == "__main__":
    main()
