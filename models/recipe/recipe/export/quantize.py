"""Block quantisation of weight matrices as MatMulNBits and GatherBlockQuantized read them.

Symmetric, one fp32 scale a block of `block` inputs: w = scale * (q - 2^(bits-1)). The scale is
MLAS's (the value of largest magnitude maps to -2^(bits-1)); for 4 bits a few smaller and larger
scales are tried for the least squared error, which costs nothing at run time.
"""

import numpy as np

BLOCK = 32


def quantize_blocks(weight, bits, block=BLOCK):
    """weight fp32 [rows, columns] -> (q uint8 [rows, columns/block, block], scales fp32 [rows, columns/block])."""
    rows, columns = weight.shape
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


def dequantize_blocks(q, scales, bits):
    """The inverse of quantize_blocks, fp32 [rows, columns]."""
    blocks = (q.astype(np.float32) - 2 ** (bits - 1)) * scales[..., None]
    return blocks.reshape(q.shape[0], -1)
