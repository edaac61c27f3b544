"""Muon (Keller Jordan 2024) for 2-D matrices, batched over equal shapes; AdamW for the rest.

torch.optim.Muon runs Newton-Schulz in bf16 one matrix at a time: slow on a CPU without bf16.
"""

import torch

_A, _B, _C = 3.4445, -4.7750, 2.0315


def newton_schulz(update, dtype, steps=5):
    """update [n, rows, columns] -> its approximate orthogonal factor, same shape."""
    x = update.to(dtype)
    transposed = x.shape[1] > x.shape[2]
    if transposed:
        x = x.mT
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = _A * x + (_B * gram + _C * gram @ gram) @ x
    return (x.mT if transposed else x).to(update.dtype)


class Muon(torch.optim.Optimizer):
    def __init__(self, parameters, lr, weight_decay, momentum=0.95):
        super().__init__(parameters, dict(lr=lr, weight_decay=weight_decay, momentum=momentum))
        for group in self.param_groups:
            for parameter in group["params"]:
                self.state[parameter]["momentum"] = torch.zeros_like(parameter)

    @torch.no_grad()
    def step(self, part=0, parts=1):
        """Updates every parts-th matrix of each shape, beginning with number `part`."""
        for group in self.param_groups:
            by_shape = {}
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape.setdefault(parameter.shape, []).append(parameter)
            for shape, parameters in by_shape.items():
                if parameters[part::parts]:
                    self._step_shape(shape, parameters[part::parts], group)

    def _step_shape(self, shape, parameters, group):
        beta, updates = group["momentum"], []
        for parameter in parameters:
            state = self.state[parameter]
            state["momentum"].lerp_(parameter.grad, 1 - beta)
            updates.append(parameter.grad.lerp(state["momentum"], beta))  # Nesterov
        dtype = torch.bfloat16 if updates[0].is_cuda else torch.float32
        orthogonal = newton_schulz(torch.stack(updates), dtype)
        scale = group["lr"] * max(1.0, shape[0] / shape[1]) ** 0.5
        for parameter, update in zip(parameters, orthogonal):
            parameter.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-scale)


def make_optimizers(model, preset):
    """[Muon over the blocks' matrices, AdamW over embeddings, tables of position biases and norms]."""
    tables = {id(module.weight) for module in model.modules() if isinstance(module, torch.nn.Embedding)}
    matrices = [p for p in model.parameters() if p.dim() == 2 and id(p) not in tables]
    others = [p for p in model.parameters() if p.dim() != 2 or id(p) in tables]
    return [
        Muon(matrices, lr=preset.muon_lr, weight_decay=preset.muon_weight_decay),
        torch.optim.AdamW(others, lr=preset.adam_lr, betas=(0.9, 0.95), weight_decay=0.0, fused=True),
    ]
