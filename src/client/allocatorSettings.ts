// How the C library of an engine process gets its memory: Linux with glibc reads these when a process starts, others ignore them.
// For the decoder alone: a translation takes and gives back large memory at every step, and takes a fifth longer with them.

const settings = {
  /** 2.35 and later: large allocations ask for huge pages. All weights are read for each token: up to a tenth of its time. */
  tunable: 'glibc.malloc.hugetlb=1',
  /** Bytes. What loading a model took goes back to the system at once: 264 MiB where 320 stayed, by the bundled decoder. */
  mmapThreshold: '131072',
} as const;

/** Variables for the environment of an engine process; what the person has set there already stays. */
export function allocatorSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const tunables = env.GLIBC_TUNABLES;
  const tunable = tunables?.includes('glibc.malloc.hugetlb') ? [] : [settings.tunable];
  return {
    GLIBC_TUNABLES: [...(tunables ? [tunables] : []), ...tunable].join(':'),
    MALLOC_MMAP_THRESHOLD_: env.MALLOC_MMAP_THRESHOLD_ ?? settings.mmapThreshold,
  };
}
