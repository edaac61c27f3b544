"""The decoder: a plain Llama (pre-norm, RMSNorm, RoPE, SwiGLU, grouped heads, tied embedding).

Parameters carry Hugging Face's names, so the state dict loads in LlamaForCausalLM unchanged.
Knows nothing of data or training. The loss never holds all logits: see linear_cross_entropy.
"""

import torch
import torch.nn.functional as F
from torch import nn


def rope_tables(length, head_size, theta):
    """cos and sin, each [length, head_size / 2], fp32; the two halves rotate (not interleaved)."""
    frequencies = theta ** (-torch.arange(0, head_size, 2, dtype=torch.float64) / head_size)
    angles = torch.arange(length, dtype=torch.float64)[:, None] * frequencies
    return angles.cos().float(), angles.sin().float()


def rotate(x, cos, sin):
    """x [batch, heads, length, head_size]; cos, sin [length, head_size / 2]."""
    first, second = x.float().chunk(2, dim=-1)
    return torch.cat((first * cos - second * sin, second * cos + first * sin), dim=-1).to(x.dtype)


class RMSNorm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        wide = x.float()
        return (wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + self.epsilon) * self.weight).to(x.dtype)


class Attention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.heads, self.kv_heads, self.head_size = shape.heads, shape.kv_heads, shape.head_size
        linear = lambda rows, columns: nn.Linear(columns, rows, bias=False)
        self.q_proj = linear(shape.heads * shape.head_size, shape.width)
        self.k_proj = linear(shape.kv_heads * shape.head_size, shape.width)
        self.v_proj = linear(shape.kv_heads * shape.head_size, shape.width)
        self.o_proj = linear(shape.width, shape.heads * shape.head_size)

    def forward(self, x, cos, sin):
        batch, length, _ = x.shape
        split = lambda y, heads: y.view(batch, length, heads, self.head_size).transpose(1, 2)
        q = rotate(split(self.q_proj(x), self.heads), cos, sin)
        k = rotate(split(self.k_proj(x), self.kv_heads), cos, sin)
        v = split(self.v_proj(x), self.kv_heads)
        if (groups := self.heads // self.kv_heads) > 1:
            k, v = k.repeat_interleave(groups, dim=1), v.repeat_interleave(groups, dim=1)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.o_proj(y.transpose(1, 2).reshape(batch, length, -1))


class MLP(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.gate_proj = nn.Linear(shape.width, shape.mlp, bias=False)
        self.up_proj = nn.Linear(shape.width, shape.mlp, bias=False)
        self.down_proj = nn.Linear(shape.mlp, shape.width, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.input_layernorm = RMSNorm(shape.width, shape.norm_epsilon)
        self.self_attn = Attention(shape)
        self.post_attention_layernorm = RMSNorm(shape.width, shape.norm_epsilon)
        self.mlp = MLP(shape)

    def forward(self, x, cos, sin):
        x = x + self.self_attn(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = RMSNorm(shape.width, shape.norm_epsilon)


class DecoderModel(nn.Module):
    """ids [batch, length] -> hidden [batch, length, width]; logits = hidden @ embedding.T."""

    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.model = Body(shape)
        cos, sin = rope_tables(shape.context, shape.head_size, shape.rope_theta)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                nn.init.zeros_(parameter) if ("o_proj" in name or "down_proj" in name) else nn.init.normal_(parameter, std=0.02)

    def forward(self, ids):
        length = ids.shape[1]
        cos, sin = self.cos[:length], self.sin[:length]
        x = self.model.embed_tokens(ids)
        for block in self.model.layers:
            x = block(x, cos, sin)
        return self.model.norm(x)

    @property
    def head(self):
        return self.model.embed_tokens.weight

    def logits(self, ids):
        return self(ids).float() @ self.head.float().T

    def compile_blocks(self):
        """One compiled block serves all layers; shapes are static."""
        for block in self.model.layers:
            block.compile(dynamic=False)
