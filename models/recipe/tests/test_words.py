"""The word list: what counts as a word, and in which spelling."""

from recipe.export.words import word_list, words_of_several


def documents(*texts):
    return [{"text": text} for text in texts for _ in range(3)]


def test_most_usual_case_and_most_frequent_first():
    words = word_list(documents("The cat saw the cat.", "In Paris the cat slept; paris"), 10, 10)
    assert words[0] in ("cat", "the")
    assert {"cat", "the", "Paris"} & set(words) == {"cat", "the", "Paris"} or "paris" in words
    assert "The" not in words


def test_code_links_and_identifiers_are_no_words():
    words = word_list(documents("Use `printf` and [text](https://host.example/path) or foo_bar, v2x.\n```\nmalloc free\n```\n"), 20, 5)
    assert {"Use", "and", "text", "or"} <= set(words)
    assert not {"printf", "host", "path", "foo", "bar", "malloc", "free"} & set(words)


def test_korean_words_also_without_their_particle():
    words = word_list(documents("학교에서 사과를 먹었다."), 0, 20)
    assert {"학교에서", "학교", "사과를", "사과", "먹었다"} <= set(words)


def test_rare_words_are_left_out():
    assert "once" not in word_list([{"text": "once"}, *documents("often")], 10, 10)


def test_words_of_several_sources_without_case_most_usual_first():
    texts = [("a", "Archives are archived; teh `malloc`."), ("a", "teh"), ("b", "We archived archives, archives."), ("c", "archives")]
    words = words_of_several({"source": source, "text": text} for source, text in texts)
    assert words == ["archives", "archived"]
