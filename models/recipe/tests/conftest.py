"""A tiny corpus, tokenizer and decoder shared by all tests; nothing is downloaded."""

import json
import lzma
import random
import sys
from pathlib import Path

import pytest
import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
torch.set_num_threads(1)

ENGLISH = "the server reads a file and then it writes the answer to the user who asked for this page".split()
KOREAN = "서버가 파일을 읽고 사용자에게 답을 보냅니다 이 문서는 설정을 설명합니다".split()

_syllables = random.Random(9)
MANY_ENGLISH = ENGLISH + ["".join(_syllables.choice("ba co di fu ge ha jo ki lu me na po qui ra so tu ve wi".split()) for _ in range(3)) for _ in range(500)]
MANY_KOREAN = KOREAN + ["".join(_syllables.choice("가나다라마바사아자차카타파하고노도로모보") for _ in range(3)) for _ in range(300)]


def _document(words, rng, title):
    paragraphs = [" ".join(rng.choice(words) for _ in range(rng.randint(8, 40))) + "." for _ in range(12)]
    return f"# {title}\n\n" + "\n\n".join(paragraphs[:6]) + "\n\n## More\n\n" + "\n\n".join(paragraphs[6:])


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    folder, rng = tmp_path_factory.mktemp("corpus"), random.Random(0)
    for name, words, count in (("text-en-00", MANY_ENGLISH, 160), ("text-ko-00", MANY_KOREAN, 100)):
        write_shard(folder, name, [{"source": "osbooks-tiny" if n % 5 == 0 else f"docs-{n % 7}", "path": f"guide/page{n}.md",
                                    "text": _document(words, rng, f"A page about {n}")} for n in range(count)])
    pairs = [{"en": " ".join(rng.sample(ENGLISH, 6)), "ko": " ".join(rng.sample(KOREAN, 5)),
              "source": "github/opensource.guide" if n % 100 == 0 else "pairs", "origin": ("human", "community", "machine")[n % 3]}
             for n in range(2000)]
    write_shard(folder, "parallel-en-ko-00", pairs)
    for language, words in (("en", ENGLISH), ("ko", KOREAN)):
        text = lambda count: " ".join(rng.choice(words) for _ in range(count)) + "."
        pages = [{"document": f"{text(20)}\n\n{text(30)}", "summary": text(8), "source": "pages", "kind": ("description", "lead")[n % 2]} for n in range(800)]
        write_shard(folder, f"summary-{language}", pages)
    return folder


def write_shard(folder, name, records):
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture(scope="session")
def tokenizer():
    from recipe.tokens import tokenizer as bpe
    rng = random.Random(1)
    texts = [_document(words, rng, "Title") for words in (ENGLISH, KOREAN) for _ in range(30)]
    trained = bpe.train(texts)
    return bpe.Tokenizer.from_str(bpe.cut(trained.to_str(), 384))


@pytest.fixture(scope="session")
def tiny_decoder():
    from recipe.config.presets import Decoder
    from recipe.models.decoder import DecoderModel
    torch.manual_seed(0)
    model = DecoderModel(Decoder(vocabulary=384, width=64, layers=2, heads=4, kv_heads=2, mlp=128, context=64)).eval()
    for parameter in model.parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.15)
    return model
