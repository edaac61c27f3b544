#!/bin/sh
# The cpu preset on two cores: about 90 minutes for the decoder, 40 for the masked model, 100 for the encoder-decoder.
# Run from models/recipe; arguments: corpus folder, work folder. Started again it goes on.
set -eu
corpus=${1:-../../../shared/corpus}
work=${2:-work/cpu}
# Keep freed pages: a fifth of the CPU time is otherwise spent in the kernel.
# Compiled blocks are a seventh to a fifth faster; each of the two training processes compiles for itself.
command -v c++ >/dev/null && export COMPILE=--compile TORCHINDUCTOR_COMPILE_THREADS=1
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456 OMP_NUM_THREADS=1
nice -n 5 sh "$(dirname "$0")/stages.sh" cpu "$corpus" "$work" .. 5400 2400 6000
