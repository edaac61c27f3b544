export function runtimeLibraries(target: string): string[];
export function runtimeNotice(target: string): string;
export function needsRuntime(target: string): boolean;
export function vcRuntime(target: string): string;
export const runtimeVersion: string;
