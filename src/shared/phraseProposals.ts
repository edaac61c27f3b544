// What the decoder would write in a blank, put into the question to the masked model: the way from one engine to the other,
// for the editor and the command line alike. Knows neither engine.

import type { FillMaskParams, ProposePhrasesParams, ProposePhrasesResult } from './protocol/fillMask';

export type ProposePhrases = (params: ProposePhrasesParams) => Promise<ProposePhrasesResult | undefined>;

/** So many are worth a judgement. */
const mostProposals = 40;

/** With phrases, where there is one blank and the decoder has any; several blanks are filled by words alone. */
export async function withProposals(params: FillMaskParams, propose: ProposePhrases): Promise<FillMaskParams> {
  const [blank, ...others] = params.blanks;
  if (!blank || others.length > 0) return params;
  const said = params.text.slice(blank.start, blank.end);
  const start = said.trim() === '' ? blank.start : blank.start + (said.length - said.trimStart().length);
  const end = start + (said.trim() === '' ? said : said.trim()).length;
  const prefix = params.text.slice(0, start);
  const proposed = await propose({ prefix, suffix: params.text.slice(end), count: mostProposals });
  return proposed && proposed.phrases.length > 0 ? { ...params, proposals: proposed.phrases } : params;
}
