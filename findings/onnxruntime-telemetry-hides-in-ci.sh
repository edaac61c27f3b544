#!/usr/bin/env bash
# onnxruntime-node 1.30.0 (npm), Linux x64: a program that opens a model and runs it, and does nothing else, leaves an id of
# the machine and a database of events to be sent under ~/.cache/Microsoft/DeveloperTools/.onnxruntime, and a session file and
# a debug log named by the process in the temporary folder; left running, it looks up the host that they are sent to. The JavaScript API has no
# switch and says nothing of it. With CI=1 in the environment (or GITHUB_ACTIONS, TF_BUILD) none of this happens: a test
# "our program writes no file and opens no socket" passes wherever tests usually run, and is false on every person's machine.
# What stops it is ORT_DISABLE_TELEMETRY=1, set at the latest before the first session, after require() too.
# Why it matters: a privacy test must take these variables out of the environment before it proves anything.
# Seen: "plain: .ses deviceid mat-debug-N.log onnxruntime.db", "CI=1: nothing", "CI=false: as plain", "ORT_DISABLE_TELEMETRY=1: nothing",
# "set after require: nothing".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-node@1.30.0
cat >run.js <<'JS'
const ort = require('onnxruntime-node');
if (process.argv[2] === 'afterRequire') process.env.ORT_DISABLE_TELEMETRY = '1';
// A model of one Identity node, float[1] to float[1], written field by field.
const bytes = (n, content) => [(n << 3) | 2, content.length, ...content];
const text = (n, word) => bytes(n, [...Buffer.from(word)]);
const value = (name) => [...text(1, name), ...bytes(2, bytes(1, [8, 1, ...bytes(2, bytes(1, [8, 1]))]))];
const node = [...text(1, 'x'), ...text(2, 'y'), ...text(4, 'Identity')];
const graph = [...bytes(1, node), ...text(2, 'g'), ...bytes(11, value('x')), ...bytes(12, value('y'))];
const model = Uint8Array.from([8, 8, ...bytes(7, graph), ...bytes(8, [16, 13])]);
ort.InferenceSession.create(model)
  .then((session) => session.run({ x: new ort.Tensor('float32', [7], [1]) }))
  .then(({ y }) => process.exit(y.data[0] === 7 ? 0 : 1));
JS
left() { # name, then env's arguments, then --, then the program's
  name=$1 && shift
  settings=() && while [ "$1" != -- ]; do settings+=("$1") && shift; done && shift
  home=$(mktemp -d -p "$folder")
  env -u CI -u GITHUB_ACTIONS -u TF_BUILD -u ORT_DISABLE_TELEMETRY -u XDG_CACHE_HOME HOME="$home" TMPDIR="$home" \
    "${settings[@]}" node run.js "$@"
  files=$(find "$home" -type f -printf '%f\n' | sed -E 's/[0-9]+/N/; /-(shm|wal)$/d' | sort | tr '\n' ' ')
  echo "$name: ${files:-nothing}"
}
seen=$(
  left plain A=b --
  left CI=1 CI=1 --
  left GITHUB_ACTIONS=true GITHUB_ACTIONS=true --
  left CI=false CI=false --
  left ORT_DISABLE_TELEMETRY=1 ORT_DISABLE_TELEMETRY=1 --
  left 'set after require' A=b -- afterRequire
)
echo "$seen"
all='.ses deviceid mat-debug-N.log onnxruntime.db '
[ "$seen" = "plain: $all
CI=1: nothing
GITHUB_ACTIONS=true: nothing
CI=false: $all
ORT_DISABLE_TELEMETRY=1: nothing
set after require: nothing" ] || { echo 'changed'; exit 1; }
