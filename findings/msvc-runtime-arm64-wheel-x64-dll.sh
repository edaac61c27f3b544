#!/usr/bin/env bash
# msvc-runtime 14.44.35112 (PyPI), the wheel tagged win_arm64: one of its twelve libraries, vcruntime140_1.dll, has the
# machine type of x64 (0x8664) in its PE header, all others that of ARM64 (0xaa64). It holds the second exception-handling
# format (FH4), which only x64 code uses, and serves x64 programs that run emulated on ARM.
# Why it matters: a check "every DLL of the package is made for the package's processor", or a rule "ship all libraries of
# the runtime", goes wrong on exactly one file; an ARM64 build of onnxruntime imports vcruntime140.dll but never _1.
# Seen: "arm64: 11 x aa64, 1 x 8664 (vcruntime140_1.dll)" and "amd64: 12 x 8664".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for platform in win_arm64 win_amd64; do
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --platform "$platform" \
    --python-version 3.11 --dest "$folder" msvc-runtime==14.44.35112
done
python3 - "$folder" <<'PY'
import collections, glob, struct, sys, zipfile
seen = {}
for platform in ('arm64', 'amd64'):
    machines = {}
    with zipfile.ZipFile(glob.glob(f'{sys.argv[1]}/*win_{platform}.whl')[0]) as wheel:
        for name in wheel.namelist():
            if '/Scripts/' in name and name.endswith('.dll'):
                data = wheel.read(name)
                header = struct.unpack_from('<I', data, 0x3c)[0]
                machines[name.rsplit('/', 1)[1]] = f'{struct.unpack_from("<H", data, header + 4)[0]:x}'
    seen[platform] = machines
    print(platform, dict(collections.Counter(machines.values())))
odd = [name for name, machine in seen['arm64'].items() if machine != 'aa64']
print('not ARM64 in the arm64 wheel:', odd)
assert odd == ['vcruntime140_1.dll'] and seen['arm64'][odd[0]] == '8664', 'changed'
assert set(seen['amd64'].values()) == {'8664'}, 'changed'
PY
