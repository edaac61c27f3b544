"""Tokenizer, split, rows."""

import random

import numpy as np

from recipe.tokens import tokenizer as bpe
from recipe.corpus.shards import drop_paragraphs, is_validation, load_split, page_key, paragraph_hashes, without_long_code
from recipe.rows.decoder import break_point, fim_sequence, heading_path, pack
from recipe.rows.pairs import without_markup
from recipe.tokens.specials import BOS, EOS, FIM_END, FIM_MIDDLE, FIM_SUFFIX, ID, PAD, SPECIAL_TOKENS


def pieces(text):
    return [piece for piece, _ in bpe.new_tokenizer(bpe.models.BPE()).pre_tokenizer.pre_tokenize_str(text)]


def readable(text):
    from tokenizers import decoders
    return [decoders.ByteLevel().decode([p]) for p in pieces(text)]


def test_pre_split_glues_a_space_to_words_and_splits_digits_in_twos():
    assert readable("Hello world, don't 2024!") == ["Hello", " world", ",", " don", "'t", " 20", "24", "!"]


def test_pre_split_keeps_newlines_and_indentation_apart():
    assert readable("a\n\n    b\tc\r\n") == ["a", "\n\n", "    ", "b", "\t", "c", "\r\n"]
    assert readable("x (y)\n- z") == ["x", " (", "y", ")", "\n", "-", " z"]


def test_pre_split_reads_hangul_as_words():
    assert readable("서버가 파일을") == ["서버가", " 파일을"]


def test_special_tokens_have_their_fixed_ids(tokenizer):
    assert [tokenizer.token_to_id(t) for t in SPECIAL_TOKENS] == list(range(64))
    assert ID["<mask>"] == 4 and tokenizer.get_vocab_size() == 384


def test_encoding_is_lossless(tokenizer):
    for text in ("the server\n\treads 123", "서버가 😀 e\u0301", " \r\n  x"):
        assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text


def test_page_key_joins_languages_and_book_pieces():
    assert page_key("a", "content/ko/docs/x.md") == page_key("b", "content/en/docs/x.html")
    book = "mlschmitt/classic-books-markdown"
    assert page_key(book, "A/B.md#1") == page_key(book, "A/B.md#22")


def test_split_shares_no_page_and_no_long_paragraph(corpus):
    train, validation = load_split(corpus, {"docs": 1e6, "prose": 1e6, "ko": 1e6}, source_cap=1.0)
    assert train and validation
    assert not any(is_validation(d["source"], d["path"]) for d in train)
    held_out = set().union(*(paragraph_hashes(d["text"]) for d in validation))
    assert not any(paragraph_hashes(d["text"]) & held_out for d in train)


def test_drop_paragraphs_keeps_the_rest():
    long = "x" * 100
    assert drop_paragraphs(f"a\n\n{long}\n\nb", paragraph_hashes(long)) == "a\n\nb"


def test_heading_path_closes_deeper_headings():
    assert heading_path("# A\n\n## B\n\ntext\n\n## C\n\nmore") == "# A\n\n## C\n\n"


def test_markup_is_taken_off_and_names_stay_whole():
    text = "*One* **two** _three_ snake_case __init__ 2_000 [four](five) _강조_는"
    assert without_markup(text) == "One two three snake_case __init__ 2_000 four _강조_는"


def test_long_code_is_left_out_and_short_code_stays():
    short, long = "```\na\nb\n```\n", "```js\n" + "x\n" * 9 + "```\n"
    assert without_long_code(f"A:\n{short}B:\n\n{long}\nC", 6) == f"A:\n{short}B:\n\nC"
    for end in ("", "\n", "\n\n\nD"):
        assert without_long_code(long.rstrip() + end, 9) == long.rstrip() + end
        assert without_long_code(long.rstrip() + end, 8) == end.strip()
    assert without_long_code(long, 0) == long


def test_break_point_prefers_paragraph_ends():
    text = "a" * 80 + "\n\n" + "b" * 80
    assert text[break_point(text, 100):].startswith("\n\nb")


def test_fim_sequence_holds_the_whole_text_once(tokenizer):
    encode, rng = (lambda t: tokenizer.encode(t).ids), random.Random(0)
    text = "the server reads a file.\n\n서버가 파일을 읽고. then it writes\nthe answer"
    for _ in range(50):
        ids = fim_sequence(text, 128, encode, rng)
        middle = ids.index(FIM_MIDDLE)
        assert ids[:2] == [BOS, FIM_SUFFIX] and ids[-1] == FIM_END
        suffix, prefix = (tokenizer.decode(part) for part in (ids[2:middle], ids[middle + 1:-1]))
        assert prefix + suffix == text


def test_rows_are_whole_sequences(tokenizer):
    encode, rng = (lambda t: tokenizer.encode(t).ids), random.Random(0)
    documents = [{"group": "docs", "text": "# T\n\n" + "the server reads a file.\n\n" * 8} for _ in range(60)]
    rows = pack(iter(documents), 256, 6000, encode, rng)
    assert rows.dtype == np.uint16 and rows.shape[1] == 257 and (rows[:, 0] == BOS).all()
    assert (rows != PAD).mean() > 0.7
    starts = rows[:, 1:] == BOS
    before = rows[:, :-1][starts]
    assert set(before.tolist()) & {EOS, FIM_END}
