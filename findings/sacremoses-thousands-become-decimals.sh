#!/usr/bin/env bash
# sacremoses 0.2.0 (PyPI), MosesPunctNormalizer with its defaults: a no-break space between two digits becomes a full stop or a comma, and in each language
# the one that is its decimal mark: a full stop for English, Korean and all others, a comma for German, French, Spanish and Czech.
# That space is what groups of three figures are parted by (ISO 80000, French, Czech, Russian, CSS and XML manuals), so "10 000 users" are ten users
# afterwards, in the source and in the target alike, and in "3 4" two numbers are one. An ordinary or a narrow space (U+202F) stays.
# Why it matters: it is in front of many translators and aligners, at training and at use, as a cleaning of quotation marks. Both sides of a pair are wrong in
# the same way, so neither a length filter nor a check "the numbers are equal" sees it, and the model learns that a space and a full stop are one.
# norm_numbers=False leaves numbers alone; what is left turns backticks into apostrophes, so inline code is a quotation (penn=False prevents that),
# and for English moves full stops and commas into quotation marks: "Set it to "on"." has another value than before (norm_quote_commas=False).
# Seen, with Babel's reading of the numbers: "en 10.000 = 10, ko 10.000 = 10, de 10,000 = 10, fr 10,000 = 10"; "Run 'npm test'.", "Set it to "on.""; all
# as it was with the three switches off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sacremoses==0.2.0 Babel==2.19.0
cat >run.py <<'PY'
from babel.numbers import parse_decimal
from sacremoses import MosesPunctNormalizer

NUMBER, PLAIN = "10\u00a0000", ["10 000", "10\u202f000"]
CODE, QUOTED = "Run `npm test`.", 'Set it to "on".'
OFF = {"norm_numbers": False, "penn": False, "norm_quote_commas": False}

values = {}
for language in ["en", "ko", "de", "fr"]:
    normalizer = MosesPunctNormalizer(language)
    written = normalizer.normalize(NUMBER)
    values[language] = parse_decimal(written, locale=language)
    print(language, written, "=", int(values[language]))
    assert [normalizer.normalize(each) for each in PLAIN] == PLAIN
assert all(value == 10 for value in values.values()), "the value is kept"
assert MosesPunctNormalizer("en").normalize("columns 3\u00a04") == "columns 3.4"

english = MosesPunctNormalizer("en")
print(english.normalize(CODE), english.normalize(QUOTED))
assert (english.normalize(CODE), english.normalize(QUOTED)) == ("Run 'npm test'.", 'Set it to "on."')
plain = MosesPunctNormalizer("en", **OFF)
assert [plain.normalize(each) for each in [NUMBER, CODE, QUOTED]] == [NUMBER, CODE, QUOTED], "the switches do not help"
PY
venv/bin/python run.py
