#!/usr/bin/env bash
# Intl.Segmenter in Node 20.19.5 (V8 11.3): going through the segments of a text takes time that grows with the square of its length, for
# graphemes, words and sentences alike, though each step has only to find the next boundary. Eight times the text: about sixty times as
# long. 16,000 characters of plain English take half a second by graphemes, 116,000 by sentences more than two. Node 24.11.0
# (V8 13.6, nearly the same ICU) does it in a hundredth of that or less, in a time that grows as the text does.
# Why it matters: it looks like a constant cost (the iterator is lazy, tests use short texts, an editor's or browser's V8 is newer), so code
# that counts characters or cuts sentences is fast where it is written and stands still where it runs on a server with Node 20.
# Handing over windows of a few thousand units, and keeping all but the last two segments of each, gives the same boundaries in linear time.
# Seen, ms: "v20.19.5 grapheme 4.3 -> 485, word 12 -> 776, sentence 26 -> 2280; v24.11.0 grapheme 0.3 -> 4.2, word 0.2 -> 5.2,
# sentence 0.1 -> 1.0" (ratios are checked).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >run.js <<'JS'
const took = (granularity, sentences) => {
  const text = 'The cat sat on the mat today. '.repeat(sentences);
  const segmenter = new Intl.Segmenter('en', { granularity });
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    for (const _ of segmenter.segment(text));
    best = Math.min(best, performance.now() - start);
  }
  return best;
};
const of = (granularity, few, many) => [took(granularity, few), took(granularity, many)];
console.log(JSON.stringify({ version: process.version, grapheme: of('grapheme', 68, 544), word: of('word', 125, 1000), sentence: of('sentence', 500, 4000) }));
JS
run() {
  mkdir "node$1" && cd "node$1"
  npm init -y >/dev/null
  npm install --silent --no-audit --no-fund "node@$1"
  ./node_modules/.bin/node ../run.js >../"$2".json
  cd ..
  cat "$2".json
}
run 20.19.5 old
run 24.11.0 new
node -e '
const [old, now] = ["old", "new"].map((name) => JSON.parse(require("fs").readFileSync(`${name}.json`)));
for (const kind of ["grapheme", "word", "sentence"]) {
  const [few, many] = old[kind];
  if (many < 20 * few) throw new Error(`Node 20: eight times the text takes ${(many / few).toFixed()} times as long by ${kind} now`);
  if (old[kind][1] < 8 * now[kind][1]) throw new Error(`Node 24 is not that much faster by ${kind} any more`);
}
'
