// A bundle on one line, for `local-text models`: what is not known of it is left out.

import type { BundleInfo } from '../shared/protocol/engine';

export function bundleLine(facts: BundleInfo | { kind: string; error: string }): string {
  const kind = facts.kind.padEnd(12);
  if ('error' in facts) return `${kind} unusable: ${facts.error}`;
  const { architecture, parameters, sizeBytes, contextTokens, vocabSize, licence, lacksKorean, measured } = facts;
  return `${kind} ${[
    architecture,
    ...(parameters > 0 ? [`${(parameters / 1e6).toFixed(1)} M parameters`] : []),
    `${(sizeBytes / 1e6).toFixed(1)} MB`,
    `${contextTokens} tokens`,
    `vocabulary ${vocabSize}`,
    ...(licence && licence !== 'unknown' ? [licence] : []),
    ...(measured ? [measuredText(measured)] : []),
    ...(lacksKorean ? ['no Korean: its vocabulary cannot spell Hangul'] : []),
    ...(parameters > 0 ? [] : ['no MODEL_CARD.md: who made it, and of what, is not known']),
  ].join(', ')}`;
}

function measuredText({ bits, written }: NonNullable<BundleInfo['measured']>): string {
  const names = { en: 'English', ko: 'Korean' };
  const none = bits.ko === undefined ? 'no English' : 'neither English nor Korean';
  const languages = written.length === 0 ? none : written.map((one) => names[one]).join(' and ');
  const figures = Object.entries(bits).map(([language, each]) => `${language} ${each.toFixed(2)}`);
  return `writes ${languages} (bits a byte: ${figures.join(', ')})`;
}
