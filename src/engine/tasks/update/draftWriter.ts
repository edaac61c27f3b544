// Who drafts what an update asks for: a model of the person's own that translates English into Korean, another one that was
// chosen for the run, else the bundled one.

import type { SpeakerChoice } from '../../../shared/protocol/speaker';
import type { OtherModels } from '../otherModel';
import type { OwnTools } from '../ownTools';
import type { Seq2seqTools } from '../seq2seqTools';
import { SentenceWriter } from '../translation/sentenceWriter';

const pair = { from: 'en', to: 'ko' } as const;

/** Models beside the bundled one. */
export interface DraftHelpers {
  /** A model of the person's own; where it lacks this pair the bundled one drafts. */
  own?: OwnTools | undefined;
  /** Who was chosen for the run; it goes before a model of the person's own. */
  by?: SpeakerChoice | undefined;
  others?: OtherModels | undefined;
}

export function draftWriter(bundled: Seq2seqTools, { own, by, others }: DraftHelpers): SentenceWriter {
  const isOwn = by === undefined && own?.forms.hasPair(pair.from, pair.to);
  return new SentenceWriter(isOwn ? own! : bundled, pair, { by, others });
}
