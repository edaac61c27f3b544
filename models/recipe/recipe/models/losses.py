"""The losses of the head: logits, softmax and gradients of a chunk of rows at a time. Knows no model.

[tokens, vocabulary] never exists, neither here nor in the backward pass.
"""

import math

import torch
import torch.nn.functional as F


class _LinearCrossEntropy(torch.autograd.Function):
    """Head and loss in row chunks that stay in cache: logits, softmax and both gradients of a
    chunk are made at once, so [tokens, vocabulary] never exists and nothing is computed twice."""

    @staticmethod
    def forward(context, hidden, weight, bias, targets, chunk, dtype):
        rows, vocabulary = hidden.shape[0], weight.shape[0]
        w = weight.to(dtype)
        d_hidden = torch.empty_like(hidden)
        d_weight = torch.zeros_like(weight)
        total = torch.zeros((), dtype=torch.float32, device=hidden.device)
        for begin in range(0, rows, chunk):
            h, t = hidden[begin:begin + chunk].to(dtype), targets[begin:begin + chunk, None]
            logits = (h @ w.T).float()
            if bias is not None:
                logits += bias
            log_norm = torch.logsumexp(logits, dim=-1, keepdim=True)
            total += (log_norm - logits.gather(1, t)).sum()
            logits.sub_(log_norm).exp_().scatter_add_(1, t, -torch.ones_like(log_norm))
            gradient = logits.to(dtype)
            d_hidden[begin:begin + chunk] = gradient @ w
            if dtype == torch.float32:
                d_weight.addmm_(gradient.T, h)
            else:
                d_weight += gradient.T @ h
        context.save_for_backward(d_hidden.div_(rows), d_weight.div_(rows))
        return total / rows

    @staticmethod
    def backward(context, output_gradient):
        d_hidden, d_weight = context.saved_tensors
        return d_hidden.mul_(output_gradient), d_weight.mul_(output_gradient), None, None, None, None


def _softmax_and_gradient(logits, targets):
    """logits [rows, vocabulary], targets int64 [rows], -1 where a row only fills up the chunk
    -> (sum of nats, its gradient by the logits in their dtype)."""
    wide, counts = logits.float(), (targets >= 0).float()
    at = targets.clamp(min=0)[:, None]
    norm = torch.logsumexp(wide, dim=-1, keepdim=True)
    nats = ((norm - wide.gather(1, at))[:, 0] * counts).sum()
    is_target = torch.arange(wide.shape[1], device=wide.device)[None, :] == at
    return nats, ((torch.exp(wide - norm) - is_target.float()) * counts[:, None]).to(logits.dtype)


_compiled_softmax_and_gradient = torch.compile(_softmax_and_gradient, dynamic=False)


class _CompiledCrossEntropy(torch.autograd.Function):
    """The same for an accelerator: every chunk has one size, the last filled up, so that softmax and gradient are one
    compiled kernel and the logits are read once."""

    @staticmethod
    def forward(context, hidden, weight, targets, chunk, dtype, kernel):
        rows = hidden.shape[0]
        w, fill = weight.to(dtype), -rows % chunk
        hidden, targets = F.pad(hidden.to(dtype), (0, 0, 0, fill)), F.pad(targets, (0, fill), value=-1)
        d_hidden, d_weight = torch.empty_like(hidden), torch.zeros_like(weight)
        total = torch.zeros((), dtype=torch.float32, device=hidden.device)
        for begin in range(0, rows + fill, chunk):
            h = hidden[begin:begin + chunk]
            nats, gradient = kernel(h @ w.T, targets[begin:begin + chunk])
            total += nats
            d_hidden[begin:begin + chunk] = gradient @ w
            d_weight += gradient.T @ h
        context.save_for_backward(d_hidden[:rows].float().div_(rows), d_weight.div_(rows))
        return total / rows

    @staticmethod
    def backward(context, output_gradient):
        d_hidden, d_weight = context.saved_tensors
        return d_hidden.mul_(output_gradient), d_weight.mul_(output_gradient), None, None, None, None


def compiled_cross_entropy(hidden, weight, targets, chunk, dtype, kernel=_compiled_softmax_and_gradient):
    """linear_cross_entropy without a bias, for an accelerator. kernel: that of a chunk, compiled or not."""
    return _CompiledCrossEntropy.apply(hidden, weight, targets, chunk, dtype, kernel)


def linear_cross_entropy(hidden, weight, targets, chunk=512, dtype=torch.float32, bias=None):
    """Mean nats. hidden [rows, width], weight [vocabulary, width], targets int64 [rows],
    bias [vocabulary] or None is added to the logits."""
    if hidden.is_cuda and bias is None:
        return compiled_cross_entropy(hidden, weight, targets, chunk, dtype)
    return _LinearCrossEntropy.apply(hidden, weight, bias, targets, chunk, dtype)


def sampled_cross_entropy(hidden, weight, targets, always, sampled, chunk=512, dtype=torch.float32):
    """Mean nats with an estimated softmax sum: the `always` most frequent ids and all targets of
    the batch count exactly, `sampled` of the other ids stand for all of them (their logits are
    raised by the log of what each stands for; Jean et al. 2015, arXiv 1412.2007). Ids are ordered
    by frequency because BPE merges are. Three times cheaper than the whole head on a CPU."""
    vocabulary = weight.shape[0]
    exact = torch.zeros(vocabulary, dtype=torch.bool)
    exact[:always] = True
    exact[targets] = True
    rest = (~exact).nonzero()[:, 0]
    taken = rest[torch.randperm(len(rest))[:sampled]]
    used = torch.cat((exact.nonzero()[:, 0], taken))
    bias = torch.zeros(len(used))
    if len(taken):
        bias[-len(taken):] = math.log(len(rest) / len(taken))
    place = torch.empty(vocabulary, dtype=torch.int64)
    place[used] = torch.arange(len(used))
    return linear_cross_entropy(hidden, weight.index_select(0, used), place[targets], chunk, dtype, bias)
