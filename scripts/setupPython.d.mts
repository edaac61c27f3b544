/** The interpreter that has the parsers of sites; undefined where they are not installed. */
export function sitePython(): string | undefined;
/** Installs them. @returns Whether they are there now. */
export function setupPython(): boolean;
