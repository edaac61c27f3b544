// What a command says to whoever started it. Types alone.

/** Where answers and progress go. */
export interface Terminal {
  write(text: string | Uint8Array): Promise<void>;
  /** Shows how far a long job is; empty when it is over. */
  showProgress(line: string): void;
  /** Says something beside the answer that everybody should know. */
  tell(line: string): void;
}
