"""Translation pairs as the model sees them: markup off, things that are kept as atoms. Knows no tokens.

An atom (inline code, a URL, a tag, a placeholder) is the same on both sides and never reaches the model: the private-use
character FIRST_ATOM + i stands for the i-th one of the source, and becomes the token <extra_i>. Emphasis and links lose
their markup; the engine puts it back by word alignment. src/engine/text does the same to a document.
"""

import hashlib
import itertools
import random
import re
import unicodedata
from collections import Counter

from ..corpus.shards import read_records, shard_paths
from ..tokens.specials import ID

FIRST_ATOM, MOST_ATOMS = 0xE000, 16
VALIDATION_PER_MILLE = 4
UNSEEN_SOURCES = ("github/opensource.guide", "jungyeul/korean-parallel-corpora")  # held out whole: a guide, and news
NAME_ATOM_SHARE = 0.12  # pairs in which a name, the same on both sides, is made an atom: what a glossary asks for

_MASK = 0xF000
_CODE = re.compile(r"`+[^`\n]+`+")
_ATOM = re.compile(r"`+[^`\n]+`+|https?://[^\s<>()\[\]{}\"']*[^\s<>()\[\]{}\"'.,;:!?]|</?[A-Za-z][^<>\n]{0,80}>|\{[A-Za-z0-9_]{1,16}\}|%[sd]\b")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)")  # never in a word; __init__ is a name
_NAME = re.compile(r"(?<![\w.-])[A-Za-z][A-Za-z0-9+#.-]*[A-Za-z0-9+#](?![\w-])")
_PIECES = re.compile(f"([\\u{FIRST_ATOM:04x}-\\u{FIRST_ATOM + MOST_ATOMS - 1:04x}])")


def normal(text):
    return unicodedata.normalize("NFC", text).strip()


def without_links(text):
    """[text](target) -> text, code left alone."""
    codes = _CODE.findall(text)
    masked = iter(range(len(codes)))
    text = _LINK.sub(r"\1", _CODE.sub(lambda _: chr(_MASK + next(masked)), text))
    return re.sub(f"[\\u{_MASK:04x}-\\uf8ff]", lambda match: codes[ord(match.group()) - _MASK] if ord(match.group()) - _MASK < len(codes) else match.group(), text)


def without_markup(text):
    """Emphasis and links off; code that stands in emphasis keeps its asterisks only where it is an atom by then."""
    plain = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", without_links(text)))
    return _UNDERSCORED.sub(r"\1", plain)


def mark_atoms(source, target, rng=None):
    """-> (source, target) in plain form, or None where the two sides do not hold the same things."""
    source, target = without_links(source), without_links(target)
    found, wanted = _ATOM.findall(source), _ATOM.findall(target)
    if Counter(found) != Counter(wanted) or len(found) > MOST_ATOMS:
        return None
    numbers = {}
    for index, content in enumerate(found):
        numbers.setdefault(content, []).append(chr(FIRST_ATOM + index))

    def replace(text):
        left = {content: list(marks) for content, marks in numbers.items()}
        return without_markup(_ATOM.sub(lambda match: left[match.group()].pop(0), text))

    source, target = replace(source), replace(target)
    if rng and not found and rng.random() < NAME_ATOM_SHARE:
        names = [n for n, times in Counter(_NAME.findall(source)).items() if times == 1 and len(_NAME.findall(target)) and _NAME.findall(target).count(n) == 1]
        if names:
            name, mark = rng.choice(names), chr(FIRST_ATOM)
            swap = lambda text: _NAME.sub(lambda m: mark if m.group() == name else m.group(), text)
            source, target = swap(source), swap(target)
    return source, target


def atoms_of(text):
    """What mark_atoms(text, ...) keeps of its source, in order."""
    return _ATOM.findall(without_links(text))


def pieces_of(text):
    """Text between atoms, and the atoms' characters each alone; nothing empty."""
    return [piece for piece in _PIECES.split(text) if piece]


def with_atoms(text, atoms):
    """Each atom's character replaced by what it stands for."""
    return "".join(atoms[ord(piece) - FIRST_ATOM] if is_atom(piece) else piece for piece in pieces_of(text))


def is_atom(piece):
    return len(piece) == 1 and FIRST_ATOM <= ord(piece) < FIRST_ATOM + MOST_ATOMS


def piecewise(encode):
    """encode, with atoms as <extra_i>; the text between them is encoded apart, as it stands."""
    def encoded(text):
        ids = []
        for piece in pieces_of(text):
            ids += [ID[f"<extra_{ord(piece) - FIRST_ATOM}>"]] if is_atom(piece) else encode(piece)
        return ids
    return encoded


def text_is_validation(text):
    return int(hashlib.sha1(text.lower().encode()).hexdigest()[:8], 16) % 1000 < VALIDATION_PER_MILLE


def _sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", text.lower()) if len(s) >= 20]


def read_pairs(corpus, wanted):
    """(train, validation) lists of (en, ko, origin, source), as written: human and community first, machine fills up.

    No training pair shares an English sentence with a held-out one: blocks stand beside their sentences in the corpus.
    """
    train, machine, validation = [], [], []
    for path in reversed(shard_paths(corpus, "parallel-en-ko")):  # the last shard has the most community pairs
        for record in read_records(path):
            if len(train) > 2 * wanted and len(validation) > 50:
                break
            pair = (normal(record["en"]), normal(record["ko"]), record["origin"], record["source"])
            if pair[3] in UNSEEN_SOURCES or text_is_validation(pair[0]):
                validation.append(pair)
            else:
                (machine if pair[2] == "machine" else train).append(pair)
    held_out = {sentence for pair in validation for sentence in _sentences(pair[0])}
    rng = random.Random(5)
    rng.shuffle(train)
    rng.shuffle(machine)
    kept = (pair for pair in train + machine if held_out.isdisjoint(_sentences(pair[0])))
    return list(itertools.islice(kept, wanted)), validation
