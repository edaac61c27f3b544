"""Writes a bundle folder: files beside each other, each renamed into place when whole.

Others may be reading the folder, so nothing there is ever half written.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path


def write_text(path, text):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)


def write_json(path, value):
    write_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def part_of(path, name):
    """What stands between the marks of a part in a Markdown file; None where there are no such marks."""
    text = Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    return text[text.index(begin) + len(begin):text.index(end)] if begin in text and end in text else None


def replace_part(path, name, part):
    """Puts `part` between those marks; a file without them stays as it is."""
    old = part_of(path, name)
    if old is not None:
        begin = f"<!-- {name} -->\n"
        text = Path(path).read_text(encoding="utf-8")
        write_text(path, text.replace(begin + old, begin + part, 1))


def kept_parts(card, names, graph):
    """{name: part} of a card that other programs measure, as they stand in it; '' for those about another graph, which
    do not hold the beginning of its SHA-256."""
    mark = f"`{sha256(graph)[:12]}`"
    parts = {name: part_of(card, name) or "" for name in names}
    return {name: part if mark in part else "" for name, part in parts.items()}


def move_files(source, target):
    """Moves every file of the folder `source` to `target`, replacing what is there."""
    for file in sorted(Path(source).rglob("*")):
        if file.is_file():
            place = Path(target) / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            partial = place.with_name(place.name + ".partial")
            shutil.copyfile(file, partial)
            os.replace(partial, place)
    shutil.rmtree(source)


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def write_checksums(folder):
    """SHA256SUMS as sha256sum -c reads it, over every file but itself and the card."""
    folder = Path(folder)
    files = [f for f in sorted(folder.rglob("*")) if f.is_file() and f.name not in ("SHA256SUMS", "MODEL_CARD.md")
             and f.suffix not in (".partial", ".png")]
    write_text(folder / "SHA256SUMS", "".join(f"{sha256(f)}  {f.relative_to(folder).as_posix()}\n" for f in files))
