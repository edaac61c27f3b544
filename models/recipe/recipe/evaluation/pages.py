"""Held-out summaries and titles of the encoder-decoder: ROUGE, and words that the page does not have."""

import json
import random
from pathlib import Path

from ..corpus.rouge import mean_rouge, words_not_in
from ..export.seq2seq_graphs import greedy
from ..rows.seq2seq_pages import read_headlines
from ..rows.seq2seq_text import cut, read_lines

SUMMARY_KINDS = {"description": ("description", "tldr"), "lead": ("lead",)}
LEAST_PAGE = 24  # ids; training left shorter ones out
SUMMARY_TOKENS = 48
HEADLINES = 120  # held-out titles to look for in the corpus, of each language


def lead_sentence(page):
    line = page.split("\n", 1)[0]
    ends = [n + 1 for n in range(len(line)) if line[n] in ".!?" and line[n + 1:n + 2] in ("", " ")]
    return line[:ends[0]] if ends else line


def write_pages(graphs, language, tags, pages, longest):
    sources = [cut(language.source(tags, page), longest) for page in pages]
    return [language.decode(ids) for ids in greedy(graphs, sources, SUMMARY_TOKENS)]


def share_not_in(pages, texts):
    new, words = map(sum, zip(*(words_not_in(page, text) for page, text in zip(pages, texts))))
    return round(new / max(1, words), 4)


def summaries(graphs, language, work, longest, count):
    """-> ({language kind: figures}, samples): one sentence of each held-out page, asked for as a description."""
    figures, samples, found = {}, [], read_lines(Path(work) / "summaries-validation.jsonl")
    random.Random(11).shuffle(found)
    for code in ("en", "ko"):
        for group, kinds in SUMMARY_KINDS.items():
            some = [s for s in found if s[0] == code and s[1] in kinds and len(language.encode(s[2][:2000])) >= LEAST_PAGE][:count]
            if not some:
                continue
            pages, references = [s[2] for s in some], [s[3] for s in some]
            texts = write_pages(graphs, language, ("summarize", "description", code), pages, longest)
            leads = [lead_sentence(page) for page in pages]
            figures[f"{code} {group}"] = {
                "pages": len(some), "reference": mean_rouge(zip(texts, references)), "lead": mean_rouge(zip(texts, leads)),
                "leadAgainstReference": mean_rouge(zip(leads, references)), "notInPage": share_not_in(pages, texts),
                "referenceNotInPage": share_not_in(pages, references)}
            each = 3 if group == "description" else 2
            samples += [{"group": f"{code} {group}", "page": page, "written": text, "reference": reference}
                        for page, text, reference in list(zip(pages, texts, references))[:each]]
    return figures, samples


def held_out_headlines(work, corpus):
    """Pages and titles of held-out documents; kept in the work folder, because finding them takes a pass over a shard."""
    file = Path(work) / "headlines-validation.jsonl"
    if not file.exists():
        found = read_headlines(corpus, HEADLINES, held_out=True)
        file.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found), encoding="utf-8")
    return read_lines(file)


def headlines(graphs, language, work, corpus, longest, count):
    """-> ({language: figures}, samples)"""
    figures, samples, found = {}, [], held_out_headlines(work, corpus)
    for code in ("en", "ko"):
        some = [h for h in found if h[0] == code and len(language.encode(h[1][:2000])) >= LEAST_PAGE][:count]
        if some:
            pages, titles = [h[1] for h in some], [h[2] for h in some]
            texts = write_pages(graphs, language, ("headline", code), pages, longest)
            figures[code] = {"pages": len(some), **mean_rouge(zip(texts, titles)), "notInPage": share_not_in(pages, texts)}
            samples += [{"group": code, "page": page, "written": text, "reference": title} for page, text, title in list(zip(pages, texts, titles))[:5]]
    return figures, samples
