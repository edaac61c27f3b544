"""Gap sentences: a passage, and as its shorter form the sentences that say most of the rest (PEGASUS, Zhang et al. 2019,
arXiv 1912.08777: chosen each alone by ROUGE-1 against the others, about a third of them). Text only.

Most passages have an atom in each gap's place; the others keep the sentences, as passages do when the engine asks.
"""

import re
from collections import Counter

from .pairs import FIRST_ATOM
from ..corpus.rouge import tokens

GAP_SHARE, KEPT_SHARE = 0.3, 0.2
MOST_GAPS, FEWEST_SENTENCES = 2, 4  # what is longer than the target's shape is left out
_SENTENCE = re.compile(r"\S.*?(?:[.!?。](?=\s)|$)", re.M)


def central(sentences, count):
    """Indexes of the `count` sentences with the highest ROUGE-1 F1 against all the others, in the text's order."""
    counts = [Counter(tokens(sentence)) for sentence in sentences]
    whole = sum(counts, Counter())

    def score(mine):
        rest = whole - mine
        common = (mine & rest).total()
        return 2 * common / (mine.total() + rest.total()) if common else 0.0

    best = sorted(range(len(sentences)), key=lambda n: -score(counts[n]))[:count]
    return sorted(best)


def gap_example(passage, rng):
    """-> (source, target) texts, or None where the passage has too few sentences."""
    places = [match.span() for match in _SENTENCE.finditer(passage)]
    if len(places) < FEWEST_SENTENCES:
        return None
    sentences = [passage[begin:end] for begin, end in places]
    gaps = central(sentences, max(1, min(MOST_GAPS, round(GAP_SHARE * len(sentences)))))
    source = passage
    if rng.random() >= KEPT_SHARE:
        for n in reversed(gaps):
            source = source[:places[n][0]] + chr(FIRST_ATOM) + source[places[n][1]:]
    return source, " ".join(sentences[n] for n in gaps)
