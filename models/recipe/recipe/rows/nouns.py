"""Corpus -> nouns.txt of a bundle: Korean nouns that nobody makes a verb of with 하다 or 되다.

One line a noun, most frequent first. A model that puts words together from pieces writes "연도된" for "dated"; each pair of
its syllables stands together somewhere, so syllables.txt does not tell. Nothing that is held out is read, and no machine's text.

  python -m recipe.rows.nouns --corpus DIR --bundle ../seq2seq
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from ..export.bundle import write_checksums, write_text
from ..export.words import _CODE
from .syllables import texts_of

# A noun stands this often with a particle, in four kinds of them at least, a tenth of it as an object.
LEAST = 60
LEAST_KINDS = 4
LEAST_OBJECTS = 0.1
# And less often than this with a verb's ending: slips of typing are no verbs.
MOST_VERBS = 0.0003

_WORD = re.compile(r"[가-힣]{2,}")
_PARTICLES = [("을", "를"), ("이", "가"), ("은", "는"), ("과", "와"), ("으로", "로"), ("의", "의"), ("에", "에"), ("에서", "에서")]
_ENDING = re.compile(r"합|하[는며면지여도려기게거므자세십였더]|했|할|한(?!테)|해(?![결제석])|됩|되|됐|된|될|돼")


def has_final(syllable):
    """Whether a consonant ends it."""
    return (ord(syllable) - 0xAC00) % 28 > 0


def particle_of(noun, pair):
    # 로 stands behind ㄹ, too.
    ends_on_l = pair[0] == "으로" and (ord(noun[-1]) - 0xAC00) % 28 == 8
    return pair[0] if has_final(noun[-1]) and not ends_on_l else pair[1]


def plain_nouns(counts):
    """`counts`: how often each word of Hangul was written. -> nouns, most frequent first"""
    stems, verbs = set(), Counter()
    for word, count in counts.items():
        for at in range(2, len(word)):
            stem, rest = word[:at], word[at:]
            if rest in ("을", "를"):
                stems.add(stem)
            if _ENDING.match(rest):
                verbs[stem] += count
    found = {}
    for noun in stems:
        kinds = [counts.get(noun + particle_of(noun, pair), 0) for pair in _PARTICLES]
        total = sum(kinds)
        is_noun = total >= LEAST and sum(count > 0 for count in kinds) >= LEAST_KINDS and kinds[0] >= LEAST_OBJECTS * total
        if is_noun and verbs[noun] <= MOST_VERBS * total:
            found[noun] = total
    return sorted(found, key=lambda noun: (-found[noun], noun))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--bundle", default="../seq2seq")
    a = parser.parse_args()
    counts = Counter()
    for text in texts_of(a.corpus):
        counts.update(_WORD.findall(_CODE.sub(" ", text)))
    nouns = plain_nouns(counts)
    write_text(Path(a.bundle) / "nouns.txt", "".join(noun + "\n" for noun in nouns))
    write_checksums(a.bundle)
    print(f"{len(nouns)} nouns")


if __name__ == "__main__":
    main()
