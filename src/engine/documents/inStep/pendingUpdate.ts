// What is still to be done to a translation that was written on since its source was last what it says: planned on the translation as
// it was then, so that what was written since is nobody's guess. Knows no model and no git.

import { leastShare } from './align';
import { type PlanInput, planUpdate } from './planUpdate';
import { editsOf } from './renderUpdate';
import type { TextEdit, UpdatePlan } from './updatePlan';
import { editsSince } from './writtenSince';

export interface PendingInput extends PlanInput {
  /** The translation of `base`; undefined where only the present one is known. */
  former?: string;
}

export interface PendingUpdate {
  /** Of `former` where that is known. Drafts are asked for only where something is still to be done. */
  plan: UpdatePlan;
  /** Edits of the translation as it is now; as `editsOf`. */
  edits(drafts: ReadonlyMap<number, string>, applied?: ReadonlySet<number>): TextEdit[];
  /** Items that are to be done, by index. */
  open: ReadonlySet<number>;
  /** How many are not, since somebody wrote there. */
  written: number;
}

/** Stands for a draft that is not there: no text has it, so that nothing is taken for said already. */
export const unwritten = '\u0000';

export function pendingUpdate({ former, ...input }: PendingInput): PendingUpdate {
  const isOld = former !== undefined && former !== input.translation && input.base !== undefined;
  const planned = isOld ? planUpdate({ ...input, translation: former }) : undefined;
  if (!planned || planned.share < leastShare) {
    const plan = planUpdate(input);
    const edits: PendingUpdate['edits'] = (drafts, applied) => editsOf(plan, drafts, applied);
    return { plan, edits, open: new Set(plan.items.keys()), written: 0 };
  }
  const since = (edits: readonly TextEdit[]) => editsSince(planned.translation.text, input.translation, edits);
  const asked = planned.items.flatMap(({ draft }, n) => (draft ? [[n, unwritten] as const] : []));
  const all = editsOf(planned, new Map(asked));
  const open = new Set(since(all).flatMap(({ items }) => items));
  const items = planned.items.map((item, n) => {
    const { draft: _, doubt: __, ...known } = item;
    return open.has(n) ? item : known;
  });
  const plan = { ...planned, items };
  const edits: PendingUpdate['edits'] = (drafts, applied) =>
    since(editsOf(plan, drafts, applied)).filter((edit) => edit.items.every((item) => open.has(item)));
  const written = new Set(all.flatMap((edit) => edit.items)).size - open.size;
  return { plan, edits, open, written };
}
