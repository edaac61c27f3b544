"""The words of the encoder-decoder's card. Takes measured figures, measures nothing."""

from .decoder import ATTRIBUTION, shown
from ..export.onnx_graph import ROWS
from ..config.presets import PRESETS
from ..evaluation.seq2seq import GROUPS, TASKS
from ..rows.pairs import UNSEEN_SOURCES
from ..corpus.rouge import MEASURES
from ..rows.seq2seq import WEIGHTS

ENGINE = "measured by the engine"  # by `npm run eval`
PARTS = (ENGINE,)  # of the card, each between its marks, measured apart from the rest

TITLES = {"to_ko": "English to Korean", "to_en": "Korean to English"}
KINDS = {"description": "description", "lead": "first paragraph"}
LANGUAGES = {"en": "English", "ko": "Korean"}


def _table(head, align, rows):
    return "\n".join([f"| {' | '.join(head)} |", f"| {' | '.join(align)} |", *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def _translation_table(figures):
    rows = []
    for group, title in GROUPS.items():
        both = [figures[task].get(group) for task in TASKS]
        if all(both):
            rows.append([title, both[0]["pairs"], *(f"{f[name]:.1f}" if name == "BLEU" else f"**{f[name]:.1f}**" for f in both for name in ("chrF++", "BLEU"))])
    head = ["Korean by", "pairs", *(f"{TITLES[task]}: {name}" for task in TASKS for name in ("chrF++", "BLEU"))]
    return _table(head, ["---", *["---:"] * 5], rows)


def _whole(figures):
    """What came through and what ended, over all groups."""
    all_of = [f for task in TASKS for f in figures[task].values()]
    total = {name: sum(f[name] for f in all_of) for name in ("pairs", "withAtoms", "atomsWhole", "ended")}
    return (f"In {total['atomsWhole']} of {total['withAtoms']} translations of a sentence with atoms all of them were written, once each (the engine insists on "
            f"that, this greedy decoding does not); {total['ended']} of {total['pairs']} came to an end by themselves.")


def _alignment_table(figures):
    ways = [way for way in next(iter(figures.values())) if way != "tokens"]
    rows = [[way, *(f"{figures[task][way][unit]:.1%}" for task in TASKS for unit in ("token", "word"))] for way in ways]
    return _table(["arg-max of", *(f"{TITLES[task]}: {unit}" for task in TASKS for unit in ("token", "word"))], ["---", *["---:"] * 4], rows)


def _rouge(figures):
    return " / ".join(f"{figures[name]:.1f}" for name in MEASURES)


def _summary_table(figures):
    rows = []
    for key, f in figures.items():
        code, kind = key.split(" ")
        rows.append([f"{LANGUAGES[code]}, {KINDS[kind]}", f["pages"], _rouge(f["reference"]), _rouge(f["leadAgainstReference"]), _rouge(f["lead"]),
                     f"{f['notInPage']:.1%}", f"{f['referenceNotInPage']:.1%}"])
    return _table(["page, its author's summary", "pages", "written : author's", "first sentence : author's", "written : first sentence",
                   "words not in the page", "author's words not in it"], ["---", *["---:"] * 6], rows)


def _headline_table(figures):
    rows = [[LANGUAGES[code], f["pages"], _rouge(f), f"{f['notInPage']:.1%}"] for code, f in figures.items()]
    return _table(["title of a page", "pages", "written : author's", "words not in the page"], ["---", *["---:"] * 3], rows)


def _quantisation_table(rows):
    base = rows[0]
    lines = []
    for r in rows:
        scores = [f"{r['chrF++'][task]:.1f} ({r['chrF++'][task] - base['chrF++'][task]:+.1f})" for task in TASKS]
        lines.append([r["name"], *r["megabytes"], f"{r['nats']:.4f}", f"{100 * (r['nats'] / base['nats'] - 1):+.2f} %", *scores, r["encoderMs"], r["stepMs"]])
    return _table(["weights", "encoder, MB", "decoder, MB", "nats a token", "nats lost", *(f"{TITLES[task]}, chrF++" for task in TASKS),
                   "encoder, CPU ms", "a token, CPU ms"], ["---", *["---:"] * 8], lines)


def _quotable(rows):
    """News speaks of people; it is measured and not quoted."""
    return [row for row in rows if row["group"] != UNSEEN_SOURCES[1]]


def _samples(rows, most=150):
    title = lambda row: GROUPS.get(row["group"], " ".join(LANGUAGES.get(part, KINDS.get(part, part)) for part in row["group"].split(" ")))
    cell = lambda text: shown(text, most) or "(nothing)"
    return _table(["", "source", "it writes", "its author wrote"], ["---"] * 4,
                  [[title(r), cell(r.get("source") or r["page"]), cell(r["written"]), cell(r["reference"])] for r in rows])


def _weights_table():
    rows = [[f"{stage}, {TITLES[task]}", *(by_origin[origin] for origin in ("human", "community", "machine"))]
            for stage, tasks in WEIGHTS.items() for task, by_origin in tasks.items()]
    return _table(["times a pair is repeated", "publisher's translators", "volunteers, vendors", "machine"], ["---", *["---:"] * 3], rows)


def readme_figures(report):
    """The encoder-decoder's part of models/README.md, between its two marks."""
    figures = report["figures"]
    return f"""Encoder-decoder, {report['parameters'] / 1e6:.2f} M parameters, {report['tokens'] / 1e6:.2f} M training tokens (source and target); the shipped graphs, greedy, on held-out pairs:

{_translation_table(figures['translation'])}

One sentence for a held-out page, ROUGE-1 / 2 / L:

{_summary_table(figures['summary'])}

"""


def _weights_of(bits):
    name = lambda n: {32: "fp32", ROWS: "int8 by rows"}.get(n, f"{n}-bit blocks")
    bodies = name(bits["encoder"]) if bits["encoder"] == bits["decoder"] else f"{name(bits['encoder'])} in the encoder, {name(bits['decoder'])} in the decoder"
    return bodies if bits["encoder"] == bits["decoder"] == bits["head"] else f"{bodies}, embedding and head {name(bits['head'])}"


def seq2seq_card(report, preset_name, parts):
    """parts: {name of PARTS: its text, or ''}."""
    preset, figures = PRESETS[preset_name], report["figures"]
    shape, bits, samples = preset.seq2seq, report["bits"], figures["samples"]
    started = "from nothing" if preset_name == "gpu" else "from the completion bundle's weights (embedding, decoder) and the fill-mask bundle's (encoder)"
    rows = {name: sum(counts.values()) for name, counts in report["rows"].items()}
    marked = "\n".join(f"<!-- {name} -->\n{parts.get(name, '')}<!-- end of {name} -->" for name in PARTS)
    signatures = "; ".join(f"{TITLES[task]} " + ", ".join(f"{name} `{text}`" for name, text in each.items()) for task, each in figures["signatures"].items())
    tokens = figures["alignment"]["to_ko"]["tokens"], figures["alignment"]["to_en"]["tokens"]
    return f"""---
license: mit
language: [en, ko]
library_name: transformers
pipeline_tag: translation
tags: [t5, onnx, transformers.js, translation, summarization]
parameters: {report['parameters']}
---
# Local Text Assist: seq2seq

A very small encoder-decoder that translates between English and Korean, a sentence at a time, and writes one sentence
or a title for a page, on the user's own CPU. {report['tokens'] / report['parameters']:.1f} training tokens a parameter: what it writes is a draft that has to be read.

- **Architecture:** T5 1.1 with SiLU gates, {shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, width {shape.width}, {shape.heads} heads of {shape.head_size}, gated MLP {shape.mlp}, RMSNorm,
  relative positions, one embedding for source, target and head, vocabulary {shape.vocabulary:,}, window {shape.context}: {report['parameters'] / 1e6:.2f} M parameters.
- **Trained** {started} in {report['seconds'] / 60:.0f} minutes: {report['tokens'] / 1e6:.2f} M tokens of source
  and target in {report['step']:,} steps, Muon and AdamW. This is the `{preset_name}` preset.
- **Aligned:** head 0 of the last decoder layer's cross-attention is trained to look where a target token comes from (links of
  IBM model 1 both ways), so the extension can show which words a word was made from.
- **Files:** `onnx/encoder_model*` ({report['encoderBytes'] / 1e6:.1f} MB) and `onnx/decoder_model_merged*` ({report['decoderBytes'] / 1e6:.1f} MB), {_weights_of(bits)}. The folder loads
  unchanged in transformers.js; `python -m recipe.export.weights ../seq2seq ../seq2seq/model.safetensors` writes what
  `T5ForConditionalGeneration` wants (fp16, out of the graphs).
- **Lexicon:** `lexicon.bin` (`python -m recipe.rows.lexicon`) counts which token people wrote next, behind a token, where they
  translated a word, over the pairs of the training. The extension mixes it in where the model is unsure; transformers.js does without.

## How it is asked
- Translation: `<to_ko>` or `<to_en>`, `<human>`, text, `<eos>`. Summary in one sentence: `<summarize>`, `<description>`, `<en>` or `<ko>`, page, `<eos>`
  (also `<lead>`, `<tldr>`, `<section>`). Title: `<headline>`, `<en>` or `<ko>`, page, `<eos>`. Pages cut to {figures['longestPage']} ids, as in training.
- The target starts after `<bos>` and ends with `<eos>`.
- Inline code, URLs, tags, placeholders never reach it: each is `<extra_0>`, `<extra_1>`, ... in the order of the source, and the same
  tokens are written where the things belong. Emphasis and link markup is taken off before.
- `cross_attentions` of the decoder's graph: [batch, heads, length, source]; row t belongs to the token written after input t.
  `block_maxima`: the largest of each 64 logits of a row.
  With a cache `present.N.encoder.*` is empty: the first step's stay what is fed.

## What it was trained on
English-Korean pairs, page summaries, page titles and, in "main", passages whose most telling sentences are to be written (`<shorten>`); "main" {rows['main']:,} rows, "final" (the last {1 - preset.seq2seq_schedule.stages[-1].begin:.0%} of the time) {rows['final']:,}.
Machine translations teach less: as Korean target they pass on their errors, as source they are back-translation.

{_weights_table()}

Summaries are the pages' own front-matter descriptions, first paragraphs and TL;DRs; no summary was written by another model.

## Figures on text it never saw
Greedy decoding by the shipped graphs, asked for `<human>`. Pairs held out by their English side, and no training pair has a
sentence of theirs; two sources were held out whole. Documentation repeats itself: up to 3.5 % of a group differ from a training
sentence in numbers or code alone, up to 2.1 % have a Korean side that is in training. Both sides in plain form, code put back. {figures['tooLong']:.1%} of the pairs were longer than the {figures['longestPair']}
tokens of training and are left out; the extension cuts those into sentences.

{_translation_table(figures['translation'])}

{_whole(figures['translation'])}

sacrebleu's signatures: {signatures}.

![loss](loss.png)

## Which words a word comes from
Where the arg-max of the attention points, against links of IBM model 1 (both directions agreeing) on held-out pairs by people:
silver labels, whose errors count as the head's. {tokens[0]:,} and {tokens[1]:,} linked target tokens; "word": the link's whole word is right too.

{_alignment_table(figures['alignment'])}

## Summaries and titles
ROUGE-1 / 2 / L (F1, mean of the pages); tokens are lower-case words, in Korean syllables. "First sentence" is the page's, the
baseline to beat: where the author's summary is the first paragraph, the page is shown without it. A Korean word is in the page if a word with
the same first two syllables is. The summaries and titles are held out; the text of
a page may have been in training elsewhere (the decoder's, or as the page of another task).

{_summary_table(figures['summary'])}

{_headline_table(figures['headline'])}

## Quantisation
{report['quantisationPairs']} held-out pairs by people, both directions; one thread, a source of 24 tokens, CPU time on a busy machine.

{_quantisation_table(report['quantisation'])}

{marked}

## What it writes
The first held-out pairs of each group and the first pages of each kind after a fixed shuffle: not chosen.

### English to Korean
{_samples(_quotable(samples['to_ko']))}

### Korean to English
{_samples(_quotable(samples['to_en']))}

### One sentence for a page
{_samples(samples['summary'])}

### A title for a page
{_samples(samples['headline'])}

## Limits
- {report['tokens'] / 1e6:.1f} M tokens of training: it drops, doubles and invents. Names, numbers and negations have to be checked; nothing of it should be
  published unread.
- It knows documentation. News, talk and literature are far from what it saw (see the unseen sources).
- Korean comes in the formal style of documentation; it does not choose between levels of politeness.
- A sentence is translated alone: it does not know what stood before. The window is {shape.context}, trained at up to {figures['longestPair']} tokens for a translation.
- A summary in its own words says things the page does not; the extension's key points are taken from the text word for word.

## Data and licence
The weights and the lexicon's counts are under MIT like the rest of the project. {ATTRIBUTION}
The quoted samples belong to their sources: publisher's translators and volunteers of the repositories in `models/DATA_SOURCES.md`; opensource.guide
(CC BY 4.0).

Checksums are in `SHA256SUMS`.
"""
