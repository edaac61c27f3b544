"""ROUGE-1, -2 and -L (Lin 2004), F1, and what a summary says that its page does not.

Tokens: words and numbers in lower case; of Hangul every syllable is one, because a Korean word carries its particles and
a morpheme analyser would be another model.
"""

import re
from collections import Counter

_TOKENS = re.compile(r"[가-힣]|[^\W_가-힣]+")
_WORDS = re.compile(r"[^\W_]+")
MEASURES = ("rouge1", "rouge2", "rougeL")


def tokens(text):
    return _TOKENS.findall(text.lower())


def _f1(common, made, wanted):
    return 2 * common / (made + wanted) if common else 0.0


def _n_grams(made, wanted, n):
    grams = [Counter(zip(*(side[k:] for k in range(n)))) for side in (made, wanted)]
    return _f1((grams[0] & grams[1]).total(), *(g.total() for g in grams))


def _longest_common(made, wanted):
    """Length of the longest common subsequence."""
    row = [0] * (len(wanted) + 1)
    for a in made:
        before = 0
        for n, b in enumerate(wanted, 1):
            before, row[n] = row[n], before + 1 if a == b else max(row[n], row[n - 1])
    return row[-1]


def rouge(made, wanted):
    """-> {rouge1, rouge2, rougeL}, 0..1."""
    made, wanted = tokens(made), tokens(wanted)
    return {"rouge1": _n_grams(made, wanted, 1), "rouge2": _n_grams(made, wanted, 2),
            "rougeL": _f1(_longest_common(made, wanted), len(made), len(wanted))}


def mean_rouge(pairs):
    """-> mean of each measure over (made, wanted), in percent."""
    all_of = [rouge(*pair) for pair in pairs]
    return {name: round(100 * sum(each[name] for each in all_of) / max(1, len(all_of)), 1) for name in MEASURES}


def stem(word):
    """A Korean word's first two syllables, since its ending changes with the sentence; other words whole."""
    return word[:2] if "가" <= word[0] <= "힣" else word


def words_not_in(page, summary):
    """-> (words of the summary that the page has not, words of the summary)."""
    there = {stem(word) for word in _WORDS.findall(page.lower())}
    words = [stem(word) for word in _WORDS.findall(summary.lower())]
    return sum(word not in there for word in words), len(words)
