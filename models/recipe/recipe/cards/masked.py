"""The words of the masked model's card. Takes measured figures, measures nothing."""

from .decoder import ATTRIBUTION, MACHINES, shown
from ..evaluation.masked import GROUPS, KINDS

EVIDENCE = "evidence"                 # by recipe.cards.evidence
ENGINE = "measured by the engine"     # by the benches in test/bench
PARTS = (EVIDENCE, ENGINE)            # of the card, each between its marks, measured apart from the rest

COLUMNS = {"model": "this model", "decoder": "decoder, left to right", "unigram": "unigram"}


def _figures_table(figures):
    columns = [c for c in COLUMNS if c in figures]
    head = " | ".join(f"{COLUMNS[c]}: top-1 | top-5" for c in columns)
    lines = [f"| held-out blank | n | {head} |", "| --- | ---: |" + " ---: |" * (2 * len(columns))]
    for group, title in GROUPS.items():
        for kind, words in KINDS.items():
            cells = [figures[c].get(group, {}).get(kind) for c in columns]
            if cells[0]:
                numbers = " | ".join(f"{'**' if n == 0 else ''}{v[0]:.1%}{'**' if n == 0 else ''} | {v[1]:.1%}" for n, v in enumerate(cells))
                lines.append(f"| {title}, {words} | {cells[0][2]} | {numbers} |")
    return "\n".join(lines)


def readme_figures(report):
    """The masked model's part of models/README.md, between its two marks."""
    return (f"Masked model, {report['parameters'] / 1e6:.2f} M parameters, {report['tokens'] / 1e6:.2f} M training tokens; the shipped graph, one blank "
            f"in a held-out piece of up to 128 tokens:\n\n{_figures_table(report['figures'])}\n\n")


def _quantisation_table(rows):
    groups = list(GROUPS)
    lines = ["| weights | file, MB | " + " | ".join(GROUPS[g] for g in groups) + " | nats lost | top-1, one-token words | CPU ms 1x130, 1 row | 6x130, 24 rows | 6x130, all rows |",
             "| --- |" + " ---: |" * (len(groups) + 6)]
    for r in rows:
        each = " | ".join(f"{r['nats'].get(g, float('nan')):.3f}" for g in groups)
        lines.append(f"| {r['name']} | {r['megabytes']} | {each} | {r['lossPercent']:+.2f} % | {r['top1']:.1%} | {r['ms1']} | {r['ms6']} | {r['msAll']} |")
    return "\n".join(lines)


def _samples(rows):
    lines = ["| sentence | it fills in |", "| --- | --- |"]
    for r in rows:
        words = ", ".join(f"“{shown(word)}” {share:.0%}" for word, share in r["words"])
        lines.append(f"| {shown(r['before'])} ___{shown(r['after'])} | {words} |")
    return "\n".join(lines)


EVIDENCE_COLUMNS = ["best 1 masked", "best 3 masked", "best 1 deleted", "best 3 deleted", "5 words left, rest deleted", "5 words left, rest masked"]
FIRST_LOSS = 4  # from this column on less is better


def evidence_part(figures, graph):
    """figures: of recipe.cards.evidence; graph: SHA-256 of the shipped graph."""
    blanks, cost, drops = figures["blanks"], figures["cost"], figures["drops"]
    lines = ["| words chosen by | " + " | ".join(EVIDENCE_COLUMNS) + " |", "| --- |" + " ---: |" * len(EVIDENCE_COLUMNS)]
    best = [(min if n >= FIRST_LOSS else max)(row[n] for row in drops.values()) for n in range(len(EVIDENCE_COLUMNS))]
    for method, row in drops.items():
        lines.append(f"| {method} | " + " | ".join(f"**{v:.2f}**" if v == best[n] else f"{v:.2f}" for n, v in enumerate(row)) + " |")
    ahead = [(each["mean"] * (-1 if n >= FIRST_LOSS else 1), each["error"]) for n, each in enumerate(figures["against"])]
    return f"""## Which words speak for a filling
The extension underlines them by occlusion: {cost['few']} words near the blank are masked one by one, in one batch, and what that costs the
candidate is a word's weight. Would attention, which needs no batch, be as faithful? One blanked word in each of {sum(blanks.values())} held-out pieces of up to
128 tokens ({', '.join(f'{GROUPS[g]} {n}' for g, n in sorted(blanks.items()))}); the candidate is the model's own best filling; nats of its log-probability.
Masked or deleted: what the candidate loses without the words that a method puts first (more is more faithful). Five words left: what it
loses when the method's best 3 and the nearest 2 others are all the context there is (less is more faithful). Masking is the very
operation by which occlusion ranks, so the first two columns favour it, and deletion is akin to it; the last two ask the opposite.

{chr(10).join(lines)}

By how much the {cost['few']}-word occlusion is the more faithful than that reading of attention which is the best in the column, ± one
standard error of the pairs: {', '.join(f'{mean:+.2f} ± {error:.2f}' for mean, error in ahead)}. That is ahead by more than two errors in
{sum(mean > 2 * error for mean, error in ahead)} of the columns, behind by more than two in {sum(mean < -2 * error for mean, error in ahead)}.

CPU time of one thread in PyTorch, a piece of {cost['tokens']} tokens with {cost['words']} other words: filling {cost['fill']} ms, giving attention out {cost['attention']} ms more,
occlusion of {cost['few']} words {cost['occlusionFew']} ms, of every word {cost['occlusion']} ms. For the graph `{graph[:12]}`, by `python -m recipe.cards.evidence`.

"""


def masked_card(report, name, preset, parts):
    """parts: {name of PARTS: its text, or ''}."""
    shape = preset.shape
    lengths = ", ".join(f"{'/'.join(map(str, s.rows))} tokens a row from {s.begin:.0%}" for s in preset.stages)
    started = "from nothing" if name == "gpu" else "from the decoder's weights (the completion bundle's)"
    long = report["longContext"]
    asked = [kinds["word"][2] for kinds in report["figures"]["model"].values() if "word" in kinds] or [1]
    marked = "\n".join(f"<!-- {name} -->\n{parts.get(name, '')}<!-- end of {name} -->" for name in PARTS)
    each = lambda nats: ", ".join(f"{GROUPS[g]} {v:.2f}" for g, v in sorted(nats.items()))
    return f"""---
license: mit
language: [en, ko]
library_name: transformers
pipeline_tag: fill-mask
tags: [eurobert, onnx, transformers.js]
parameters: {report['parameters']}
---
# Local Text Assist: fill-mask

A small masked model that fills blanks in English and Korean documentation and prose from both sides, on the
writer's own CPU. It knows what usually stands in such a place, not what is true.

- **Architecture:** EuroBERT (a Llama without the causal mask), {shape.layers} layers, width {shape.width}, {shape.heads} heads of {shape.head_size}, gated MLP
  {shape.mlp}, RMSNorm, rotary positions, tied embedding, vocabulary {shape.vocabulary:,}, window {shape.context}: {report['parameters'] / 1e6:.2f} M parameters.
- **Trained** {started} {MACHINES[name]} in {report['seconds'] / 60:.1f} minutes:
  {report['tokens'] / 1e6:.2f} M tokens in {report['step']:,} steps ({lengths}), Muon and AdamW. This is the `{name}` preset (`runs/{name}.sh`).
- **Masks:** {preset.mask_rate:.0%} of the tokens, falling to {preset.mask_rate_end:.0%} in the last third: 60 % whole words (an English word; a Korean word whole, or
  its stem alone, or its particle alone where a list of particles cuts it at a token), 40 % spans of 1 to 6 tokens. Only
  <mask>, no random and no kept tokens; unmasked positions were never trained, their logits mean nothing.
- **Files:** `onnx/` holds the graph the extension runs ({report['onnxBytes'] / 1e6:.1f} MB: int8 products, embedding and head in
  8-bit blocks, stored once). The folder loads unchanged in transformers.js 4.3's `fill-mask` pipeline; `python -m recipe.export.weights
  ../fill-mask ../fill-mask/model.safetensors` writes what `EuroBertForMaskedLM` of transformers 5 wants (fp16, out of the graph).

## What the model sees
`<bos> text <eos>`, Markdown as it is, NFC, line ends `\\n`, one piece of a document with no leading or trailing blank
lines. A blank is as many `<mask>` as it has tokens. A word's first token carries the space before it, so the blank takes
that space: "Click the ___ button" is the ids of `Click the`, `<mask>`, the ids of ` button`, what stands before and after
encoded apart. Before a Korean particle the same: `파일` `<mask>` ` 저장한` asks for the particle, `<mask>` `을` for the stem (a
share of the training text had its particles encoded apart so). The bundle's tokenizer.json adds `<bos>`, `<eos>` by its template, and its
`<mask>` takes white space on its left, so the usual pipelines need nothing else.

## The graph
`input_ids`, `attention_mask` int64 [batch_size, sequence_length] (padding right, id 0, mask 0) -> `logits` float32
[batch_size, sequence_length, {shape.vocabulary}]. Where `attention_mask` holds a 2 anywhere, only the positions marked 2 go through the
head and `logits` is [1, number of 2s, {shape.vocabulary}] in reading order: the head costs more than the body, and a blank needs few rows.

## Figures on text it never saw
Held out by whole pages, the English and the Korean version of a page together; the shipped graph. One blank in a piece of up to
128 tokens, the number of its tokens given. Several tokens: beam of 5, the surest position first; right means all of
them. The decoder sees the left side only. The unigram proposes the most frequent words or runs of
that length and script. One standard error is {50 / min(asked) ** 0.5:.0f} points or less.

{_figures_table(report['figures'])}

Nats a blanked token in pieces of up to 128 tokens: {each(long['128'])}; of up to 448: {each(long['448'])}.

![loss](loss.png)

## Quantisation
CPU time of one thread, least of 15 runs, on the busy training machine; "rows": positions that go through the head.

{_quantisation_table(report['quantisation'])}

*int8 products*: 7 bits a weight with one scale an output, and activations of 8 bits with one step a row, so that no row's result depends
on its neighbours (one step for all, as DynamicQuantizeMatMul has it, would, and is no faster); 7 bits because a processor without VNNI
adds two products in 16 bits. It ships: nothing measurable is lost and a blank costs half of what it does with 8-bit blocks or fp32.

{marked}

## What it fills in
Every one-token sentence of the golden cases, not chosen ("⏎" is a line end).

{_samples(report['samples'])}

## Limits
- {report['tokens'] / 1e6:.1f} M tokens of masked training: common words, prepositions and endings come right, names, numbers and
  facts do not. Probabilities are those of the corpus, documentation above all.
- Blanks of three tokens and more are seldom filled as the writer had it; see the table.
- Trained at up to {max(n for s in preset.stages for n in s.rows)} tokens a row.
- It knows Korean of technical documentation (hapsho style) and little else of Korean.

## Data and licence
The weights are under MIT like the rest of the project. {ATTRIBUTION}

Checksums are in `SHA256SUMS`.
"""
