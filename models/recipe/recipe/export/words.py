"""Training text -> words.txt of a bundle: the words people use, most frequent first, one a line.

The engine tells words from pieces of words by it, and finds what a misspelling may have meant.
English words in their most usual case; Korean words as they stand between spaces, and without
their last particle where that occurs by itself too.

  python -m recipe.export.words --work DIR --bundle ../fill-mask

For translations, English words alone: in small letters, those that several sources write, so that a
slip of one is none.

  python -m recipe.export.words --corpus DIR --bundle ../seq2seq
"""

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

from .bundle import write_checksums, write_text
from ..corpus.shards import is_validation, load_work_split, read_documents, shard_paths

_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`]*`|\]\([^)]*\)|https?://\S+|<[^>\n]+>|[\w./@\\-]*[\d/@\\_][\w./@\\-]*", re.S)
_ENGLISH = re.compile(r"(?<![\w'’.-])[A-Za-z]+(?:['’][A-Za-z]+)?(?![\w-])")
_KOREAN = re.compile(r"(?<![^\W\d_])[가-힣]{1,12}(?![^\W\d_])")
_PARTICLE = re.compile(r"(?:에서는|으로는|에서|에게|으로|까지|부터|처럼|보다|은|는|이|가|을|를|의|에|와|과|로|도|만)$")
LEAST_DOCUMENTS = 3
LEAST_SOURCES = 2


def count_words(documents):
    """-> ({small English word: Counter of spellings}, Counter of Korean words); one vote a document."""
    english, korean = defaultdict(Counter), Counter()
    for document in documents:
        text = _CODE.sub(" ", document["text"])
        for word in set(_ENGLISH.findall(text)):
            english[word.lower().replace("’", "'")][word.replace("’", "'")] += 1
        words = set(_KOREAN.findall(text))
        korean.update(words | {_PARTICLE.sub("", word) for word in words if len(word) > 2})
    return english, korean


def word_list(documents, most_english, most_korean):
    english, korean = count_words(documents)
    en = [(sum(forms.values()), forms.most_common(1)[0][0]) for forms in english.values()]
    chosen = sorted((n, w) for n, w in en if n >= LEAST_DOCUMENTS)[-most_english:]
    chosen += sorted((n, w) for w, n in korean.items() if n >= LEAST_DOCUMENTS and w)[-most_korean:]
    return [word for _, word in sorted(chosen, key=lambda each: (-each[0], each[1]))]


def words_of_several(documents, least_sources=LEAST_SOURCES):
    """English words of two letters and more, without case; what most documents have comes first."""
    sources, votes = defaultdict(set), Counter()
    for document in documents:
        found = {word.lower() for word in _ENGLISH.findall(_CODE.sub(" ", document["text"])) if word.isalpha()}
        votes.update(found)
        for word in found:
            sources[word].add(document["source"])
    chosen = [word for word in votes if len(word) > 1 and len(sources[word]) >= least_sources]
    return sorted(chosen, key=lambda word: (-votes[word], word))


def corpus_words(corpus):
    """Of the documents that are not held out."""
    documents = read_documents(shard_paths(corpus, "text-en"), "en")
    return words_of_several(d for d in documents if not is_validation(d["source"], d["path"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", default="work")
    parser.add_argument("--bundle", default="../fill-mask")
    parser.add_argument("--english", type=int, default=40_000)
    parser.add_argument("--korean", type=int, default=40_000)
    parser.add_argument("--corpus", help="folder of the shards: words that several sources write")
    a = parser.parse_args()
    words = corpus_words(a.corpus) if a.corpus else word_list(load_work_split(a.work)[0], a.english, a.korean)
    write_text(Path(a.bundle) / "words.txt", "\n".join(words) + "\n")
    write_checksums(a.bundle)
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
