"""The masked model: the decoder without its causal mask, which is exactly EuroBERT's architecture.

Parameters carry Hugging Face's names, so the state dict loads in EuroBertForMaskedLM unchanged, and
the decoder's weights load here unchanged: nothing has to be mapped. Knows nothing of data.
"""

import torch
import torch.nn.functional as F
from torch import nn

from .decoder import Attention, Block, Body, DecoderModel, rotate
from ..tokens.specials import MASK, PAD, RESERVED


class BidirectionalAttention(Attention):
    def forward(self, x, cos, sin, attended):
        """x [batch, length, width]; attended bool [batch, 1, 1, length] or None: positions to look at."""
        batch, length, _ = x.shape
        split = lambda y, heads: y.view(batch, length, heads, self.head_size).transpose(1, 2)
        q = rotate(split(self.q_proj(x), self.heads), cos, sin)
        k = rotate(split(self.k_proj(x), self.kv_heads), cos, sin)
        v = split(self.v_proj(x), self.kv_heads)
        if (groups := self.heads // self.kv_heads) > 1:
            k, v = k.repeat_interleave(groups, dim=1), v.repeat_interleave(groups, dim=1)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=attended)
        return self.o_proj(y.transpose(1, 2).reshape(batch, length, -1))


class BidirectionalBlock(Block):
    def __init__(self, shape):
        super().__init__(shape)
        self.self_attn = BidirectionalAttention(shape)

    def forward(self, x, cos, sin, attended):
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, attended)
        return x + self.mlp(self.post_attention_layernorm(x))


class BidirectionalBody(Body):
    def __init__(self, shape):
        super().__init__(shape)
        self.layers = nn.ModuleList(BidirectionalBlock(shape) for _ in range(shape.layers))


class MaskedModel(DecoderModel):
    """ids [batch, length], <pad> on the right -> hidden [batch, length, width];
    logits = hidden @ embedding.T: row t says what stands at position t."""

    def __init__(self, shape):
        super().__init__(shape)
        self.model = BidirectionalBody(shape)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                is_output = "o_proj" in name or "down_proj" in name
                nn.init.zeros_(parameter) if is_output else nn.init.normal_(parameter, std=0.02)

    def forward(self, ids):
        length = ids.shape[1]
        cos, sin = self.cos[:length], self.sin[:length]
        attended = (ids != PAD)[:, None, None, :]
        x = self.model.embed_tokens(ids)
        for block in self.model.layers:
            x = block(x, cos, sin, attended)
        return self.model.norm(x)

    def logits_at(self, ids, rows, columns):
        """Logits fp32 [n, vocabulary] at positions (rows[n], columns[n]) of ids [batch, length]."""
        return self(ids)[rows, columns].float() @ self.head.float().T

    @torch.no_grad()
    def start_from_decoder(self, weights):
        """weights: a DecoderModel's state dict of equal shape. <mask>, which the decoder never saw as
        input, begins as the mean of the text tokens, with their mean length."""
        self.load_state_dict(weights)
        table = self.model.embed_tokens.weight
        text = table[RESERVED:]
        mean = text.mean(0)
        table[MASK] = mean * (text.norm(dim=1).mean() / mean.norm())
