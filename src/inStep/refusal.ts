// What cannot be done with the files as they are: a sentence with the way out (the command line's, in English), and its kind
// with what it names, for who says it in other words. Exit code 2, and nothing was written.

import type { RefusalKind } from '../shared/protocol/oldSource';

export class Refusal extends Error {
  readonly kind: RefusalKind | undefined;
  /** What the sentence names: files, folders, figures. */
  readonly names: readonly string[];

  constructor(
    message: string,
    { kind, names = [], cause }: { kind?: RefusalKind; names?: string[]; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.names = names;
  }
}
