"""The encoder-decoder: T5 1.1's layers (pre-norm RMSNorm, gated MLP, relative position bias, one
embedding for source, target and head) with a deep encoder and a shallow decoder.

Parameters carry Hugging Face's names. Two scales differ in training and are folded into weights at
export (hugging_face_weights): T5 does not divide attention scores by sqrt(head size), and it
multiplies the last hidden state by width^-0.5.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .decoder import RMSNorm
from ..tokens.specials import PAD

BUCKETS, MAXIMUM_DISTANCE = 32, 128
NORM_EPSILON = 1e-6


def distance_buckets(length, bidirectional):
    """T5's bucket of each distance key - query from -(length-1) to length-1: int64 [2*length-1]."""
    distance = torch.arange(-(length - 1), length)
    buckets, count = torch.zeros_like(distance), BUCKETS
    if bidirectional:
        count //= 2
        buckets += (distance > 0).long() * count
        distance = distance.abs()
    else:
        distance = (-distance).clamp(min=0)
    exact = count // 2
    far = exact + (torch.log(distance.float().clamp(min=1) / exact) / math.log(MAXIMUM_DISTANCE / exact) * (count - exact)).long()
    return buckets + torch.where(distance < exact, distance, far.clamp(max=count - 1))


def attention_written_out(q, k, v, attn_mask):
    """What F.scaled_dot_product_attention computes. Its fast kernels give a bias no gradient; sequences are short here,
    and written out the compiler fuses it all."""
    scores = (q @ k.mT).float() * q.shape[-1] ** -0.5 + attn_mask
    return scores.softmax(-1).to(v.dtype) @ v


class Attention(nn.Module):
    def __init__(self, shape, has_bias):
        super().__init__()
        self.heads, self.head_size = shape.heads, shape.head_size
        for name in "qkvo":
            setattr(self, name, nn.Linear(shape.width, shape.width, bias=False))
        if has_bias:
            self.relative_attention_bias = nn.Embedding(BUCKETS, shape.heads)
            nn.init.zeros_(self.relative_attention_bias.weight)

    def forward(self, x, memory, bias):
        """x [batch, length, width], memory what is attended to, bias [batch or 1, heads or 1, length, memory length]."""
        split = lambda y: y.view(y.shape[0], y.shape[1], self.heads, self.head_size).transpose(1, 2)
        attend = attention_written_out if x.is_cuda else F.scaled_dot_product_attention
        y = attend(split(self.q(x)), split(self.k(memory)), split(self.v(memory)), attn_mask=bias)
        return self.o(y.transpose(1, 2).reshape(x.shape))

    def head_scores(self, x, memory, bias, head=0):
        """What one head gives to each position of memory, before the softmax: [batch, length, memory length]."""
        rows = slice(head * self.head_size, (head + 1) * self.head_size)
        q, k = F.linear(x, self.q.weight[rows]), F.linear(memory, self.k.weight[rows])
        return q @ k.mT * self.head_size ** -0.5 + bias[:, 0]


class SelfLayer(nn.Module):
    def __init__(self, shape, has_bias):
        super().__init__()
        self.SelfAttention, self.dropout = Attention(shape, has_bias), nn.Dropout(shape.dropout)
        self.layer_norm = RMSNorm(shape.width, NORM_EPSILON)

    def forward(self, x, memory, bias):
        y = self.layer_norm(x)
        return x + self.dropout(self.SelfAttention(y, y, bias))


class CrossLayer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.EncDecAttention, self.dropout = Attention(shape, False), nn.Dropout(shape.dropout)
        self.layer_norm = RMSNorm(shape.width, NORM_EPSILON)

    def forward(self, x, memory, bias):
        return x + self.dropout(self.EncDecAttention(self.layer_norm(x), memory, bias))


class Gated(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.wi_0 = nn.Linear(shape.width, shape.mlp, bias=False)
        self.wi_1 = nn.Linear(shape.width, shape.mlp, bias=False)
        self.wo = nn.Linear(shape.mlp, shape.width, bias=False)


class MLPLayer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.DenseReluDense, self.dropout = Gated(shape), nn.Dropout(shape.dropout)
        self.layer_norm = RMSNorm(shape.width, NORM_EPSILON)

    def forward(self, x, memory, bias):
        gated, y = self.DenseReluDense, self.layer_norm(x)
        return x + self.dropout(gated.wo(F.silu(gated.wi_0(y)) * gated.wi_1(y)))


class Block(nn.Module):
    def __init__(self, shape, has_bias, crosses):
        super().__init__()
        self.layer = nn.ModuleList([SelfLayer(shape, has_bias), *([CrossLayer(shape)] if crosses else []), MLPLayer(shape)])


class Stack(nn.Module):
    def __init__(self, shape, layers, crosses):
        super().__init__()
        self.shape, self.crosses = shape, crosses
        self.block = nn.ModuleList(Block(shape, n == 0, crosses) for n in range(layers))
        self.final_layer_norm = RMSNorm(shape.width, NORM_EPSILON)
        self.register_buffer("buckets", distance_buckets(shape.context, not crosses), persistent=False)

    def position_bias(self, length):
        """[1, heads, length, length]; the future is -inf where the stack is causal."""
        at = torch.arange(length, device=self.buckets.device)
        distance = at[None, :] - at[:, None]
        table = self.block[0].layer[0].SelfAttention.relative_attention_bias
        bias = table(self.buckets[distance + self.shape.context - 1]).permute(2, 0, 1)[None]
        return bias.masked_fill(distance > 0, -torch.inf) if self.crosses else bias

    def forward(self, x, own_bias, memory=None, memory_bias=None):
        """-> (states, with a memory the scores of the last layer's aligning head)."""
        scores = None
        for n, block in enumerate(self.block):
            x = block.layer[0](x, None, own_bias)
            if self.crosses:
                if n == len(self.block) - 1:
                    cross = block.layer[1]
                    scores = cross.EncDecAttention.head_scores(cross.layer_norm(x), memory, memory_bias)
                x = block.layer[1](x, memory, memory_bias)
            x = block.layer[-1](x, None, None)
        return self.final_layer_norm(x), scores


class Seq2SeqModel(nn.Module):
    """source, target ids [batch, length] -> hidden [batch, target length, width] (logits = hidden @ head.T) and the
    scores of the head that aligns, the first of the last layer's cross-attention [batch, target length, source length]."""

    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.shared = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = Stack(shape, shape.encoder_layers, crosses=False)
        self.decoder = Stack(shape, shape.decoder_layers, crosses=True)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2 and "bias" not in name:
                is_output = name.endswith((".o.weight", ".wo.weight"))
                nn.init.zeros_(parameter) if is_output else nn.init.normal_(parameter, std=0.02)

    def encode(self, source):
        """-> (memory [batch, length, width], its bias [batch, 1, 1, length])."""
        unseen = torch.zeros(source.shape, device=source.device).masked_fill(source == PAD, -1e9)[:, None, None, :]
        bias = self.encoder.position_bias(source.shape[1]) + unseen
        return self.encoder(self.shared(source), bias)[0], unseen

    def decode(self, target, memory, unseen):
        bias = self.decoder.position_bias(target.shape[1])
        return self.decoder(self.shared(target), bias, memory, unseen.expand(-1, -1, target.shape[1], -1))

    def forward(self, source, target):
        return self.decode(target, *self.encode(source))

    @property
    def head(self):
        return self.shared.weight

    def logits(self, source, target):
        return self(source, target)[0].float() @ self.head.float().T

    def compile_blocks(self):
        """Layer by layer and for all lengths at once: whole stacks for each of the rows' shapes would be compiled for
        minutes, and past eight shapes not at all. On a CPU it gains nothing here."""
        for block in [*self.encoder.block, *self.decoder.block]:
            for layer in block.layer:
                layer.compile(dynamic=True)

    @torch.no_grad()
    def start_from_decoder(self, weights):
        """Takes a DecoderModel's embedding and, layer by layer as far as they go, its attention and MLP; the decoder
        takes its last layers."""
        self.shared.weight.copy_(weights["model.embed_tokens.weight"])
        self.start_encoder(weights)
        layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("model.layers."))
        self._start_stack(self.decoder, weights, max(0, layers - self.shape.decoder_layers))

    @torch.no_grad()
    def start_encoder(self, weights):
        """The encoder's layers from a masked model's, which has seen both sides already."""
        self._start_stack(self.encoder, weights, 0)

    def _start_stack(self, stack, weights, offset):
        for n, block in enumerate(stack.block):
            layer = f"model.layers.{n + offset}"
            if f"{layer}.mlp.up_proj.weight" not in weights:
                continue
            mine, gated = block.layer[0].SelfAttention, block.layer[-1].DenseReluDense
            for part in "qkvo":
                matrix = weights[f"{layer}.self_attn.{part}_proj.weight"]
                if matrix.shape == getattr(mine, part).weight.shape:
                    getattr(mine, part).weight.copy_(matrix)
            for target, name in ((gated.wi_0, "gate"), (gated.wi_1, "up"), (gated.wo, "down")):
                target.weight.copy_(weights[f"{layer}.mlp.{name}_proj.weight"])
            block.layer[0].layer_norm.weight.copy_(weights[f"{layer}.input_layernorm.weight"])
            block.layer[-1].layer_norm.weight.copy_(weights[f"{layer}.post_attention_layernorm.weight"])

    def hugging_face_weights(self):
        """T5ForConditionalGeneration's state dict, fp32, its two scales folded in."""
        return with_t5_scales({n: t.detach().float() for n, t in self.state_dict().items()}, self.shape.head_size, self.shape.width)


def with_t5_scales(weights, head_size, width):
    """This model's weights -> those that T5 computes the same with (see the file's head)."""
    scales = {name: head_size ** -0.5 for name in weights if name.endswith("Attention.q.weight")}
    scales["decoder.final_layer_norm.weight"] = width ** 0.5
    return {name: tensor * scales.get(name, 1.0) for name, tensor in weights.items()}
