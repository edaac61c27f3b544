/** Where the private VS Code is; installs and checks nothing. */
export function editorPaths(): EditorPaths;
/** Installs what is missing; with `browser` (the default) a Chromium too. */
export function setupEditor(options: { browser: false }): Promise<EditorPaths>;
export function setupEditor(options?: { browser?: true }): Promise<EditorPaths & { chromium: string }>;

export interface EditorPaths {
  /** Holds every version's folder. */
  base: string;
  /** This version's folder; exists only once all in it works. */
  dir: string;
  /** The Node 24 binary that code-server runs on. */
  node: string;
  /** code-server's entry script. */
  codeServer: string;
}
