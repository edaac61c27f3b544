#!/bin/sh
# The gpu preset on one H200-class accelerator: about 10 minutes a model, after some minutes of
# tokenising on the CPU (do that part, stage "prepare", before the machine is held).
# Run from models/recipe; arguments: corpus folder, work folder. Started again it goes on.
set -eu
corpus=${1:-../../../shared/corpus}
work=${2:-work/gpu}
export TORCHINDUCTOR_CACHE_DIR=${TORCHINDUCTOR_CACHE_DIR:-$work/inductor}
sh "$(dirname "$0")/stages.sh" gpu "$corpus" "$work" .. 480 480 480
