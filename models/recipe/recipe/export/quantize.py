"""Quantised weight matrices: in blocks, as MatMulNBits and GatherBlockQuantized read them, and by output, for int8 products.

Blocks: symmetric, one fp32 scale for `block` inputs: w = scale * (q - 2^(bits-1)). The scale is
MLAS's (the value of largest magnitude maps to -2^(bits-1)); for 4 bits a few smaller and larger
scales are tried for the least squared error, which costs nothing at run time.
"""

import numpy as np

BLOCKS = (128, 64, 32)  # 8 bits take the largest that divides the inputs: scales are read for every token too
CHANNEL_LIMIT = 63      # 7 bits: a processor without VNNI adds two products of 8 bits in 16, which 127 would overflow
DAMPING = 0.01          # of the inputs' mean square


def block_of(columns, bits):
    """Inputs that share a scale; 4 bits need more of them to lose little."""
    return next((b for b in BLOCKS if columns % b == 0), BLOCKS[-1]) if bits == 8 else BLOCKS[-1]


def quantize_channels(weight, moment=None):
    """weight fp32 [outputs, inputs] -> (int8 [inputs, outputs] of 7 bits, scales fp32 [outputs]): w = scale * q. With the inputs' mean
    x x^T [inputs, inputs] each input's rounding error is made good by the inputs that are rounded after it."""
    scales = np.maximum(np.abs(weight).max(1), 1e-12).astype(np.float32) / np.float32(CHANNEL_LIMIT)
    q = np.rint(weight / scales[:, None]) if moment is None else _rounded_for(moment, weight / scales[:, None])
    return np.ascontiguousarray(q.astype(np.int8).T), scales


def _rounded_for(moment, values):
    """values [outputs, inputs], in steps -> integers of 7 bits for which the outputs' squared error is small (Frantar et al. 2022,
    arXiv 2210.17323): inputs in the order of their size, each error spread over the later ones by the inverse of their moments."""
    order = np.argsort(-np.diag(moment), kind="stable")
    damped = moment[np.ix_(order, order)] + np.eye(len(order)) * DAMPING * np.trace(moment) / len(order)
    spread = np.linalg.cholesky(np.linalg.inv(damped)).T
    left, q = values[:, order].astype(np.float64), np.zeros(values.shape)
    for at in range(len(order)):
        chosen = np.clip(np.rint(left[:, at]), -CHANNEL_LIMIT, CHANNEL_LIMIT)
        left[:, at + 1:] -= np.outer((left[:, at] - chosen) / spread[at, at], spread[at, at + 1:])
        q[:, order[at]] = chosen
    return q


def quantize_blocks(weight, bits, block=None):
    """weight fp32 [rows, columns] -> (q uint8 [rows, columns/block, block], scales fp32 [rows, columns/block])."""
    rows, columns = weight.shape
    block = block or block_of(columns, bits)
    assert columns % block == 0, f"{columns} inputs are no multiple of {block}"
    blocks = weight.reshape(rows, columns // block, block).astype(np.float32)
    half = 2 ** (bits - 1)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)[..., 0]
    base = np.where(largest == 0, 1.0, largest / -half).astype(np.float32)
    best_q, best_scale, best_error = None, None, None
    for factor in ((1.0,) if bits > 4 else (1.0, 0.85, 0.9, 0.95, 1.05, 1.1)):
        scale = base * np.float32(factor)
        q = np.clip(np.rint(blocks / scale[..., None]), -half, half - 1)
        error = np.square(q * scale[..., None] - blocks).sum(-1)
        if best_q is None:
            best_q, best_scale, best_error = q, scale.copy(), error
            continue
        better = error < best_error
        best_q[better], best_scale[better] = q[better], scale[better]
        best_error = np.minimum(error, best_error)
    return (best_q + half).astype(np.uint8), best_scale


def pack(q, bits):
    """q uint8 [..., block] -> uint8 [..., block * bits / 8]; the lower half byte comes first."""
    if bits == 8:
        return q
    return (q[..., 0::2] | (q[..., 1::2] << 4)).astype(np.uint8)


def unpack(q, bits):
    """The inverse of pack."""
    return q if bits == 8 else np.stack((q & 15, q >> 4), -1).reshape(*q.shape[:-1], -1)


def dequantize_blocks(q, scales, bits):
    """The inverse of quantize_blocks, fp32 [rows, columns]."""
    blocks = (q.astype(np.float32) - 2 ** (bits - 1)) * scales[..., None]
    return blocks.reshape(q.shape[0], -1)
