// No number that is not in the source: a run of digits that is written must be a run of digits of the source. Sees ids
// and digits only.

import type { TokenId } from '../../util/tokenId';
import type { DecodeConstraint } from './decodeConstraint';
import { mask } from './logits';

/** Of a token that has digits: its runs of them, and whether the first and the last run touch its ends. */
export interface DigitToken {
  id: TokenId;
  runs: readonly string[];
  beginsInside: boolean;
  endsInside: boolean;
}

/**
 * The state is the run of digits that the target so far ends in; empty where it ends in something else.
 * @param tokens Every token that has a digit.
 * @param allowed Runs of digits.
 */
export function onlyNumbers(tokens: readonly DigitToken[], allowed: ReadonlySet<string>): DecodeConstraint<string> {
  const byId = new Map(tokens.map((token) => [token.id, token]));
  const beginnings = new Set([...allowed].flatMap((run) => Array.from(run, (_, n) => run.slice(0, n + 1))));
  const ends = (run: string) => run === '' || allowed.has(run);
  const mayFollow = (open: string, token: DigitToken) => {
    const runs = joined(open, token);
    const last = token.endsInside ? runs.pop()! : '';
    return runs.every(ends) && (last === '' || beginnings.has(last));
  };
  return {
    start: '',
    restrict(open, logits) {
      const good = tokens.filter((token) => mayFollow(open, token));
      if (!ends(open))
        return mask(
          logits,
          good.map(({ id }) => id),
        );
      const kept = good.map(({ id }) => ({ id, logit: logits[id]! }));
      for (const { id } of tokens) logits[id] = -Infinity;
      for (const { id, logit } of kept) logits[id] = logit;
    },
    advance(open, id) {
      const token = byId.get(id);
      if (!token?.endsInside) return '';
      return joined(open, token).at(-1)!;
    },
  };
}

/** The runs of what is open and of a token behind it. */
function joined(open: string, { runs, beginsInside }: DigitToken): string[] {
  if (!beginsInside) return [open, ...runs];
  return [open + runs[0]!, ...runs.slice(1)];
}
