#!/usr/bin/env bash
# mkdocs 1.6.1 (PyPI), its own search, whose lunr takes Korean from lunr-languages: `locale: ko` of a theme makes the search Korean as well, and from then
# on most English words can't be found. Three things meet. Korean has no stemmer, so words are indexed as they are written, but what is asked for goes
# through the English stemmer all the same: "install" is looked for as "instal", "database" as "databas", and neither is there; "folder",
# which it leaves alone, is found. With English alone a word is cut down to its Latin letters, so "API를" is "api"; with Korean it stays "api를", and "API"
# finds nothing. And Korean's pattern for what may be cut off a word matches next to nothing: "token," and "(목록)" are other words than "token" and "목록".
# `lang: [en, ko]`, meant to have both, brings back the first kind and neither of the others.
# Why it matters: a Korean manual is full of English names with particles and of commands, and half of the commonest words of programming change
# under that stemmer. A site without any setting finds them (and not one Korean word), the well-set one does not; no build warns of it, and
# whoever tries "folder" finds all in order. What helps: `lang: [en, ko]` with a `separator` that holds the signs, too; names before
# particles stay lost (it is asked sign by sign, so no boundary can be written). Material's search, which adds * to each word, is another program.
# Seen, found of 12 words in plain places, 4 names before a particle, 4 words beside a sign, 2 Korean words, 2 beside a sign:
# "none 12 4 4 0 0; locale 1 0 0 2 0; both 12 0 0 2 0; signs 12 0 4 2 2".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mkdocs==1.6.1
mkdir docs
cat >docs/index.md <<'MD'
# 안내

install 과 configure 와 settings 와 database 와 package 와 module 과 message 와 response 와 cache 와 update 와 release 와 folder 가 있습니다.

API를 부르고 npm으로 받습니다. JSON은 그대로 두고 URL에서 값을 읽습니다.

서버 주소와 설치 방법, 그리고 (목록) 또는 page, token, "server" (editor) 순서로 봅니다.
MD
cat >search.mjs <<'JS'
// Runs the site's own search worker, as a browser does, and counts the words that find something.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
const folder = `${process.argv[2]}/search/`;
const answers = [];
const read = (name) => readFileSync(folder + name, 'utf8');
class XMLHttpRequest {
  addEventListener(_, listener) {
    this.listener = listener;
  }
  open(_, path) {
    this.path = path;
  }
  send() {
    this.responseText = read(this.path);
    this.listener();
  }
}
const worker = vm.createContext({ console: { log() {} }, postMessage: (answer) => answers.push(answer), XMLHttpRequest });
worker.self = worker;
worker.importScripts = (...names) => names.forEach((name) => vm.runInContext(read(name), worker));
vm.runInContext(read('worker.js'), worker);
worker.onmessage({ data: { init: true } });
const finds = (query) => {
  worker.onmessage({ data: { query } });
  return answers.at(-1).results.length > 0;
};
const kinds = [
  'install configure settings database package module message response cache update release folder',
  'API npm JSON URL',
  'page token server editor',
  '서버 설치',
  '방법 목록',
];
console.log(kinds.map((words) => words.split(' ').filter(finds).length).join(' '));
JS
build() {
  printf 'site_name: x\n%s\n' "$2" >mkdocs.yml
  venv/bin/mkdocs build --quiet --site-dir "$1"
  echo "$1 $(node search.mjs "$1")"
}
{
  build none ''
  build locale 'theme: {name: mkdocs, locale: ko}'
  build both 'plugins: [{search: {lang: [en, ko]}}]'
  build signs 'plugins: [{search: {lang: [en, ko], separator: "[\\s\\-,.()\\x22]+"}}]'
} >seen.txt
cat seen.txt
diff seen.txt - <<'TXT' || { echo "This has changed." >&2; exit 1; }
none 12 4 4 0 0
locale 1 0 0 2 0
both 12 0 0 2 0
signs 12 0 4 2 2
TXT
