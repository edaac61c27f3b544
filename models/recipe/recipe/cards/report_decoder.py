"""Everything measured of a decoder, in one go: figures, samples, the quantisation table, the loss curve.

Reads the work folder's checkpoint, log and split; writes the bundle's MODEL_CARD.md, loss.png and
report.json beside it. The prose of the card is in decoder.py.

  python -m recipe.cards.report_decoder --work DIR --bundle ../completion [--preset cpu]
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from ..tokens import tokenizer as bpe
from ..export.bundle import replace_part, write_checksums, write_json, write_text
from .decoder import decoder_card, readme_figures
from ..config.presets import PRESETS
from .curves import draw_curve
from ..evaluation.decoder import GROUPS, bundle_scorer, evaluate, held_out_texts, ngram_scorer, training_ids
from ..export.decoder import build_graph, load_checkpoint, open_session, run_session
from ..export.onnx_graph import ROWS
from ..goldens.texts import FILL_IN, PROMPTS
from ..tokens.specials import BOS, EOS, FIM_END, FIM_MIDDLE, FIM_SUFFIX

SHIPPED = "int8 products, int8 keys and values"
QUANTISATIONS = {"fp32": (32, 32), "8-bit blocks": (8, 8), "int8 products, 8-bit head": (ROWS, 8), "4-bit, 8-bit head": (4, 8), "4-bit": (4, 4)}

SAMPLE_TOKENS = 24


PIECES = {1: 30, 8: 10, 64: 5, 256: 3}  # new tokens in one run: how often it is timed


def milliseconds(sessions, ids):
    """CPU time of one thread for so many new tokens after 64, the least of some runs, the sessions in turns:
    {tokens: [of each session]}. ids: at least 320 of real text."""
    pasts = [run_session(session, np.array([ids[:64]], np.int64), keep=1)[1] for session in sessions]
    least = {tokens: [np.inf] * len(sessions) for tokens in PIECES if 64 + tokens <= len(ids)}
    for tokens, each in least.items():
        new = np.array([ids[64:64 + tokens]], np.int64)
        for _ in range(PIECES[tokens]):
            for n, (session, past) in enumerate(zip(sessions, pasts)):
                begin = time.process_time()
                run_session(session, new, past, keep=1)
                each[n] = min(each[n], (time.process_time() - begin) * 1000)
    return {tokens: [round(ms, 2) for ms in each] for tokens, each in least.items()}


def quantisation_table(model, work, tokenizer_folder, bytes_per_group, shipped):
    """Rows of {name, megabytes, bitsPerByte per group, lossPercent, ms of runs of several lengths}; the last is the graph `shipped`."""
    weights = {n: t.detach().float().numpy() for n, t in model.state_dict().items()}
    tokenizer, rows = bpe.load(tokenizer_folder), []
    prompt = [BOS, *tokenizer.encode(held_out_texts(work, 1)["docs"][0]).ids][:min(320, model.shape.context)]
    paths = {name: Path(work) / f"quantisation-{body}-{head}.onnx" for name, (body, head) in QUANTISATIONS.items()} | {SHIPPED: shipped}
    for name, path in paths.items():
        if name in QUANTISATIONS:
            build_graph(weights, model.shape, *QUANTISATIONS[name]).save(path)
        figures = evaluate(bundle_scorer(path), work, tokenizer_folder, model.shape.vocabulary, bytes_per_group)
        bits = {g: f["bitsPerByte"] for g, f in figures.items()}
        base = rows[0]["bitsPerByte"] if rows else bits
        loss = 100 * (sum(bits.values()) / sum(base.values()) - 1)
        rows.append({"name": name, "megabytes": round(path.stat().st_size / 1e6, 1), "bitsPerByte": bits,
                     "lossPercent": round(loss, 2)})
        print(rows[-1], flush=True)
    times = milliseconds([open_session(path) for path in paths.values()], prompt)
    for n, (row, path) in enumerate(zip(rows, paths.values())):
        row["ms"] = {str(tokens): each[n] for tokens, each in times.items()}
        if path != shipped:
            path.unlink()
    return rows


def continuation(session, tokenizer, ids):
    """Greedy text up to a line end, an end token or SAMPLE_TOKENS."""
    logits, past = run_session(session, np.array([ids], np.int64), keep=1)
    out = []
    while len(out) < SAMPLE_TOKENS:
        token = int(logits[0, -1].argmax())
        if token in (EOS, FIM_END):
            break
        out.append(token)
        if "\n" in tokenizer.decode([token], skip_special_tokens=False):
            break
        logits, past = run_session(session, np.array([[token]], np.int64), past, keep=1)
    return tokenizer.decode(out) if out else ""


def samples(bundle):
    """All of the golden prompts with what the bundle writes: not chosen, good and bad."""
    tokenizer = bpe.load(bundle)
    session = open_session(next((Path(bundle) / "onnx").glob("*.onnx")))
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    rows = [{"prefix": p, "text": continuation(session, tokenizer, [BOS, *encode(p)])} for p in PROMPTS]
    rows += [{"prefix": p, "suffix": s, "text": continuation(session, tokenizer, [BOS, FIM_SUFFIX, *encode(s), FIM_MIDDLE, *encode(p)])}
             for p, s in FILL_IN]
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="decoder")
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--bundle", default="../completion")
    parser.add_argument("--bytes", type=int, default=150_000, help="of held-out text a group")
    parser.add_argument("--quantisation-bytes", type=int, default=40_000)
    parser.add_argument("--keep", action="store_true", help="only write the card anew from report.json")
    a = parser.parse_args()
    work, bundle = Path(a.work), Path(a.bundle)
    if not a.keep:
        write_json(work / "report.json", measure(a, work, bundle))
    report = json.loads((work / "report.json").read_text())
    write_text(bundle / "MODEL_CARD.md", decoder_card(report, a.preset, PRESETS[a.preset]))
    write_checksums(bundle)
    replace_part(bundle.parent / "README.md", "decoder figures", readme_figures(report))


def measure(a, work, bundle):
    model, state = load_checkpoint(work / f"{a.name}.pt")
    lines = {title: lambda v, group=group: v[group] for group, title in GROUPS.items()}
    draw_curve(work / f"{a.name}.jsonl", bundle / "loss.png", lines,
               ("Training", "training loss (nats a token)"), ("Held out, windows of 256", "bits per byte"))
    vocabulary, tokenizer_folder = model.shape.vocabulary, work / "tokenizer"
    ngram_file = work / f"evaluation-ngram-{a.bytes}.json"
    if not ngram_file.exists():  # slow and always the same
        from ..evaluation.ngram import NGram
        scorer = ngram_scorer(NGram(training_ids(work), vocabulary))
        write_json(ngram_file, evaluate(scorer, work, tokenizer_folder, vocabulary, a.bytes))
    figures = {"ngram": json.loads(ngram_file.read_text())}
    onnx_file = next((bundle / "onnx").glob("*.onnx"))
    figures["bundle"] = evaluate(bundle_scorer(onnx_file), work, tokenizer_folder, vocabulary, a.bytes)
    return {
        "step": state["step"], "tokens": state["tokens"], "seconds": round(state["elapsed"]),
        "packedTokens": len(training_ids(work)),
        "parameters": sum(p.numel() for p in model.parameters()), "onnxBytes": onnx_file.stat().st_size,
        "figures": figures, "quantisation": quantisation_table(model, work, tokenizer_folder, a.quantisation_bytes, onnx_file),
        "quantisationBytes": a.quantisation_bytes, "samples": samples(bundle),
    }


if __name__ == "__main__":
    main()
