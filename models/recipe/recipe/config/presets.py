"""One dial for size: tiny (tests), cpu (two cores, about 80 minutes), gpu (one H200, 10 minutes).

Shapes are multiples of 64 because quantisation blocks and head sizes are. Corpus sizes are bytes
of text; stages are (share of the clock at which it begins, row length, tokens a batch).
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
class Stage:
    begin: float
    row: int
    batch_tokens: int


@dataclass(frozen=True)
class Preset:
    decoder: Decoder
    corpus_bytes: dict
    source_cap: float
    stages: tuple
    row_tokens: dict = field(default_factory=dict)  # row length -> training tokens to pack
    muon_lr: float = 0.02
    adam_lr: float = 4e-3
    muon_weight_decay: float = 0.05
    warm_up_steps: int = 40
    decay_from: float = 0.40  # the learning rate falls linearly from here to the end
    final_lr: float = 0.03
    sampled_head: int = 0  # ids always in the softmax sum (0: the whole head); CPU only
    whole_head_from: float = 0.0  # share of the clock from which the whole head is trained


PRESETS = {
    "tiny": Preset(
        decoder=Decoder(vocabulary=1024, width=64, layers=2, heads=2, kv_heads=1, mlp=128, context=128),
        corpus_bytes={"docs": 300_000, "prose": 60_000, "ko": 200_000},
        source_cap=0.5,
        stages=(Stage(0.0, 64, 512), Stage(0.7, 128, 512)),
        row_tokens={64: 60_000, 128: 30_000},
        warm_up_steps=5,
    ),
    "cpu": Preset(
        decoder=Decoder(vocabulary=16_384, width=160, layers=6, heads=5, kv_heads=5, mlp=448),
        corpus_bytes={"docs": 40_000_000, "prose": 7_500_000, "ko": 25_000_000},
        source_cap=0.10,
        stages=(Stage(0.0, 256, 4096), Stage(0.50, 256, 8192), Stage(0.72, 512, 8192), Stage(0.95, 1024, 8192)),
        sampled_head=3072,
        whole_head_from=0.85,
        row_tokens={256: 9_000_000, 512: 5_000_000, 1024: 1_500_000},
    ),
    "gpu": Preset(
        decoder=Decoder(vocabulary=24_576, width=512, layers=8, heads=8, kv_heads=4, mlp=1408),
        corpus_bytes={"docs": 320_000_000, "prose": 60_000_000, "ko": 125_000_000},
        source_cap=0.15,
        stages=(Stage(0.0, 512, 131_072), Stage(0.35, 1024, 262_144)),
        row_tokens={512: 50_000_000, 1024: 80_000_000},
        decay_from=0.38,
    ),
}
