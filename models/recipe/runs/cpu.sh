#!/bin/sh
# The cpu preset on two cores: about 80 minutes for the decoder, 40 for the masked model, 100 for the encoder-decoder.
# Run from models/recipe; arguments: corpus folder, work folder. Started again it goes on.
set -eu
corpus=${1:-../../../shared/corpus}
work=${2:-work/cpu}
# Keep freed pages: a fifth of the CPU time is otherwise spent in the kernel.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456 OMP_NUM_THREADS=1
nice -n 5 sh "$(dirname "$0")/stages.sh" cpu "$corpus" "$work" .. 4800 2400 6000
