"""Evidence: what is erased, how words are ranked, and that the card's part outlives the card."""

import random
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from recipe.cards import evidence
from recipe.export.bundle import kept_parts, part_of, replace_part, sha256, write_text
from recipe.cards.masked import ENGINE, EVIDENCE, PARTS, evidence_part, masked_card
from recipe.config.masked_presets import MASKED_PRESETS
from recipe.export.masked import eurobert_config
from recipe.tokens.specials import BOS, EOS, MASK

# <bos> five words of 1, 2, 1, 1 and 2 ids around a blank of 2 <eos>
IDS = [BOS, 70, 71, 72, 73, MASK, MASK, 74, 75, 76, EOS]
WORDS = [(1, 2), (2, 4), (4, 5), (7, 8), (8, 10)]
CASE = evidence.Case("docs", IDS, 5, 7, [80, 81], WORDS)


class Reader:
    """Expects the candidate only where id 75 is; says the same at every position."""
    def model(self, input_ids, attention_mask):
        found = (input_ids == 75).any(1).float()[:, None, None]
        return SimpleNamespace(last_hidden_state=found.expand(*input_ids.shape, 1))

    def lm_head(self, hidden):
        return torch.nn.functional.pad(5 * hidden, (80, 0)).expand(*hidden.shape[:-1], 81).clone().index_fill(-1, torch.tensor([0]), 0.0)


@pytest.fixture(scope="module")
def bert():
    transformers = pytest.importorskip("transformers")
    from recipe.config.presets import Decoder
    shape = Decoder(vocabulary=128, width=32, layers=2, heads=2, kv_heads=2, mlp=64, context=32)
    config = {k: v for k, v in eurobert_config(shape, "q8").items() if "." not in k}
    torch.manual_seed(0)
    return transformers.EuroBertForMaskedLM(transformers.EuroBertConfig(**config, attn_implementation="eager")).float().eval()


def test_erased_words_leave_the_blank_where_it_is_found():
    assert evidence.masked_without(CASE, [(1, 2), (8, 10)]) == ([BOS, MASK, 71, 72, 73, MASK, MASK, 74, MASK, MASK, EOS], 5)
    ids, begin = evidence.deleted_without(CASE, [(2, 4), (7, 8)])
    assert ids == [BOS, 70, 73, MASK, MASK, 75, 76, EOS] and ids[begin:begin + 2] == [MASK, MASK]
    (ids, begin), (masked, same) = evidence.only_with(CASE, [(4, 5), (8, 10)])
    assert ids == [BOS, 73, MASK, MASK, 75, 76, EOS] and ids[begin:begin + 2] == [MASK, MASK]
    assert masked == [BOS, MASK, MASK, MASK, 73, MASK, MASK, MASK, 75, 76, EOS] and same == 5


@pytest.mark.parametrize("most", [None, 12])
def test_occlusion_names_the_word_the_candidate_rests_on(most):
    case = CASE._replace(candidate=[80, 80])
    words = evidence.by_occlusion(Reader(), case, most)
    assert words[0] == (8, 10) and sorted(words) == WORDS
    drops = evidence.faithfulness(Reader(), case, words)
    assert (drops[:4] > 1).all() and np.allclose(drops[4:], 0)


def test_few_words_are_the_nearest():
    assert set(evidence.by_occlusion(Reader(), CASE._replace(candidate=[80, 80]), 2)) == {(4, 5), (7, 8)}


def test_every_method_ranks_every_word_once(bert):
    rankings = evidence.rankings(bert, CASE, random.Random(0))
    assert len(rankings) == 7
    for words in rankings.values():
        assert sorted(words) == WORDS
        assert evidence.faithfulness(bert, CASE, words).shape == (6,)
    assert rankings["the nearest words"][:2] == [(4, 5), (7, 8)]


def test_attention_of_the_blank_is_a_distribution(bert):
    for looks in evidence.attention_rows(evidence.attention_maps(bert, IDS), 5, 7).values():
        assert looks.shape == (len(IDS),) and looks.sum() == pytest.approx(1, abs=1e-4)


def test_rows_of_unequal_length_score_as_alone(bert):
    rows, begins = zip(*[evidence.masked_without(CASE, []), evidence.deleted_without(CASE, [(1, 2), (8, 10)])])
    together = evidence.candidate_scores(bert, CASE, list(rows), list(begins))
    alone = [evidence.candidate_scores(bert, CASE, [row], [begin])[0] for row, begin in zip(rows, begins)]
    assert together == pytest.approx(alone, abs=1e-4)


def test_part_of_the_card_is_kept_for_the_same_graph_only(tmp_path, bert):
    card, graph = tmp_path / "MODEL_CARD.md", tmp_path / "model.onnx"
    write_text(graph, "graph")
    write_text(card, f"# Card\n<!-- {EVIDENCE} -->\n<!-- end of {EVIDENCE} -->\n<!-- {ENGINE} -->\nof `0123456789ab`\n<!-- end of {ENGINE} -->\n")
    drops = {name: [1.0] * 6 for name in evidence.rankings(bert, CASE, random.Random(0))}
    figures = {"blanks": {"docs": 1}, "drops": drops, "against": evidence.paired({name: [row, row] for name, row in drops.items()}),
               "cost": evidence.costs(bert, CASE)}
    part = evidence_part(figures, sha256(graph))
    replace_part(card, EVIDENCE, part)
    assert part_of(card, EVIDENCE) == part and card.read_text().startswith("# Card\n")
    assert kept_parts(card, PARTS, graph) == {EVIDENCE: part, ENGINE: ""}


def test_card_holds_its_parts_between_their_marks(tmp_path):
    row = {"name": "fp32", "megabytes": 1.0, "nats": {}, "lossPercent": 0.0, "top1": 0.5, "ms1": 1, "ms6": 1, "msAll": 1}
    report = {"parameters": 1, "tokens": 1, "seconds": 1, "step": 1, "onnxBytes": 1, "bodyBits": 32, "figures": {"model": {}},
              "longContext": {"128": {}, "448": {}}, "quantisation": [row], "samples": []}
    write_text(tmp_path / "MODEL_CARD.md", masked_card(report, "tiny", MASKED_PRESETS["tiny"], {EVIDENCE: "words\n"}))
    assert [part_of(tmp_path / "MODEL_CARD.md", name) for name in PARTS] == ["words\n", ""]


def test_the_shipped_weights_open_out_of_the_graph():
    """The bundle holds no other copy of them; what comes out fills a plain blank as the engine does."""
    pytest.importorskip("transformers")
    from pathlib import Path
    from recipe.tokens.tokenizer import encoder
    bundle = Path(__file__).parents[2] / "fill-mask"
    tokenizer, encode = encoder(bundle)
    ids = [BOS, *encode("For more"), MASK, *encode(", see the documentation."), EOS]
    with torch.no_grad():
        logits = evidence.open_model(bundle)(input_ids=torch.tensor([ids])).logits[0, ids.index(MASK)]
    assert tokenizer.decode([int(logits.argmax())]) == " information"
