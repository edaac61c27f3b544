// How the engines' processes get their memory. Linux with glibc reads the variables when a process starts, others ignore them; they are for the
// decoder alone.

const settings = {
  /** glibc 2.35 and later: large allocations ask for huge pages. All weights are read for each token: a fifth of its time. */
  hugePages: 'glibc.malloc.hugetlb=1',
  /**
   * Bytes. Fixed thresholds: what loading a model took goes back to the system, where glibc would raise them and keep it. The first lies
   * above the packed weights of a linear, which have to lie side by side to share huge pages.
   */
  mmapThreshold: '1048576',
  trimThreshold: '131072',
} as const;

/** Arguments for every engine's process: the room V8 keeps for young objects (MiB a half), some 18 MiB less than it would take. */
export const youngHeap: readonly string[] = ['--max-semi-space-size=4'];

/** Variables for the environment of the process; what the person has set there already stays. */
export function allocatorSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const tunables = env.GLIBC_TUNABLES;
  const added = tunables?.includes('glibc.malloc.hugetlb') ? [] : [settings.hugePages];
  return {
    GLIBC_TUNABLES: [...(tunables ? [tunables] : []), ...added].join(':'),
    MALLOC_MMAP_THRESHOLD_: env.MALLOC_MMAP_THRESHOLD_ ?? settings.mmapThreshold,
    MALLOC_TRIM_THRESHOLD_: env.MALLOC_TRIM_THRESHOLD_ ?? settings.trimThreshold,
  };
}
