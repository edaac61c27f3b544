// Memory for keys and values, by the type that a graph keeps them in. Knows neither layers nor positions.

/** Float16 as its bits. */
export type CacheMemory = Float32Array | Uint16Array | Int8Array;

export type CacheType = 'float32' | 'float16' | 'int8';

const arrays = { float32: Float32Array, float16: Uint16Array, int8: Int8Array } as const;

export function isCacheType(type: string): type is CacheType {
  return Object.hasOwn(arrays, type);
}

/** Zeros. */
export function cacheMemory(type: CacheType, size: number): CacheMemory {
  return new arrays[type](size);
}
