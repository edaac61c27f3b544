#!/bin/sh
# Every stage of one preset, each skipped when its result is there. Called by the other scripts.
# arguments: preset, corpus, work, folder of the bundles, seconds for decoder, masked, seq2seq;
# the variable ONLY=prepare|decoder|masked|seq2seq runs one part.
set -eu
preset=$1 corpus=$2 work=$3 bundles=$4
only=${ONLY:-all}
mkdir -p "$work"
part() { [ "$only" = all ] || [ "$only" = "$1" ]; }

if part prepare; then
  [ -f "$work/split.pickle" ] || python -m recipe.data --preset "$preset" --corpus "$corpus" --work "$work" --stage split
  # A tokenizer laid there beforehand is kept: the three bundles share theirs.
  [ -f "$work/tokenizer-48k.json" ] || [ -f "$work/tokenizer/tokenizer.json" ] || python -m recipe.tokenizer --preset "$preset" --corpus "$corpus" --work "$work"
  [ -f "$work/rows-done" ] || { python -m recipe.data --preset "$preset" --corpus "$corpus" --work "$work" --stage rows; touch "$work/rows-done"; }
fi
if part decoder; then
  python -m recipe.train_decoder --preset "$preset" --work "$work" --seconds "$5" ${COMPILE:-}
  python -m recipe.export_decoder --work "$work" --bundle "$bundles/completion"
  python -m recipe.report --work "$work" --preset "$preset" ${REPORT_ARGUMENTS:-} --bundle "$bundles/completion"
fi
if part masked; then
  [ -f "$work/masked-rows-done" ] || { python -m recipe.masked_rows --preset "$preset" --work "$work"; touch "$work/masked-rows-done"; }
  from=; [ "$preset" = gpu ] || from="--from-decoder $work/decoder.pt"
  python -m recipe.train_masked --preset "$preset" --work "$work" --seconds "$6" $from ${COMPILE:-}
  python -m recipe.export_masked --work "$work" --bundle "$bundles/fill-mask"
  python -m recipe.words --work "$work" --bundle "$bundles/fill-mask"
  against=; [ ! -f "$work/decoder.pt" ] || against="--decoder $work/decoder.pt"
  python -m recipe.report_masked --work "$work" --preset "$preset" $against ${MASKED_REPORT_ARGUMENTS:-} --bundle "$bundles/fill-mask"
  python -m recipe.evidence_masked --work "$work" ${EVIDENCE_ARGUMENTS:-} --bundle "$bundles/fill-mask"
fi
if part seq2seq; then
  [ -f "$work/seq2seq-rows-done" ] || { python -m recipe.seq2seq_rows --preset "$preset" --corpus "$corpus" --work "$work"; touch "$work/seq2seq-rows-done"; }
  from=; [ "$preset" = gpu ] || from="--from-decoder $work/decoder.pt --from-masked $work/masked.pt"
  python -m recipe.train_seq2seq --preset "$preset" --work "$work" --seconds "$7" $from
  python -m recipe.export_seq2seq --work "$work" --bundle "$bundles/seq2seq"
  python -m recipe.report_seq2seq --work "$work" --preset "$preset" --corpus "$corpus" ${SEQ2SEQ_REPORT_ARGUMENTS:-} --bundle "$bundles/seq2seq"
fi
