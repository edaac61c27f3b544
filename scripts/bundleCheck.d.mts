/** @throws when the bundle has no card, no licence, no number of parameters, or a file without its checksum */
export function checkBundle(folder: string, name: string): void;
