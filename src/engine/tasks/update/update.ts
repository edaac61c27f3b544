// `update`: what a translation lacks to say what its source says now, and how it is said. Parts that are finished are sent
// ahead, so that a run that is cancelled leaves them. Never logs or keeps the text.

import type {
  UpdateEdit,
  UpdateItem,
  UpdateParams,
  UpdateProgress,
  UpdateResult,
} from '../../../shared/protocol/update';
import { leastShare } from '../../documents/inStep/align';
import { type PendingUpdate, pendingUpdate, unwritten } from '../../documents/inStep/pendingUpdate';
import type { UpdatePlan } from '../../documents/inStep/updatePlan';
import type { TranslationMemory } from '../../documents/memory/translationMemory';
import type { JobPorts } from '../jobPorts';
import type { Seq2seqTools } from '../seq2seqTools';
import { type Draft, type DraftProgress, draftUpdate } from './draftUpdate';
import type { DraftHelpers } from './draftWriter';
import { wrongLanguage } from './pairChecks';

/** @returns Undefined when cancelled. */
export async function update(
  { base, source, translation, former, format, draft, beams, glossary, by }: UpdateParams,
  tools: Seq2seqTools,
  { token, yieldPoint, report }: JobPorts<UpdateProgress>,
  memory?: TranslationMemory,
  helpers: Omit<DraftHelpers, 'by'> = {},
): Promise<UpdateResult | undefined> {
  const startMs = performance.now();
  const nothing = { items: [], edits: [], kept: 0, missing: 0, drafts: 0 };
  const wrong = wrongLanguage({ source, translation }, format);
  if (wrong) return { ...nothing, share: 0, refused: wrong, ms: performance.now() - startMs };
  const pending = pendingUpdate({ base, source, translation, format, ...(former !== undefined && { former }) });
  const { plan } = pending;
  const { share, kept, missing } = plan;
  if (share < leastShare) return { ...nothing, share, refused: { why: 'unpaired' }, ms: performance.now() - startMs };
  const facts = () => ({ share, kept, missing, ms: performance.now() - startMs });
  if (!draft) return { ...planned(pending, new Map()), ...facts(), drafts: 0 };
  const written = new Map<number, Draft>();
  report({ done: 0, total: 0, plan: planned(pending, written), drafts: [], ready: [] });
  await yieldPoint();
  // Without the old source the page's own pairs may be of what it no longer says.
  const known = base !== undefined && memory ? { memory } : {};
  const ports: JobPorts<DraftProgress> = {
    token,
    yieldPoint,
    report: ({ texts = new Map(), applied, ...count }) => {
      for (const [item, text] of texts) written.set(item, text);
      const edits = planned(pending, written, applied).edits;
      const ready = edits.filter(({ isReady, items }) => isReady && items.some((item) => texts.has(item)));
      report({ ...count, drafts: [...texts].map(([item, one]) => ({ item, ...one })), ready });
    },
  };
  const drafts = await draftUpdate(plan, { beams, glossary, ...known }, tools, ports, { ...helpers, by });
  if (!drafts) return undefined;
  const { texts, applied, ...spoken } = drafts;
  return { ...planned(pending, texts, applied), ...facts(), drafts: texts.size, ...spoken };
}

/** What there is to do, with what is written of it so far. */
function planned(
  { plan, edits: editsFor }: PendingUpdate,
  drafts: ReadonlyMap<number, Draft>,
  applied?: ReadonlySet<number>,
): Pick<UpdateResult, 'items' | 'edits'> {
  const isMissing = (n: number) => plan.items[n]!.draft !== undefined && !drafts.has(n) && !applied?.has(n);
  const texts = new Map<number, string>([...plan.items.keys()].flatMap((n) => (isMissing(n) ? [[n, unwritten]] : [])));
  for (const [n, { text }] of drafts) texts.set(n, text);
  const edits = editsFor(texts, applied).map(({ start, end, text, items }): UpdateEdit => {
    const isReady = !items.some(isMissing);
    return { range: { start, end }, text: isReady ? text : '', items: [...new Set(items)], isReady };
  });
  return { items: plan.items.map((item, n) => wireItem(item, drafts.get(n))), edits };
}

function wireItem(
  { draft, doubt: _, source, ...item }: UpdatePlan['items'][number],
  written: Draft | undefined,
): UpdateItem {
  return {
    ...item,
    ...(source && { source: { start: source.start, end: source.end } }),
    ...(written && { after: written.text, confidence: written.confidence }),
    ...(written?.memory && { memory: written.memory }),
    isDraft: draft !== undefined,
  };
}
