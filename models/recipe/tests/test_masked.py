"""Masked model: blanks, rows, training step, export, tokenizer files."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest
import torch

from recipe.rows import masked as masked_rows
from recipe.training import masked as train_masked
from recipe.config.masked_presets import MASKED_PRESETS
from recipe.config.presets import Decoder
from recipe.evaluation.masked import Unigram, fill, pytorch_scorer, tally
from recipe.export.decoder import open_session
from recipe.export.masked import (WANTED, build_graph, check_parity, eurobert_config, export, masked_tokenizer,
                                  numpy_weights, run_graph)
from recipe.export.onnx_graph import ROWS
from recipe.rows.mask_spans import WordFinder, choose_blanks, mask_rows, split_particle
from recipe.models.masked import MaskedModel
from recipe.tokens.specials import BOS, EOS, MASK, PAD, RESERVED


@pytest.fixture(scope="module")
def finder(tokenizer):
    return WordFinder(tokenizer, tokenizer.get_vocab_size())


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    made = MaskedModel(Decoder(vocabulary=384, width=64, layers=2, heads=4, kv_heads=2, mlp=128, context=64)).eval()
    for parameter in made.parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.15)
    return made


@pytest.fixture(scope="module")
def padded():
    ids = np.random.default_rng(0).integers(RESERVED, 384, (3, 20))
    ids[:, 0], ids[0, 12:], ids[2, 9:] = BOS, PAD, PAD
    return ids


def encode(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).ids


@pytest.mark.parametrize("word,parts", [("학교에서", ("학교", "에서")), ("파일을", ("파일", "을")), ("읽", ("읽", "")), ("abc", ("abc", ""))])
def test_particles_are_split_off(word, parts):
    assert split_particle(word) == parts


def test_words_are_found_whole(tokenizer, finder):
    ids = encode(tokenizer, "the server (reads) 파일을 x2")
    words = [tokenizer.decode(ids[b:e]) for b, e in finder.words(ids)]
    assert words == ["the", " server", "reads", " 파일을", " x"]


def test_blanks_keep_apart_and_near_the_rate(tokenizer, finder):
    ids = [BOS, *encode(tokenizer, "the server reads a file and then it writes the answer. " * 6), EOS]
    for rate in (0.15, 0.3):
        covered = 0
        for seed in range(40):
            blanks = sorted(choose_blanks(ids, finder.words(ids), finder, rate, random.Random(seed)))
            assert all(1 <= b < e <= len(ids) - 1 and e - b <= 6 for b, e in blanks)
            assert all(a[1] < b[0] for a, b in zip(blanks, blanks[1:]))
            covered += sum(e - b for b, e in blanks)
        assert covered / 40 / len(ids) == pytest.approx(rate, abs=0.03)


def test_masked_rows_hold_targets_only_where_masked(tokenizer, finder):
    row = [BOS, *encode(tokenizer, "the server reads a file"), EOS]
    rows = np.array([row + [PAD] * 5], np.uint16)
    ids, targets = np.split(mask_rows(rows, finder, 0.3, random.Random(0))[0], 2)
    blank = ids == MASK
    assert blank.any() and (targets[blank] == rows[0][blank]).all() and not targets[~blank].any()
    assert (ids[~blank] == rows[0][~blank]).all() and ids[0] == BOS


def test_rows_hold_one_piece_each(tokenizer):
    plain = lambda text: encode(tokenizer, text)
    documents = [{"group": g, "text": f"# T\n\nthe server reads. {w} it writes the answer to the user.\n\n" * 4}
                 for g, w in (("docs", "then"), ("prose", "and"), ("ko", "서버가 파일을 읽고")) for _ in range(6)]
    rows = masked_rows.pack_masked(documents, {24: 400, 48: 800}, {"docs": 0.5, "prose": 0.2, "ko": 0.3}, plain, random.Random(0))
    for length, table in rows.items():
        assert table.shape[1] == length and len(table)
        for row in table.tolist():
            text = row[:row.index(PAD)] if PAD in row else row
            assert text[0] == BOS and text[-1] == EOS and text.count(BOS) == text.count(EOS) == 1


def test_processes_make_rows_of_all_groups_together(tokenizer, tmp_path):
    from recipe.tokens import tokenizer as bpe
    bpe.save(tokenizer.to_str(), tmp_path / "tokenizer", 64)
    documents = [{"group": g, "text": f"# {n}\n\nthe server reads. {w} it writes the answer to the user.\n\n" * 4}
                 for n in range(8) for g, w in (("docs", "then"), ("prose", "and"), ("ko", "서버가 파일을 읽고"))]
    preset = replace(MASKED_PRESETS["tiny"], row_tokens={24: 100_000, 48: 100_000})  # every document is used up
    made = {n: masked_rows.pack_in_processes(tmp_path, documents, preset, n) for n in (1, 2)}
    for length in preset.row_tokens:
        assert made[2][length].shape[1] == length and made[2][length].dtype == np.uint16
    text = {n: sum(int((rows != PAD).sum()) for rows in lengths.values()) for n, lengths in made.items()}
    assert text[2] == pytest.approx(text[1], rel=0.2)


def test_padding_changes_nothing(model, padded):
    ids = torch.from_numpy(padded)
    with torch.no_grad():
        assert torch.allclose(model.logits(ids)[0, :12], model.logits(ids[:1, :12])[0], atol=1e-4)


def test_state_dict_is_euroberts(model, padded):
    transformers = pytest.importorskip("transformers")
    config = {k: v for k, v in eurobert_config(model.shape, "q8").items() if "." not in k}
    theirs = transformers.EuroBertForMaskedLM(transformers.EuroBertConfig(**config))
    missing, unexpected = theirs.load_state_dict(model.state_dict(), strict=False)
    assert set(missing) <= {"lm_head.weight"} and not unexpected
    theirs.tie_weights()
    ids, real = torch.from_numpy(padded), torch.from_numpy(padded != PAD)
    with torch.no_grad():
        expected = theirs.float().eval()(input_ids=ids, attention_mask=real.long()).logits
        assert torch.allclose(expected[real], model.logits(ids)[real], atol=1e-3)


def test_graph_equals_pytorch(model, padded, tmp_path):
    build_graph(numpy_weights(model), model.shape, 32, 32).save(tmp_path / "f.onnx")
    assert check_parity(model, tmp_path / "f.onnx", padded) < 1e-3


@pytest.mark.parametrize("body", (8, ROWS))
def test_quantised_graph_gives_only_the_marked_rows(model, padded, tmp_path, body):
    build_graph(numpy_weights(model), model.shape, body, 8).save(tmp_path / "q.onnx")
    session, mask = open_session(tmp_path / "q.onnx"), (padded != PAD).astype(np.int64)
    whole = run_graph(session, padded, mask)
    mask[0, 3] = mask[0, 7] = mask[2, 1] = WANTED
    few = run_graph(session, padded, mask)
    assert few.shape == (1, 3, 384)
    assert np.abs(few[0] - whole[[0, 0, 2], [3, 7, 1]]).max() < 0.02 * np.abs(whole).max()
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(padded)).numpy()[padded != PAD]
    assert np.corrcoef(whole[padded != PAD].ravel(), expected.ravel())[0, 1] > {8: 0.999, ROWS: 0.998}[body]


def test_decoder_weights_load_and_the_mask_gets_a_row(tiny_decoder):
    made = MaskedModel(tiny_decoder.shape)
    made.start_from_decoder(tiny_decoder.state_dict())
    table, theirs = made.head.detach(), tiny_decoder.head.detach()
    assert torch.equal(table[RESERVED:], theirs[RESERVED:]) and not torch.equal(table[MASK], theirs[MASK])


def test_tokenizer_wraps_text_and_the_mask_takes_its_space(tokenizer, tmp_path):
    from recipe.tokens import tokenizer as bpe
    wrapped = bpe.Tokenizer.from_str(masked_tokenizer(tokenizer.to_str()))
    ids = wrapped.encode("the <mask> reads").ids
    assert ids == [BOS, *encode(tokenizer, "the"), MASK, *encode(tokenizer, " reads"), EOS]


def test_bundle_has_its_files(model, tokenizer, padded, tmp_path):
    from recipe.tokens import tokenizer as bpe
    bpe.save(tokenizer.to_str(), tmp_path / "tokenizer", 64)
    assert export(model, tmp_path / "tokenizer", tmp_path / "bundle", padded) < 1e-3
    names = {f.name for f in (tmp_path / "bundle").rglob("*") if f.is_file()}
    assert names == {"config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
                     "model_quantized.onnx", "SHA256SUMS"}
    config = json.loads((tmp_path / "bundle" / "tokenizer_config.json").read_text())
    assert config["mask_token"]["content"] == "<mask>" and config["model_max_length"] == 64


def test_rate_and_stages_follow_the_clock():
    preset = MASKED_PRESETS["cpu"]
    assert train_masked.mask_rate(preset, 0.5) == 0.30 and train_masked.mask_rate(preset, 1.0) == pytest.approx(0.15)
    assert train_masked.stage_of(preset, 0.1).row < train_masked.stage_of(preset, 0.95).row


def test_training_lowers_the_loss(model, tokenizer, finder):
    torch.manual_seed(0)
    learner = MaskedModel(model.shape)
    optimizer = torch.optim.Adam(learner.parameters(), 3e-3)
    row = [BOS, *encode(tokenizer, "the server reads a file and writes the answer"), EOS]
    rows, losses = np.array([row] * 8), []
    for step in range(30):
        pairs = torch.from_numpy(mask_rows(rows, finder, 0.3, random.Random(step)))
        loss = train_masked.batch_loss(learner, pairs, 64)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.mean(losses[-5:]) < 0.7 * np.mean(losses[:3])


def test_filling_and_tally_agree_with_a_known_score(tokenizer, finder):
    ids = [BOS, *encode(tokenizer, "the server reads a file"), EOS]

    def score(batch, rows, columns):
        table = np.full((len(rows), tokenizer.get_vocab_size()), -9.0)
        table[np.arange(len(rows)), [ids[c] for c in columns]] = -0.1
        return table
    assert fill(score, ids, 2, 4)[0] == ids[2:4]
    figures = tally([("docs", "span", ids, 2, 4), ("docs", "word", ids, 1, 2)], lambda _, *blank: fill(score, *blank))
    assert figures == {"docs": {"span": [1.0, 1.0, 1], "word": [1.0, 1.0, 1]}}
    unigram = Unigram(np.array([ids + [PAD]]), finder)
    assert all(len(offer) == 1 for offer in unigram.fill("word", ids, 1, 2))


def test_scorer_gives_probabilities_of_text_only(model, padded):
    table = pytorch_scorer(model)(padded, [0, 1], [3, 4])
    assert np.allclose(np.exp(table).sum(-1), 1) and np.isneginf(table[:, :RESERVED]).all()
