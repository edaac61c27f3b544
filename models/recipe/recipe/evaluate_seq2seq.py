"""Held-out figures of the encoder-decoder bundle: chrF++ and BLEU both ways, by origin of the reference.

Greedy decoding of pairs the training never saw (a hash of the English side). Writes
DIR/evaluation-seq2seq.json and prints ten samples.

  python -m recipe.evaluate_seq2seq --work DIR --bundle ../seq2seq --pairs 200
"""

import argparse
import json
from pathlib import Path

import numpy as np

from . import tokenizer as bpe
from .bundle import write_json
from .export_decoder import open_session
from .specials import BOS, EOS, ID, RESERVED


class Translator:
    def __init__(self, bundle):
        self.tokenizer = bpe.load(bundle)
        find = lambda stem: open_session(next((Path(bundle) / "onnx").glob(f"{stem}*.onnx")))
        self.encoder, self.decoder = find("encoder_model"), find("decoder_model_merged")
        self.past = [i for i in self.decoder.get_inputs() if i.name.startswith("past_key_values")]
        self.outputs = [o.name for o in self.decoder.get_outputs()]

    def write(self, tags, text, most=96):
        """Greedy target text of one source; tags are names such as <to_ko>, <human>."""
        ids = [*(ID[t] for t in tags), *self.tokenizer.encode(text, add_special_tokens=False).ids, EOS]
        source, mask = np.array([ids]), np.ones((1, len(ids)), np.int64)
        memory = self.encoder.run(None, {"input_ids": source, "attention_mask": mask})[0]
        past = {i.name: np.zeros((1, i.shape[1], 0, i.shape[3]), np.float32) for i in self.past}
        out, token = [], BOS
        while len(out) < most:
            feeds = {"input_ids": np.array([[token]]), "encoder_hidden_states": memory, "encoder_attention_mask": mask,
                     "use_cache_branch": np.array([bool(out)]), **past}
            made = dict(zip(self.outputs, self.decoder.run(None, feeds)))
            logits = made["logits"][0, -1]
            logits[:RESERVED][np.arange(RESERVED) != EOS] = -np.inf
            token = int(logits.argmax())
            if token == EOS:
                break
            out.append(token)
            past = {n.replace("present", "past_key_values"): v for n, v in made.items() if n.startswith("present")}
        return self.tokenizer.decode(out) if out else ""


def main():
    import sacrebleu
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--bundle", default="../seq2seq")
    parser.add_argument("--pairs", type=int, default=200)
    a = parser.parse_args()
    translator = Translator(a.bundle)
    lines = (Path(a.work) / "pairs-validation.jsonl").read_text(encoding="utf-8").splitlines()[:a.pairs * 3]
    pairs = sorted(map(json.loads, lines), key=lambda p: p[2] == "machine")[:a.pairs]
    chrf, result = sacrebleu.CHRF(word_order=2), {}
    for task, source, target, tokenize in (("to_ko", 0, 1, "char"), ("to_en", 1, 0, "13a")):
        texts = [translator.write([f"<{task}>", "<human>"], p[source]) for p in pairs]
        references = [p[target] for p in pairs]
        bleu = sacrebleu.BLEU(tokenize=tokenize)
        result[task] = {"chrF++": round(chrf.corpus_score(texts, [references]).score, 2),
                        "BLEU": round(bleu.corpus_score(texts, [references]).score, 2),
                        "signature": str(bleu.get_signature()), "pairs": len(pairs)}
        for pair, text in list(zip(pairs, texts))[:5]:
            print(f"{task}  {pair[source]}\n   -> {text}\n  ref {pair[target]}")
    write_json(Path(a.work) / "evaluation-seq2seq.json", result)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
