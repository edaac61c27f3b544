/** Where the private VS Code is; installs and checks nothing. */
export function editorPaths(): EditorPaths;
/** Installs what is missing; with `browser` (the default) a Chromium too. */
export function setupEditor(options: { browser: false }): Promise<EditorPaths>;
export function setupEditor(options?: { browser?: true }): Promise<EditorPaths & { chromium: string }>;

/** The text of one of code-server's scripts with VS Code's own check of proposed APIs; `name` is for the message. */
export function withProposalCheck(script: string, name: string): string;

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
