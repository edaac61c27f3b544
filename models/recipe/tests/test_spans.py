"""Weights of the markup's places: from features in which one evidence decides, to the file that the extension has."""

import json
import random
import re

from recipe.training import spans

KINDS = {"ko": 4, "en": 3}


def span(rng, to, is_test):
    """The second number of a word says whether it is one of the span's; the others say nothing."""
    length = rng.randint(3, 7)
    first = rng.randrange(length)
    last = rng.randrange(first, length)
    kinds = [rng.randrange(KINDS[to]) for _ in range(length + 2)]
    other = KINDS["en" if to == "ko" else "ko"]
    return {
        "to": to, "words": [[1, 1 if first <= n <= last else -1, rng.random()] for n in range(length)],
        "starts": [[rng.random()] for _ in range(length)], "ends": [[rng.random(), rng.random()] for _ in range(length)],
        "kinds": kinds, "firstKind": rng.randrange(other), "lastKind": rng.randrange(other), "share": 0.3,
        "stretches": [[n / length, (n + 0.9) / length] for n in range(length)], "kindCounts": [KINDS[to], other],
        "gold": [first, last], "isTest": is_test,
    }


def test_the_evidence_that_decides_is_found_and_written(tmp_path, capsys):
    rng = random.Random(3)
    lines = [span(rng, to, n % 3 == 0) for n in range(240) for to in ("ko", "en")]
    (tmp_path / "features.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    spans.main([str(tmp_path / "features.jsonl"), str(tmp_path / "spanWeights.ts")])
    right = [float(share) for share in re.findall(r"test: 80, right ([\d.]+)", capsys.readouterr().out)]
    assert len(right) == 2 and min(right) > 0.9
    text = (tmp_path / "spanWeights.ts").read_text()
    for language, other in (("ko", "en"), ("en", "ko")):
        part = re.search(rf"^  {language}: {{\n(.*?)^  }},\n", text, re.M | re.S).group(1)
        word = [float(weight) for weight in re.search(r"word: \[(.*?)\]", part).group(1).split(", ")]
        assert word[1] > 0.5 and word[1] > 2 * abs(word[2])
        rows = re.search(r"firstKind: \[\n(.*?)^    \]", part, re.M | re.S).group(1).splitlines()
        assert [len(row.split(", ")) for row in rows] == [KINDS[other]] * KINDS[language]


def test_long_arrays_are_filled_as_the_formatter_does():
    assert spans.array([0.5, -0.001, 2, -1.25], "  ", "word: ") == "  word: [0.5, 0, 2, -1.25],\n"
    lines = spans.array([-0.25] * 20, "    ", "startKind: ").splitlines()
    assert lines[0] == "    startKind: [" and lines[-1] == "    ],"
    assert max(map(len, lines)) <= spans.WIDTH and all(line.startswith("      -0.25, ") for line in lines[1:-1])
