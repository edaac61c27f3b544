"""Pairs of syllables: of prose, inside of words."""

from recipe.rows.syllables import lines, syllable_pairs


def test_pairs_inside_of_words_and_none_of_code():
    pairs = syllable_pairs(["가나 다가나라 `바사`", "가다"])
    assert pairs == {"가": {"나", "다"}, "나": {"라"}, "다": {"가"}}


def test_a_line_for_each_first_syllable_in_order():
    assert lines({"나": {"라"}, "가": {"다", "나"}}) == "가나다\n나라\n"
