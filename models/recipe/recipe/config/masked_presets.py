"""The masked model's dial for size, beside presets.py (the decoder's): tiny, cpu, gpu.

A shape is the decoder's: `tiny` and `cpu` start from the decoder's weights, which need equal
shapes; `gpu` starts from nothing, narrower. Stages: (share of the clock at which it
begins, {row length: share of the batches}, tokens a batch).
"""

from dataclasses import dataclass, replace

from .presets import PRESETS as DECODERS
from .presets import Decoder


@dataclass(frozen=True)
class MaskedStage:
    begin: float
    rows: dict
    batch_tokens: int

    @property
    def row(self):
        """The longest, for the log."""
        return max(self.rows)


@dataclass(frozen=True)
class MaskedPreset:
    shape: Decoder
    stages: tuple
    row_tokens: dict  # row length -> ids to pack; the shortest rows hold one sentence each
    group_shares: dict  # of the packed ids
    mask_rate: float = 0.30  # falls to mask_rate_end over the last third of the clock
    mask_rate_end: float = 0.15
    muon_lr: float = 0.02
    adam_lr: float = 4e-3
    muon_weight_decay: float = 0.05
    warm_up_steps: int = 40
    decay_from: float = 0.30
    final_lr: float = 0.02
    sampled_head: int = 0
    whole_head_from: float = 0.0


_SHARES = {"docs": 0.60, "prose": 0.10, "ko": 0.30}

MASKED_PRESETS = {
    "tiny": MaskedPreset(
        shape=DECODERS["tiny"].decoder,
        stages=(MaskedStage(0.0, {32: 0.2, 64: 0.8}, 512), MaskedStage(0.75, {64: 0.5, 128: 0.5}, 512)),
        row_tokens={32: 20_000, 64: 60_000, 128: 30_000},
        group_shares=_SHARES,
        warm_up_steps=5,
    ),
    "cpu": MaskedPreset(
        shape=replace(DECODERS["cpu"].decoder, context=512),
        stages=(
            MaskedStage(0.0, {48: 0.12, 128: 0.88}, 4096),
            MaskedStage(0.80, {48: 0.10, 128: 0.40, 256: 0.50}, 4096),
        ),
        row_tokens={48: 1_500_000, 128: 9_500_000, 256: 2_500_000},
        group_shares=_SHARES,
        sampled_head=3072,
        whole_head_from=0.50,
    ),
    "gpu": MaskedPreset(
        shape=Decoder(vocabulary=24_576, width=384, layers=8, heads=6, kv_heads=6, mlp=1024, context=512),
        stages=(
            MaskedStage(0.0, {64: 0.10, 128: 0.65, 256: 0.25}, 65_536),
            MaskedStage(0.60, {64: 0.10, 128: 0.40, 256: 0.35, 512: 0.15}, 65_536),
        ),
        row_tokens={64: 8_000_000, 128: 45_000_000, 256: 30_000_000, 512: 10_000_000},
        group_shares=_SHARES,
        warm_up_steps=60,
    ),
}
