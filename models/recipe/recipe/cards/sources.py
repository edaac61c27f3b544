"""Writes models/DATA_SOURCES.md, the attribution of the training text, from the corpus's SOURCES.md.

  python -m recipe.cards.sources --corpus DIR --out ../DATA_SOURCES.md
"""

import argparse
import re
from pathlib import Path

from ..export.bundle import write_text

HEAD = """# Sources of the training text

The bundles in this folder were trained on text of these repositories, each under its own licence. Sources under CC BY
and CC BY-SA ask for attribution, which this table gives: the authors are the contributors of each repository. The text
itself is not part of this project; it was cleaned (markup removed, long code and tables dropped, pages held out) as the
recipe's `corpus/shards.py` and `rows/decoder.py` describe. Books are texts in the public domain of the United States.
`completion` and `fill-mask` saw the documents of all of them; `seq2seq` was trained before the third pass was made, whose sources
begin with mdn/translated-content, and saw none of those. Rows that gave pairs alone (interface strings, tldr-pages and the like)
reached `seq2seq` only.

| repository | commit | licence |
| --- | --- | --- |
"""


TABLE = re.compile(r"^\| (?:repository|source) \| commit \| licence \|.*\n\|[-| ]+\n((?:\|.*\n?)+)", re.M)


def table_rows(sources):
    """'repository | commit | licence' of every row of every table of sources: the corpus has one a pass."""
    tables = TABLE.findall(sources)
    if not tables:
        raise ValueError("No table of sources begins with repository or source, commit and licence")
    for table in tables:
        for line in table.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            yield f"| {cells[0]} | {cells[1]} | {cells[2]} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--out", default="../DATA_SOURCES.md")
    a = parser.parse_args()
    sources = (Path(a.corpus) / "SOURCES.md").read_text(encoding="utf-8")
    write_text(a.out, HEAD + "\n".join(table_rows(sources)) + "\n")


if __name__ == "__main__":
    main()
