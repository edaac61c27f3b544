#!/bin/sh
# All of the recipe in a minute or two on tiny models: shards -> split -> tokenizer -> rows ->
# training -> bundle -> figures. Run from models/recipe; arguments: corpus folder, work folder.
set -eu
corpus=${1:-../../../shared/corpus}
work=${2:-work/tiny}
REPORT_ARGUMENTS="--bytes 3000 --quantisation-bytes 2000" sh "$(dirname "$0")/stages.sh" tiny "$corpus" "$work" "$work/bundles" 12 12 12
