"""Nouns that nobody makes a verb of."""

from collections import Counter

from recipe.rows.nouns import plain_nouns


def test_a_noun_that_is_no_verb():
    noun = {"연도를": 30, "연도의": 20, "연도가": 20, "연도는": 10}
    verb = {"설치를": 30, "설치의": 20, "설치가": 20, "설치는": 10, "설치하는": 5}
    assert plain_nouns(Counter({**noun, **verb})) == ["연도"]


def test_a_particle_that_does_not_fit_makes_no_noun():
    assert plain_nouns(Counter({"경우에를": 60, "경우에의": 60, "경우에이": 60, "경우에은": 60})) == []


def test_a_slip_of_typing_makes_no_verb():
    counts = {"파일을": 3000, "파일의": 500, "파일이": 500, "파일로": 500, "파일한": 1}
    assert plain_nouns(Counter(counts)) == ["파일"]
    assert plain_nouns(Counter({**counts, "파일한": 20})) == []
