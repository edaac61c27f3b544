"""Reads the corpus shards and holds out validation by whole pages. Knows no tokens.

A document is a dict: group ('docs' | 'prose' | 'ko'), source, path, text (NFC).
The split is a hash of the page's name (its last two path parts without extension), so that
the English and the Korean version of one page, and all pieces of one book, fall on one side.
"""

import hashlib
import json
import lzma
import pickle
import re
import unicodedata
from pathlib import Path

VALIDATION_PER_MILLE = 12
BOOKS = "mlschmitt/classic-books-markdown"
FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.M | re.S)
_FENCE_AND_SPACE = re.compile(FENCE.pattern + r"\n*", FENCE.flags)
_LANGUAGE_PART = re.compile(r"(?i)^(ko|en|ko[-_]kr|en[-_]us|\w+\.ko-kr)$")


def group_of(record, language):
    """'ko' for Korean; books, textbooks and handbooks in English are 'prose', the rest 'docs'."""
    if language == "ko":
        return "ko"
    source = record["source"]
    return "prose" if source == BOOKS or "osbooks" in source or source == "18F/handbook" else "docs"


def page_key(source, path):
    """The name by which a page is held out: language folders, extension and piece number removed."""
    path = path.split("#")[0]
    parts = [part for part in path.split("/") if not _LANGUAGE_PART.match(part)]
    if source == BOOKS:
        return path.lower()
    parts[-1] = parts[-1].split(".")[0]
    return "/".join(parts[-2:]).lower()


def is_validation(source, path):
    digest = hashlib.sha1(page_key(source, path).encode()).digest()
    return int.from_bytes(digest[:4], "big") % 1000 < VALIDATION_PER_MILLE


def shard_paths(corpus, kind):
    paths = sorted(Path(corpus).glob(f"{kind}*.jsonl.xz"))
    if not paths:
        raise FileNotFoundError(f"No {kind}*.jsonl.xz in {corpus}; pass --corpus")
    return paths


def read_records(path):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_documents(paths, language):
    for path in paths:
        for record in read_records(path):
            yield {
                "group": group_of(record, language),
                "source": record["source"],
                "path": record["path"],
                "text": unicodedata.normalize("NFC", record["text"]).replace("\r\n", "\n").strip(),
            }


def paragraph_hashes(text):
    """Hashes of paragraphs over 80 characters: what must not leak from validation to training."""
    return {hash(p.strip()) for p in text.split("\n\n") if len(p.strip()) > 80}


def drop_paragraphs(text, hashes):
    kept = [p for p in text.split("\n\n") if not (len(p.strip()) > 80 and hash(p.strip()) in hashes)]
    return "\n\n".join(kept)


def without_long_code(text, lines):
    """Leaves out fences of more than `lines` lines of code (0: none); the sentence before them stays."""
    if not lines:
        return text
    return _FENCE_AND_SPACE.sub(lambda m: m[0] if m[0].rstrip("\n").count("\n") - 1 <= lines else "", text)


def load_split(corpus, bytes_wanted, source_cap=0.12, validation_bytes=400_000, code_lines=0):
    """Takes training documents up to bytes_wanted[group] and validation documents per group.

    source_cap: largest share of a group that one source may fill (books, the one source of most
    prose, are exempt). Training documents lose code fences of more than code_lines lines; those held
    out keep theirs. Shards are shuffled samples of all sources, so the first ones suffice.
    Returns (train, validation), lists of documents.
    """
    train, validation, held_out = [], [], set()
    least = min(validation_bytes, 50_000)
    filled, by_source, validation_filled = {}, {}, {}
    for language, groups in (("en", ("docs", "prose")), ("ko", ("ko",))):
        for document in read_documents(shard_paths(corpus, f"text-{language}"), language):
            group, source = document["group"], document["source"]
            size = len(document["text"].encode())
            if is_validation(source, document["path"]):
                if validation_filled.get(group, 0) < validation_bytes:
                    validation_filled[group] = validation_filled.get(group, 0) + size
                    validation.append(document)
                held_out |= paragraph_hashes(document["text"])
                continue
            if all(filled.get(g, 0) >= bytes_wanted[g] and validation_filled.get(g, 0) >= least for g in groups):
                break
            document["text"] = without_long_code(document["text"], code_lines)
            size = len(document["text"].encode())
            share = by_source.get(source, 0)
            cap = bytes_wanted[group] * (0.55 if source == BOOKS else source_cap)
            if filled.get(group, 0) >= bytes_wanted[group] or share + size > cap:
                continue
            filled[group] = filled.get(group, 0) + size
            by_source[source] = share + size
            train.append(document)
    for document in train:
        document["text"] = drop_paragraphs(document["text"], held_out)
    return [d for d in train if len(d["text"]) >= 200], validation


def load_work_split(work):
    """-> (train, validation) as rows/decoder.py's stage "split" kept them."""
    with open(Path(work) / "split.pickle", "rb") as file:
        return pickle.load(file)
