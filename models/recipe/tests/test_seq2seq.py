"""Encoder-decoder: rows, Hugging Face's equivalence, the two graphs."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest
import torch

from recipe.corpus import word_alignment
from recipe.config.presets import EncoderDecoder, Schedule
from recipe.export.onnx_graph import ROWS
from recipe.export.seq2seq import BLOCK, check_parity, decoder_graph, encoder_graph, run_graphs, t5_config
from recipe.models.seq2seq import Seq2SeqModel, attention_written_out, distance_buckets
from recipe.rows.gap_sentences import gap_example
from recipe.training.optimizers import make_optimizers
from recipe.rows.pairs import mark_atoms, piecewise
from recipe.export.seq2seq_graphs import Graphs, TorchGraphs, forced, greedy
from recipe.rows.seq2seq import RowFiles, example, renumbered, turned, write_rows
from recipe.rows.seq2seq_examples import Examples
from recipe.rows.seq2seq_pages import page_prose
from recipe.tokens.specials import BOS, EOS, ID, PAD
from recipe.training.seq2seq import alignment_loss, batch_loss

SHAPE = EncoderDecoder(vocabulary=384, width=64, heads=2, mlp=128, encoder_layers=2, decoder_layers=2, context=64)


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    made = Seq2SeqModel(SHAPE).eval()
    for parameter in made.parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.12)
    return made


def batch():
    rng = np.random.default_rng(0)
    source, target = rng.integers(64, 384, (2, 11)), rng.integers(64, 384, (2, 7))
    source[1, 8:] = PAD
    return source, target


def test_what_is_kept_becomes_an_atom_on_both_sides():
    source, target = mark_atoms("Run `npm i`, then **see** [the docs](https://a.b/c_d) on {host}.", "`npm i`를 실행하고 {host}의 [문서](https://a.b/c_d)를 **보세요**.")
    assert source == "Run \ue000, then see the docs on \ue001."
    assert target == "\ue000를 실행하고 \ue001의 문서를 보세요."
    assert mark_atoms("Use `a`.", "`b`를 사용하세요.") is None


def test_a_thing_named_twice_is_two_atoms():
    assert mark_atoms("`a` or `a`", "`a` 또는 `a`") == ("\ue000 or \ue001", "\ue000 또는 \ue001")


def test_sentinels_follow_the_order_of_the_source():
    zero, one = ID["<extra_0>"], ID["<extra_1>"]
    assert renumbered([one, 99, zero], [zero, one]) == ([zero, 99, one], [one, zero])
    assert piecewise(lambda text: [len(text)])("ab\ue001 c") == [2, one, 2]


def test_muon_gets_the_layers_matrices_and_no_table(model):
    muon, adam = ({id(p) for group in optimizer.param_groups for p in group["params"]} for optimizer in make_optimizers(model, Schedule(stages=())))
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    assert all(".layer." in names[p] and "bias" not in names[p] and "norm" not in names[p] for p in muon)
    assert id(model.shared.weight) in adam and muon | adam == set(names) and not muon & adam


def test_the_aligner_finds_a_reversed_language():
    rng = np.random.default_rng(1)
    sources = [rng.choice(np.arange(100, 140), size=rng.integers(3, 9), replace=False) for _ in range(400)]
    pairs = [(s, s[::-1] + 100) for s in sources]
    links = word_alignment.align(pairs, word_alignment.learn(pairs, 512), 512)
    right = np.mean([np.mean(l == np.arange(len(l))[::-1]) for l in links])
    assert right > 0.95


def test_links_name_the_row_positions_of_their_tokens():
    tags = [ID["<to_ko>"], ID["<human>"]]
    source, target, alignments = example(tags, [100, 101], [200, 201, 202], [1, -1, 0])
    assert [source[a - 1] if a else None for a in alignments] == [101, None, 100, EOS]
    assert target == [BOS, 200, 201, 202, EOS]
    assert list(turned([1, -1, 1], 3)) == [-1, 0, -1]


def test_the_loss_reads_its_row_and_falls_when_the_head_aligns(model):
    files = RowFiles([(8, 8)])
    files.add(*example([ID["<to_ko>"], ID["<human>"]], [100, 101], [200, 201, 202], [1, -1, 0]))
    rows = torch.from_numpy(files.rows[8, 8][0].astype(np.int64))[None]
    plain = torch.nn.functional.cross_entropy(
        model.logits(rows[:, 1:6], rows[:, 9:13])[0], rows[0, 10:14])
    scores = torch.zeros(1, 4, 5)
    assert abs(batch_loss(model, rows, 64).item() - plain.item()) < 0.1 * 6
    worst = alignment_loss(scores, rows[:, -8:-4])
    scores[0, 0, 3] = scores[0, 2, 2] = scores[0, 3, 4] = 9
    assert alignment_loss(scores, rows[:, -8:-4]) < 0.1 < worst


def test_a_page_is_prose():
    assert page_prose("# Title\n\nSee [it](a.md).\n\n```\ncode\n```\n\n| a |\n\n- **one**\n") == "Title\nSee it.\none"


def test_gaps_are_the_sentences_that_say_most_of_the_rest():
    passage = "The tool copies files. Rain fell. The tool checks files that the tool copies. It was cold. The files are kept. Ask us."
    gaps = {n: gap_example(passage, random.Random(n)) for n in range(12)}
    for source, target in gaps.values():
        told = target.split(". ")
        assert "Rain fell" not in target and len(told) == 2
        assert source == passage or source.count("\ue000") == 2 and all(sentence.rstrip(".") not in source for sentence in told)
    assert {source == passage for source, _ in gaps.values()} == {True, False}
    assert gap_example("One. Two.", random.Random(0)) is None


def test_is_t5(model):
    transformers = pytest.importorskip("transformers")
    t5 = transformers.T5ForConditionalGeneration(transformers.T5Config(**{k: v for k, v in t5_config(SHAPE, "q8").items() if "." not in k})).eval()
    missing, unexpected = t5.load_state_dict(model.hugging_face_weights(), strict=False)
    assert set(missing) <= {"lm_head.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight"} and not unexpected
    t5.tie_weights()
    source, target = map(torch.from_numpy, batch())
    with torch.no_grad():
        wanted = t5(input_ids=source, attention_mask=(source != PAD).long(), decoder_input_ids=target).logits
        assert torch.allclose(model.logits(source, target), wanted, atol=1e-3)


def test_far_distances_share_a_bucket():
    buckets = distance_buckets(256, True)
    assert buckets[255] == 0 and buckets[0] == buckets[60] and buckets[0] != buckets[-1]


def test_graphs_agree_with_pytorch_whole_and_step_by_step(model, tmp_path):
    weights = {n: t.detach().numpy() for n, t in model.state_dict().items()}
    encoder_graph(weights, SHAPE, 32, 32).save(tmp_path / "e.onnx")
    decoder_graph(weights, SHAPE, 32, 32).save(tmp_path / "d.onnx")
    assert check_parity(model, tmp_path / "e.onnx", tmp_path / "d.onnx", *batch()) < 1e-3


@pytest.mark.parametrize("bits, alike", [((8, 8), 0.999), ((ROWS, ROWS), 0.997), ((ROWS, 8), 0.997)])
def test_quantised_graphs_run(model, tmp_path, bits, alike):
    weights = {n: t.detach().numpy() for n, t in model.state_dict().items()}
    encoder_graph(weights, SHAPE, *bits).save(tmp_path / "e.onnx")
    decoder_graph(weights, SHAPE, *bits).save(tmp_path / "d.onnx")
    source, target = batch()
    logits, _ = run_graphs(Graphs(tmp_path / "e.onnx", tmp_path / "d.onnx"), source, target, (3, 4))
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(source), torch.from_numpy(target)).numpy()
    assert np.corrcoef(logits.ravel(), expected.ravel())[0, 1] > alike


@pytest.mark.parametrize("bits", (32, 8, ROWS))
def test_the_largest_logit_of_each_block_is_stated(model, tmp_path, bits):
    _, graphs = both_kinds(model, tmp_path, bits)
    source, target = batch()
    state = graphs.begin(source)
    feeds = {"input_ids": target, "encoder_hidden_states": state.memory, "encoder_attention_mask": state.mask, "use_cache_branch": np.array([False]), **state.past}
    logits, maxima = graphs.decoder.run(["logits", "block_maxima"], feeds)
    assert np.array_equal(maxima, logits.reshape(*logits.shape[:2], -1, BLOCK).max(-1))


def both_kinds(model, folder, bits=32):
    weights = {n: t.detach().numpy() for n, t in model.state_dict().items()}
    encoder_graph(weights, SHAPE, bits, bits).save(folder / "e.onnx")
    decoder_graph(weights, SHAPE, bits, bits).save(folder / "d.onnx")
    return TorchGraphs(model), Graphs(folder / "e.onnx", folder / "d.onnx")


def test_greedy_writes_the_same_with_weights_and_graphs_in_any_batch(model, tmp_path):
    weights, graphs = both_kinds(model, tmp_path)
    sources = [[*row, EOS] for row in (range(70, 76), range(100, 104), range(200, 213), [ID["<extra_0>"], 80])]
    written = greedy(graphs, sources, 12)
    assert greedy(weights, sources, 12) == written == [greedy(graphs, [source], 12)[0] for source in sources]
    sentinels = [[t for t in row if ID["<extra_0>"] <= t <= ID["<extra_15>"]] for row in written]
    assert sentinels[:3] == [[], [], []] and sentinels[3] in ([], [ID["<extra_0>"]])
    assert all(t == EOS or t >= 64 for row in written[:3] for t in row)


def test_the_aligning_head_is_the_graphs_first(model, tmp_path):
    weights, graphs = both_kinds(model, tmp_path)
    source, target = batch()
    assert np.allclose(forced(weights, source, target)[1][:, 0], forced(graphs, source, target)[1][:, 0], atol=1e-4)


def test_examples_come_back_as_they_were_kept(tmp_path):
    pairs = [((np.array([100, 101], np.uint16), np.array([200, 201, 202], np.uint16)), np.array([1, -1, 0]), "human"),
             ((np.array([103], np.uint16), np.array([203], np.uint16)), np.array([-1]), "machine")]
    pages = [([ID["<headline>"], ID["<en>"]], [300, 301, 302], [303])]
    Examples(pairs, pages, []).save(tmp_path)
    read = Examples.load(tmp_path)
    plain = lambda pair: ([list(map(int, side)) for side in pair[0]], list(map(int, pair[1])), pair[2])
    assert list(map(plain, read.pairs)) == list(map(plain, pairs)) and read.gaps == []
    assert [tuple(list(map(int, part)) for part in page) for page in read.pages] == pages
    assert [len(read.slice(n, 2).pairs) for n in (0, 1)] == [1, 1] and len(read.slice(1, 2).pages) == 0


def test_slices_hold_together_what_one_process_would(tmp_path):
    rng = np.random.default_rng(0)
    ids = lambda: rng.integers(100, 300, rng.integers(2, 6)).astype(np.uint16)
    pairs = [((en, ko), np.full(len(ko), -1), "human") for en, ko in ((ids(), ids()) for _ in range(40))]
    Examples(pairs, [([ID["<headline>"], ID["<en>"]], [300, 301], [302])] * 3, [([ID["<shorten>"], ID["<en>"]], [400], [401])] * 2).save(tmp_path)
    rows = {}
    for processes in (1, 2):
        write_rows(tmp_path, ((8, 8), (16, 16)), processes)
        rows[processes] = sorted(map(tuple, np.concatenate([np.load(f) for f in sorted(tmp_path.glob("seq2seq-final-8x8.npy"))]).tolist()))
    assert rows[1] == rows[2] and len(rows[1]) == 40 * 2 + 3  # "final" repeats a human pair once each way; no gaps
    assert json.loads((tmp_path / "seq2seq-rows.json").read_text())["main"]["8x8"] > len(rows[1])


def test_attention_written_out_is_the_same_with_its_gradient():
    torch.manual_seed(0)
    q, k, v = (torch.randn(2, 3, length, 8) for length in (5, 7, 7))
    bias = torch.randn(1, 3, 5, 7, requires_grad=True)
    expected = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    got = attention_written_out(q, k, v, attn_mask=bias)
    assert torch.allclose(got, expected, atol=1e-5)
    assert torch.allclose(*(torch.autograd.grad(y.square().sum(), bias)[0] for y in (got, expected)), atol=1e-4)


def test_dropout_is_for_training_alone():
    torch.manual_seed(0)
    model = Seq2SeqModel(replace(SHAPE, dropout=0.5))
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    source, target = torch.randint(64, 384, (2, 6)), torch.randint(64, 384, (2, 5))
    with torch.no_grad():
        assert not torch.equal(model.train()(source, target)[0], model(source, target)[0])
        assert torch.equal(model.eval()(source, target)[0], model(source, target)[0])
    assert set(model.state_dict()) == set(Seq2SeqModel(SHAPE).state_dict())
