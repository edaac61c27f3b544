#!/usr/bin/env bash
# Abbreviations (`*[W3C]: World Wide Web Consortium`) in markdown 3.10 (PyPI, Python-Markdown with its extension `abbr`) and in
# markdown-it 14.1.0 with markdown-it-abbr 2.0.0 (npm), in a text whose language writes its particles onto the word before them.
# Python looks for \bW3C\b, and to Python's re a Hangul or Kana letter is as good a word character as "C": there is no boundary between
# them. markdown-it-abbr wants white space or a sign of Unicode on both sides. So "W3C is" is marked and "W3C에서", "W3Cが" are not: no
# warning, no <abbr>, no tooltip; the definition is taken out of the page all the same.
# Why it matters: in Korean and Japanese a name is followed by a particle more often than by a space. A page that is translated loses most of its
# tooltips though every definition and every name is still there, in MkDocs (Material's "tooltips" and a glossary appended to all pages) and
# in VitePress alike; pages that use the abbreviation once lose the only one. A zero-width space (&#8203;) before the particle brings it back.
# Seen: "W3C is" 1 and 1, "W3C에서" 0 and 0, "W3Cが" 0 and 0, "(W3C)" 1 and 1, "W3C&#8203;에서" 1 in Python.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check markdown==3.10
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts markdown-it@14.1.0 markdown-it-abbr@2.0.0
cat >run.py <<'PY'
import json

import markdown

found = []
for text in json.load(open("texts.json")):
    html = markdown.markdown(text + "\n\n*[W3C]: World Wide Web Consortium\n", extensions=["abbr"])
    found.append(html.count("<abbr"))
print("Python-Markdown", markdown.__version__, found)
assert found == [1, 0, 0, 1, 1], f"This has changed: {found}"
PY
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import abbr from 'markdown-it-abbr';
const parser = new MarkdownIt().use(abbr);
const texts = JSON.parse(readFileSync('texts.json', 'utf8'));
const found = texts.map((text) => parser.render(`${text}\n\n*[W3C]: World Wide Web Consortium\n`).split('<abbr').length - 1);
console.log('markdown-it-abbr', found);
if (found.slice(0, 4).join() !== '1,0,0,1') throw new Error(`This has changed: ${found}`);
JS
cat >texts.json <<'JSON'
["W3C is there.", "W3C에서 정합니다.", "W3Cが決める。", "정한 곳은 (W3C)입니다.", "W3C&#8203;에서 정합니다."]
JSON
venv/bin/python run.py
node run.mjs
