"""Writes the held-out documents as plain files, a folder a group, for `npm run eval` and `npm run thresholds`.

The files are the corpus's text: keep them out of the repository (work/ is ignored).

  python -m recipe.corpus.heldout --work DIR --out DIR/heldout --documents 12 --characters 6000
"""

import argparse
from pathlib import Path

from .shards import load_work_split


def write_heldout(validation, out, documents, characters):
    """The first `documents` of each group that are long enough, cut to `characters` at a paragraph's end."""
    counts = {}
    for record in validation:
        group, text = record["group"], record["text"]
        number = counts.get(group, 0)
        if len(text) < 1500 or number == documents:
            continue
        counts[group] = number + 1
        if len(text) > characters:
            end = text.rfind("\n\n", 1500, characters)
            text = text[: end if end > 0 else characters]
        path = Path(out) / group / f"{number:02}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", default="work")
    parser.add_argument("--out", required=True)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--characters", type=int, default=6000)
    arguments = parser.parse_args()
    _, validation = load_work_split(arguments.work)
    print(write_heldout(validation, arguments.out, arguments.documents, arguments.characters))


if __name__ == "__main__":
    main()
