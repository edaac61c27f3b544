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
  [ -f "$work/split.pickle" ] || python -m recipe.rows.decoder --preset "$preset" --corpus "$corpus" --work "$work" --stage split
  # A tokenizer laid there beforehand is kept: the three bundles share theirs.
  [ -f "$work/tokenizer-48k.json" ] || [ -f "$work/tokenizer/tokenizer.json" ] || python -m recipe.tokens.tokenizer --preset "$preset" --corpus "$corpus" --work "$work"
  [ -f "$work/rows-done" ] || { python -m recipe.rows.decoder --preset "$preset" --corpus "$corpus" --work "$work" --stage rows; touch "$work/rows-done"; }
fi
if part decoder; then
  python -m recipe.training.decoder --preset "$preset" --work "$work" --seconds "$5" ${COMPILE:-}
  python -m recipe.export.decoder --work "$work" --bundle "$bundles/completion" --corpus "$corpus"
  python -m recipe.cards.report_decoder --work "$work" --preset "$preset" ${REPORT_ARGUMENTS:-} --bundle "$bundles/completion"
fi
if part masked; then
  [ -f "$work/masked-rows-done" ] || { python -m recipe.rows.masked --preset "$preset" --work "$work"; touch "$work/masked-rows-done"; }
  from=; [ "$preset" = gpu ] || from="--from-decoder $work/decoder.pt"
  python -m recipe.training.masked --preset "$preset" --work "$work" --seconds "$6" $from ${COMPILE:-}
  python -m recipe.export.masked --work "$work" --bundle "$bundles/fill-mask"
  python -m recipe.export.words --work "$work" --bundle "$bundles/fill-mask"
  against=; [ ! -f "$work/decoder.pt" ] || against="--decoder $work/decoder.pt"
  python -m recipe.cards.report_masked --work "$work" --preset "$preset" $against ${MASKED_REPORT_ARGUMENTS:-} --bundle "$bundles/fill-mask"
  python -m recipe.cards.evidence --work "$work" ${EVIDENCE_ARGUMENTS:-} --bundle "$bundles/fill-mask"
fi
if part seq2seq; then
  [ -f "$work/seq2seq-rows-done" ] || { python -m recipe.rows.seq2seq --preset "$preset" --corpus "$corpus" --work "$work"; touch "$work/seq2seq-rows-done"; }
  from=; [ "$preset" = gpu ] || from="--from-decoder $work/decoder.pt --from-masked $work/masked.pt"
  python -m recipe.training.seq2seq --preset "$preset" --work "$work" --seconds "$7" $from
  python -m recipe.export.seq2seq --work "$work" --bundle "$bundles/seq2seq"
  python -m recipe.cards.report_seq2seq --work "$work" --preset "$preset" --corpus "$corpus" ${SEQ2SEQ_REPORT_ARGUMENTS:-} --bundle "$bundles/seq2seq"
fi
