"""One dial for size: tiny (tests), cpu (two cores, one to two hours), gpu (one H200, 10 minutes a model).

The masked model's is in masked_presets.py.

Widths are multiples of 32 because quantisation blocks are. Corpus sizes are bytes of text; a stage
is (share of the clock at which it begins, row length, tokens a batch). Why the cpu shapes are so
small: see LOG.md, 23 November.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Decoder:
    vocabulary: int
    width: int
    layers: int
    heads: int
    kv_heads: int
    mlp: int
    context: int = 1024
    rope_theta: float = 10_000.0
    norm_epsilon: float = 1e-5

    @property
    def head_size(self):
        return self.width // self.heads


@dataclass(frozen=True)
class EncoderDecoder:
    vocabulary: int
    width: int
    heads: int
    mlp: int
    encoder_layers: int
    decoder_layers: int
    context: int = 512
    dropout: float = 0.0  # of what a layer adds, in training

    @property
    def head_size(self):
        return self.width // self.heads


@dataclass(frozen=True)
class Stage:
    begin: float
    row: int | dict  # a length, or shares of several; the encoder-decoder's are its training/seq2seq.py's
    batch_tokens: int


@dataclass(frozen=True)
class Schedule:
    stages: tuple
    row_tokens: dict = field(default_factory=dict)  # row length -> training tokens to pack (0: all there are)
    muon_lr: float = 0.02
    adam_lr: float = 4e-3
    muon_weight_decay: float = 0.05
    warm_up_steps: int = 40
    decay_from: float = 0.40  # the learning rate falls linearly from here to the end
    final_lr: float = 0.03
    sampled_head: int = 0  # ids always in the softmax sum (0: the whole head); CPU only
    whole_head_from: float = 0.0  # share of the clock from which the whole head is trained


@dataclass(frozen=True)
class Preset:
    corpus_bytes: dict
    source_cap: float
    code_lines: int  # code fences of more lines are left out of the text (0: none are)
    decoder: Decoder
    decoder_schedule: Schedule
    seq2seq: EncoderDecoder
    seq2seq_schedule: Schedule
    seq2seq_shapes: tuple  # (source ids, target ids) of the rows
    pairs: int  # training pairs to take, human and community first
    aligned_pairs: int  # of these, how many teach the word aligner
    summaries: int  # training pages to take of each language
    gaps: int  # passages of each language for gap sentences


PRESETS = {
    "tiny": Preset(
        corpus_bytes={"docs": 300_000, "prose": 60_000, "ko": 200_000},
        source_cap=0.5, code_lines=0,
        decoder=Decoder(vocabulary=1024, width=64, layers=2, heads=2, kv_heads=1, mlp=128, context=128),
        decoder_schedule=Schedule(
            stages=(Stage(0.0, 64, 512), Stage(0.7, 128, 512)),
            row_tokens={64: 60_000, 128: 30_000}, warm_up_steps=5, sampled_head=300, whole_head_from=0.5),
        seq2seq=EncoderDecoder(vocabulary=1024, width=64, heads=2, mlp=128, encoder_layers=2, decoder_layers=1, context=128),
        seq2seq_schedule=Schedule(stages=(Stage(0.0, "main", 512), Stage(0.7, "final", 512)), warm_up_steps=5),
        seq2seq_shapes=((24, 24), (48, 48), (64, 24)), pairs=2_000, aligned_pairs=2_000, summaries=40, gaps=40,
    ),
    "cpu": Preset(
        corpus_bytes={"docs": 150_000_000, "prose": 14_000_000, "ko": 70_000_000},
        source_cap=0.06, code_lines=4,
        decoder=Decoder(vocabulary=16_384, width=192, layers=6, heads=6, kv_heads=6, mlp=512),
        decoder_schedule=Schedule(
            stages=(Stage(0.0, 256, 4096), Stage(0.10, 256, 8192), Stage(0.72, 512, 8192), Stage(0.95, 1024, 8192)),
            row_tokens={256: 36_000_000, 512: 13_000_000, 1024: 3_000_000},
            decay_from=0.35, sampled_head=3072, whole_head_from=0.88),
        seq2seq=EncoderDecoder(vocabulary=16_384, width=192, heads=6, mlp=512, encoder_layers=6, decoder_layers=2),
        seq2seq_schedule=Schedule(
            stages=(Stage(0.0, "main", 4096), Stage(0.15, "main", 8192), Stage(0.70, "final", 8192)),
            decay_from=0.3, sampled_head=3072, whole_head_from=0.85),
        # Nothing is compiled for them, so that fine steps cost nothing: 11 % of the ids are padding, 26 % with five sizes of pairs.
        seq2seq_shapes=(*((n, n) for n in (10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 56, 64, 76, 88, 104)), (256, 48)),
        pairs=560_000, aligned_pairs=240_000, summaries=6_000, gaps=6_000,
    ),
    "gpu": Preset(
        corpus_bytes={"docs": 340_000_000, "prose": 100_000_000, "ko": 170_000_000},
        source_cap=0.15, code_lines=0,
        decoder=Decoder(vocabulary=24_576, width=512, layers=8, heads=8, kv_heads=4, mlp=1408),
        decoder_schedule=Schedule(
            stages=(Stage(0.0, 512, 131_072), Stage(0.40, 1024, 131_072), Stage(0.75, 1024, 262_144)),
            row_tokens={512: 50_000_000, 1024: 90_000_000}, decay_from=0.35, warm_up_steps=60),
        seq2seq=EncoderDecoder(vocabulary=24_576, width=384, heads=6, mlp=1024, encoder_layers=8, decoder_layers=3, dropout=0.1),
        seq2seq_schedule=Schedule(
            stages=(Stage(0.0, "main", 65_536), Stage(0.72, "final", 65_536)), decay_from=0.35, warm_up_steps=60),
        seq2seq_shapes=((16, 16), (24, 24), (32, 32), (48, 48), (64, 64), (128, 128), (512, 64)),
        pairs=900_000, aligned_pairs=240_000, summaries=40_000, gaps=40_000,
    ),
}
