#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (npm), Linux with glibc 2.36: session.release() gives back nothing of 200 MB of weights, the process stays as large as it
# was; in Python (1.30.0) it is the same. It is no leak (loaded and released again and again it levels off at half as much again), and nothing of
# onnxruntime's own: weights of a few MB come from mmap at first, the first of them that is freed, while the file is parsed, raises glibc's
# threshold for mmap to its size, those behind it come from the heap, and the heap shrinks at its end alone. Either of two variables turns this
# moving threshold off, even where it is set to the very value that it has anyway: with MALLOC_MMAP_THRESHOLD_=131072, or
# MALLOC_TRIM_THRESHOLD_=131072, all of it goes back at once. So does a call of malloc_trim(0), for whom can make one.
# Why it matters: "release the model when it is idle" is measured on a small model or on another system, and does nothing here. Reports of a leak
# end at the arena's options (enableCpuMemArena), which change nothing, or at a process for each model. The variables must be there when the
# process starts.
# Seen, in sizes of the weights, loaded and released three times: "plain 1.1 1.1, 1.3 1.1, 1.4 1.1; no arena 1.1 1.1, 1.4 1.1, 1.6 1.1; MMAP and TRIM
# 1.1 0.1, 1.1 0.1, 1.1 0.1".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-node@1.30.0
cat >make.js <<'JS'
// y = x + 50 weights of 4 MB, one after the other; the file is written field by field.
const { writeFileSync } = require('node:fs');
const number = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...number(Math.floor(n / 128))]);
const bytes = (n, content) => Buffer.concat([Buffer.from([(n << 3) | 2, ...number(content.length)]), content]);
const join = (...parts) => Buffer.concat(parts);
const text = (n, word) => bytes(n, Buffer.from(word));
const varint = (n, value) => Buffer.from([n << 3, ...number(value)]);
const count = 50;
const side = 1024;
const shape = bytes(2, join(bytes(1, varint(1, side)), bytes(1, varint(1, side))));
const value = (name) => join(text(1, name), bytes(2, bytes(1, join(varint(1, 1), shape))));
const weight = (n) => join(varint(1, side), varint(1, side), varint(2, 1), text(8, `w${n}`), bytes(9, Buffer.alloc(4 * side * side, n + 1)));
const name = (n) => (n === 0 ? 'x' : n === count ? 'y' : `h${n}`);
const nodes = Array.from({ length: count }, (_, n) => bytes(1, join(text(1, name(n)), text(1, `w${n}`), text(2, name(n + 1)), text(4, 'Add'))));
const weights = Array.from({ length: count }, (_, n) => bytes(5, weight(n)));
const graph = join(...nodes, text(2, 'g'), ...weights, bytes(11, value('x')), bytes(12, value('y')));
writeFileSync('model.onnx', join(varint(1, 8), bytes(7, graph), bytes(8, varint(2, 13))));
JS
node make.js
cat >run.js <<'JS'
const ort = require('onnxruntime-node');
const resident = () => {
  global.gc();
  return process.memoryUsage().rss / (50 << 22);
};
(async () => {
  const empty = resident();
  const seen = [];
  for (let round = 0; round < 3; round++) {
    const session = await ort.InferenceSession.create('model.onnx', { intraOpNumThreads: 1, enableCpuMemArena: process.argv[2] !== 'noArena' });
    const loaded = resident() - empty;
    await session.release();
    await new Promise((done) => setTimeout(done, 100));
    seen.push([loaded, resident() - empty]);
  }
  console.log(JSON.stringify(seen.map((pair) => pair.map((each) => Number(each.toFixed(1))))));
})();
JS
run() { # name, env's arguments, the program's
  echo "{\"name\":\"$1\",\"seen\":$(env -u MALLOC_MMAP_THRESHOLD_ -u MALLOC_TRIM_THRESHOLD_ -u MALLOC_TOP_PAD_ -u MALLOC_MMAP_MAX_ -u GLIBC_TUNABLES \
    ORT_DISABLE_TELEMETRY=1 "$2" node --expose-gc run.js "${3-}")}"
}
{
  run plain A=b
  run 'no arena' A=b noArena
  run MMAP MALLOC_MMAP_THRESHOLD_=131072
  run TRIM MALLOC_TRIM_THRESHOLD_=131072
} | tee seen.txt
node -e '
for (const { name, seen } of require("fs").readFileSync("seen.txt", "utf8").trim().split("\n").map((line) => JSON.parse(line))) {
  const kept = name === "plain" || name === "no arena";
  for (const [loaded, released] of seen) {
    if (loaded < 0.9) throw new Error(`${name}: the weights are not in memory when the model is loaded`);
    if (kept ? released < 0.7 : released > 0.4) throw new Error(`${name}: released, ${released} of the weights is kept now`);
  }
}
'
