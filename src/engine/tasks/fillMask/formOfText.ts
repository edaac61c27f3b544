// A passage as the model reads it (line ends LF, Hangul composed) and its answer in the places and the form of the passage
// that was given. Knows no model.

import type { FillCandidate, FillMaskParams, FillMaskResult } from '../../../shared/protocol/fillMask';
import { CanonicalText, inFormOf } from '../../../util/canonicalText';

export async function inCanonicalForm(
  params: FillMaskParams,
  fill: (params: FillMaskParams) => Promise<FillMaskResult | undefined>,
): Promise<FillMaskResult | undefined> {
  const form = new CanonicalText(params.text);
  if (form.text === params.text) return fill(params);
  const blanks = params.blanks.map((blank) => form.toCanonical(blank));
  const result = await fill({ ...params, text: form.text, blanks });
  if (!result) return undefined;
  const said = (text: string) => inFormOf(params.text, text);
  const adjusted = (adjustments: FillCandidate['adjustments']) =>
    adjustments.map(({ range, text }) => ({ range: form.toOriginal(range), text: said(text) }));
  return {
    ...result,
    blanks: result.blanks.map((blank) => ({
      ...blank,
      candidates: blank.candidates.map((candidate) => ({
        ...candidate,
        text: said(candidate.text),
        adjustments: adjusted(candidate.adjustments),
        evidence: candidate.evidence.map((range) => form.toOriginal(range)),
      })),
    })),
    joint: result.joint.map((filling) => ({
      ...filling,
      texts: filling.texts.map(said),
      adjustments: adjusted(filling.adjustments),
    })),
  };
}
