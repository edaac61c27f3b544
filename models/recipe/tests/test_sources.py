"""The attribution names every source of every pass over the corpus."""

import pytest

from recipe.cards.sources import table_rows

TWO_PASSES = """# Corpus

| file | bytes |
| --- | --- |
| text-en-00 | 1 |

## Sources

| repository | commit | licence | docs en | files |
| --- | --- | --- | --- | --- |
| a/one | 111 | MIT | 3 | text-en |
| b/two | 222 | CC BY 4.0 (attribution needed) | 0 | parallel |

## Third pass

Words.

| source | commit | licence | docs en |
| --- | --- | --- | --- |
| c/three (commit messages) | 333 | CC BY-SA 4.0 | 9 |
"""


def test_sources_of_all_passes():
    assert list(table_rows(TWO_PASSES)) == ["| a/one | 111 | MIT |", "| b/two | 222 | CC BY 4.0 (attribution needed) |", "| c/three (commit messages) | 333 | CC BY-SA 4.0 |"]
    with pytest.raises(ValueError, match="No table"):
        list(table_rows("nothing"))
