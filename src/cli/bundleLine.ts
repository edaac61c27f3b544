// A bundle on one line, for `local-text models`: what is not known of it is left out.

import type { BundleInfo } from '../shared/protocol/engine';

export function bundleLine(facts: BundleInfo | { kind: string; error: string }): string {
  const kind = facts.kind.padEnd(12);
  if ('error' in facts) return `${kind} unusable: ${facts.error}`;
  const { architecture, parameters, sizeBytes, contextTokens, vocabSize, licence, lacksKorean } = facts;
  return `${kind} ${[
    architecture,
    ...(parameters > 0 ? [`${(parameters / 1e6).toFixed(1)} M parameters`] : []),
    `${(sizeBytes / 1e6).toFixed(1)} MB`,
    `${contextTokens} tokens`,
    `vocabulary ${vocabSize}`,
    ...(licence && licence !== 'unknown' ? [licence] : []),
    ...(lacksKorean ? ['no Korean: its vocabulary cannot spell Hangul'] : []),
    ...(parameters > 0 ? [] : ['no MODEL_CARD.md: who made it, and of what, is not known']),
  ].join(', ')}`;
}
