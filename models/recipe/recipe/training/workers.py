"""Data-parallel training steps in single-threaded processes over shared memory (CPU only).

Two OpenMP threads wait for each other at every operator, so any other work on the machine halves
their speed. Here each process takes the next micro-batch from a common counter, and they meet
three times a step. Parameters, gradients and Muon's momentum live in shared memory.
"""

import torch
import torch.multiprocessing as mp


class Workers:
    """step(ids, ...) runs one training step; `loss_of(ids [rows, length+1], sampled)` is mean nats.

    Call after the model is built and its checkpoint loaded, before any other tensor work
    (the processes are forked). close() ends them.
    """

    def __init__(self, model, optimizers, loss_of, count, batch_tokens):
        self.count, self.loss_of, self.optimizers = count, loss_of, optimizers
        self.parameters = list(model.parameters())
        for parameter in self.parameters:
            parameter.data.share_memory_()
        for state in optimizers[0].state.values():
            state["momentum"].share_memory_()
        self.gradients = [[torch.zeros_like(p).share_memory_() for p in self.parameters] for _ in range(count)]
        self.ids = torch.zeros(2 * batch_tokens, dtype=torch.int64).share_memory_()
        # rows, row length + 1, micro rows, stop
        self.shape = torch.zeros(4, dtype=torch.int64).share_memory_()
        # Muon's lr and momentum, sampled share of the vocabulary (0: whole)
        self.numbers = torch.zeros(3, dtype=torch.float64).share_memory_()
        self.losses = torch.zeros(count, dtype=torch.float64).share_memory_()
        context = mp.get_context("fork")
        self.barrier, self.counter = context.Barrier(count), context.Value("l", 0)
        self.processes = [context.Process(target=self._serve, args=(n,), daemon=True) for n in range(1, count)]
        for process in self.processes:
            process.start()
        self._adopt(0)

    def step(self, ids, micro_rows, sampled):
        """ids int64 [rows, length+1] -> mean nats; updates the parameters."""
        rows, columns = ids.shape
        self.ids[:ids.numel()] = ids.reshape(-1)
        self.shape[:3] = torch.tensor([rows, columns, micro_rows])
        group = self.optimizers[0].param_groups[0]
        self.numbers[:] = torch.tensor([group["lr"], group["momentum"], sampled])
        self.counter.value = 0
        self._step(0)
        return self.losses.sum().item()

    def close(self):
        self.shape[3] = 1
        self.barrier.wait()
        for process in self.processes:
            process.join()

    def kill(self):
        """For when the first process fails: the others wait for it and heed no SIGTERM."""
        for process in self.processes:
            process.kill()

    def _serve(self, number):
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the first process decides when to stop
        torch.set_num_threads(1)  # makes the thread pool anew, which a fork leaves broken
        torch.manual_seed(100 + number)
        self._adopt(number)
        while self._step(number):
            pass

    def _adopt(self, number):
        for parameter, gradient in zip(self.parameters, self.gradients[number]):
            parameter.grad = gradient

    def _step(self, number):
        self.barrier.wait()
        rows, columns, micro, stop = self.shape.tolist()
        if stop:
            return False
        lr, momentum, sampled = self.numbers.tolist()
        ids = self.ids[:rows * columns].view(rows, columns)
        self.losses[number] = 0
        while (begin := self._take() * micro) < rows:
            part = ids[begin:begin + micro]
            loss = self.loss_of(part, int(sampled)) * (len(part) / rows)
            loss.backward()
            self.losses[number] += loss.item()
        self.barrier.wait()
        if torch.isfinite(self.losses.sum()):
            self._update(number, lr, momentum)
        self.barrier.wait()
        for gradient in self.gradients[number]:
            gradient.zero_()
        return True

    def _take(self):
        with self.counter.get_lock():
            self.counter.value += 1
            return self.counter.value - 1

    def _update(self, number, lr, momentum):
        """This process' share of the matrices; the first one also does AdamW's parameters."""
        muon, adam = self.optimizers
        by_shape = {}
        for group in muon.param_groups:
            group["lr"], group["momentum"] = lr, momentum
            for parameter in group["params"]:
                by_shape.setdefault(parameter.shape, []).append(parameter)
        mine = {id(p) for same in by_shape.values() for p in same[number::self.count]}
        if number == 0:
            mine |= {id(p) for group in adam.param_groups for p in group["params"]}
        for index, parameter in enumerate(self.parameters):
            if id(parameter) in mine:
                for other in range(self.count):
                    if other != number:
                        parameter.grad += self.gradients[other][index]
        muon.step(number, self.count)
        if number == 0:
            adam.step()
