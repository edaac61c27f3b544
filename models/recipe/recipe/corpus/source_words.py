"""The words of a source that a lexicon knows things of: runs of tokens, and the stem that a word's forms share.

src/engine/vocabulary/sourceWords.ts does the same; a test holds both to models/recipe/tests/source_words.json.
"""

import re

from tokenizers.decoders import ByteLevel

# Particles and endings that a Korean word is known without, where two syllables are left. No analysis: what is cut alike is found again.
ENDINGS = (
    "을 를 이 가 은 는 에 의 로 으로 와 과 도 만 에서 에게 까지 부터 보다 처럼 마다 에는 에도 에서는 으로는 로는 이나 나 든지 라는 "
    "이라는 이란 란 이며 며 이고 고 인 일 입니다 이다 하다 합니다 하는 하고 하여 해 해야 한 할 하기 하지 하면 하려면 하도록 하거나 "
    "하며 했습니다 했다 하세요 하십시오 되다 됩니다 되는 되고 되어 된 될 되기 되지 되면 되도록 되거나 되며 되었습니다 됐습니다 "
    "시킵니다 시키는 시켜 들 들을 들이 들은 들의 적 적인 적으로 습니다 는데 지만 어야 아야 으면 면 으려면 려면 거나 기 지 던 었던 "
    "었습니다 았습니다 하려는 하기를 하지만 합니다만 하였습니다 합니까 인지 인가 이므로 므로 하므로 되므로 하게 되게 함 됨 임 음 "
    "하자 입니까").split()
# Of these one syllable is enough.
PARTICLES = "을 를 은 는 이 가 에 의 로 으로 에서 와 과 도 들".split()

_BY_LENGTH = sorted(set(ENDINGS), key=lambda ending: (-len(ending), ending))
_HANGUL = re.compile("[가-힣]+")
_LATIN = re.compile("[a-z]{4,}")


def stem(word):
    """word: in small letters."""
    if _HANGUL.fullmatch(word):
        for ending in _BY_LENGTH:
            left = len(word) - len(ending)
            if word.endswith(ending) and (left >= 2 or (left == 1 and ending in PARTICLES)):
                return word[:left]
    elif _LATIN.fullmatch(word):
        if word.endswith("ies") and len(word) > 5:
            return word[:-3] + "y"
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


class SourceWords:
    """Words of token ids: behind a token of text that begins with a letter a run goes on while tokens begin with one, and not with a space."""

    def __init__(self, tokenizer):
        self.spelling = {i: s for s, i in tokenizer.get_vocab().items()}
        self.decoder = ByteLevel()
        special = {added.content for added in tokenizer.get_added_tokens_decoder().values() if added.special}
        text = {i: "" if s in special else self.decoder.decode([s]) for i, s in self.spelling.items()}
        self.opens = {i for i, t in text.items() if t.removeprefix(" ")[:1].isalpha()}
        self.goes_on = {i for i, t in text.items() if t[:1].isalpha()}
        self.special = {i for i, s in self.spelling.items() if s in special}
        self.known = {}

    def runs(self, ids):
        """-> [(start, end, stem)] that cover ids."""
        runs, start = [], 0
        while start < len(ids):
            end = start + 1
            while ids[start] in self.opens and end < len(ids) and ids[end] in self.goes_on:
                end += 1
            runs.append((start, end, self._stem(tuple(ids[start:end]))))
            start = end
        return runs

    def _stem(self, ids):
        found = self.known.get(ids)
        if found is None:
            text = self.decoder.decode([self.spelling[i] for i in ids if i not in self.special])
            found = self.known[ids] = stem(text.strip().lower())
        return found
