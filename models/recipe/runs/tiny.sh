#!/bin/sh
# All of the recipe in a few minutes on tiny models: shards -> split -> tokenizer -> rows ->
# training -> bundle -> figures. Run from models/recipe; arguments: corpus folder, work folder.
set -eu
corpus=${1:-../../../shared/corpus}
work=${2:-work/tiny}
export SEQ2SEQ_REPORT_ARGUMENTS="--pairs 3 --pages 2 --quantisation-pairs 2" REPORT_ARGUMENTS="--bytes 3000 --quantisation-bytes 2000" MASKED_REPORT_ARGUMENTS="--blanks 5 --quantisation-blanks 10" EVIDENCE_ARGUMENTS="--blanks 3"
sh "$(dirname "$0")/stages.sh" tiny "$corpus" "$work" "$work/bundles" 12 12 12
