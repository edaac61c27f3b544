// What the machine is, for diagnostics: nothing that names the person or the computer.

import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, freemem, release, totalmem } from 'node:os';
import { glibcVersion } from '../util/glibc';

/** Instructions that onnxruntime's kernels choose by; Linux alone tells which there are. */
const telling = ['avx', 'avx2', 'avx512f', 'avx512_vnni', 'avx_vnni', 'amx_int8', 'asimddp', 'i8mm'];

export function machineFacts(): Record<string, string> {
  return {
    system: `${process.platform} ${release()} ${arch()}`,
    libc: libc(),
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    instructions: process.platform === 'linux' ? instructions() : 'not asked',
    memory: `${gibibytes(freemem())} of ${gibibytes(totalmem())} GiB free`,
  };
}

function libc(): string {
  if (process.platform !== 'linux') return 'of the system';
  const version = glibcVersion();
  return version === undefined ? 'musl' : `glibc ${version}`;
}

function instructions(): string {
  try {
    const line = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
    const flags = new Set(line.trim().split(/\s+/));
    return telling.filter((flag) => flags.has(flag)).join(' ') || 'none that count';
  } catch {
    return 'unknown';
  }
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
