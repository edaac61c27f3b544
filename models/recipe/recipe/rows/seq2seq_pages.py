"""What the encoder-decoder learns besides pairs, as text: pages with their summaries, with their titles, and gap sentences."""

import re

from ..corpus.shards import FENCE, is_validation, read_documents, read_records, shard_paths
from .gap_sentences import gap_example
from .pairs import normal, text_is_validation, without_markup

SUMMARY_KINDS = ("description", "lead", "tldr", "section")
_TABLE_LINE = re.compile(r"^\|.*$", re.M)
_TITLE = re.compile(r"\A# +(.{8,120})\n+")


def page_prose(page):
    """A page as the summarizer sees it: no code blocks, tables, heading and list marks, no markup in the line."""
    page = _TABLE_LINE.sub("", FENCE.sub("", page))
    page = re.sub(r"^ {0,3}(#{1,6} +|> ?|[-*+] +|\d+[.)] +)+", "", without_markup(page), flags=re.M)
    return re.sub(r"\n\s*\n+", "\n", page).strip()


def read_summaries(corpus, wanted):
    """(train, validation) lists of (language, kind, page, summary), `wanted` of each language at most."""
    train, validation = [], []
    for language in ("en", "ko"):
        count = 0
        for path in shard_paths(corpus, f"summary-{language}"):
            for record in read_records(path):
                if record["kind"] not in SUMMARY_KINDS:
                    continue
                example = (language, record["kind"], page_prose(normal(record["document"])), without_markup(normal(record["summary"])))
                if text_is_validation(record["document"][:200]):
                    validation.append(example)
                elif count < wanted:
                    train.append(example)
                    count += 1
    return train, validation


def read_headlines(corpus, wanted, held_out=False):
    """(language, page, title) of documents that begin with their title, of each language up to `wanted`; no books."""
    found = []
    for language in ("en", "ko"):
        count = 0
        for document in read_documents(shard_paths(corpus, f"text-{language}"), language):
            title = _TITLE.match(document["text"])
            if count >= wanted:
                break
            if title and document["group"] != "prose" and is_validation(document["source"], document["path"]) == held_out:
                found.append((language, page_prose(document["text"][title.end():]), without_markup(title.group(1)).strip()))
                count += 1
    return found


def read_gaps(corpus, wanted, characters, rng):
    """(language, passage, its most telling sentences), of each language up to `wanted`; held-out pages are left out."""
    found = []
    for language in ("en", "ko"):
        count = 0
        for document in read_documents(shard_paths(corpus, f"text-{language}"), language):
            if count >= wanted:
                break
            if is_validation(document["source"], document["path"]):
                continue
            prose = page_prose(document["text"])
            made = gap_example(prose[:prose.rfind("\n", 0, characters[language]) if len(prose) > characters[language] else None], rng)
            if made:
                found.append((language, *made))
                count += 1
    return found
