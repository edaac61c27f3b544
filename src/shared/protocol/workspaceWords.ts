// The words of the workspace's other documents on the wire, told to the completion's engine one document after the other. In memory
// only, on both sides.

export interface LearnWordsParams {
  /** Names of documents that shall not be known any more; true for all. */
  forget: true | string[];
  /** Each takes the place of what was known under its name. */
  documents: { name: string; text: string }[];
}

export interface LearnWordsResult {
  /** Known now, of all requests. */
  documents: number;
  tokens: number;
  /** A document of this request found no room. */
  isFull: boolean;
  ms: number;
}
