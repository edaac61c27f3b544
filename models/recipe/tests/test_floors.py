"""Which folder of the recipe may import which: each only those below it, so that no circle can form."""

import re
from pathlib import Path

RECIPE = Path(__file__).parents[1] / "recipe"
FLOORS = (("config", "corpus"), ("tokens",), ("models",), ("export",), ("rows",), ("training", "evaluation"), ("goldens",), ("cards",))
FLOOR = {folder: n for n, floor in enumerate(FLOORS) for folder in floor}
IMPORT = re.compile(r"^\s*from \.\.(\w+)(?:\.\w+)* import", re.M)


def test_every_folder_has_a_floor():
    assert {f.name for f in RECIPE.iterdir() if (f / "__init__.py").exists()} == set(FLOOR)


def test_no_import_runs_up_or_across():
    wrong = [f"{file.relative_to(RECIPE)} imports {name}" for file in RECIPE.rglob("*.py")
             for name in IMPORT.findall(file.read_text(encoding="utf-8")) if FLOOR[name] >= FLOOR[file.parent.name]]
    assert not wrong


def test_nothing_is_imported_by_its_whole_name_or_as_a_package():
    text = {file: file.read_text(encoding="utf-8") for file in RECIPE.rglob("*.py")}
    assert not [str(file) for file, t in text.items() if re.search(r"^\s*(from recipe\b|import recipe\b|from \.\. import)", t, re.M)]
