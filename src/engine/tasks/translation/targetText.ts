// What is put right in a translation without a model: a particle's form, a welcome, free space, the mark it ends with. Sees text only.

import type { TextLanguage } from '../../../shared/protocol/text';
import { withFreeSpace } from '../../languages/freeSpace';
import { fitSureParticles } from '../../languages/koreanParticles';
import { withKoreanWelcome } from '../../languages/welcomes';
import { endOf } from './checks/finalMark';

const latinWord = /(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*[A-Za-z](?![A-Za-z0-9])/g;
const closing = /["'”’)\]」』]*$/;

/** @returns The target as it is to be read; what it says of each place stays at that place. */
export function repairedTarget(source: string, target: string, to: TextLanguage): string {
  const named = withCase(source, target, to);
  const fitted = to === 'ko' ? inKorean(source, named) : named;
  return withFinalMark(source, fitted);
}

function inKorean(source: string, target: string): string {
  return withFreeSpace(source, withKoreanWelcome(source, fitSureParticles(onceCounted(target))));
}

/**
 * The source's final mark instead of another that says the same. A question is told by more than its mark, so neither is
 * one made nor unmade (checks/finalMark.ts).
 */
function withFinalMark(source: string, target: string): string {
  const [own, written] = [endOf(source), endOf(target)];
  if (own === written || own === '?' || written === '?') return target;
  const tail = closing.exec(target)![0];
  const head = target.slice(0, target.length - tail.length);
  const bare = head.slice(0, head.length - written.length);
  const isAbbreviation = own === '' && written === '.' && /\.[A-Za-z]$|\b(?:etc|Inc|Ltd|Co|vs|St|No)$/.test(bare);
  if (isAbbreviation || !/[\p{L}\p{N}\ue000-\ue00f)\]”’"'%]$/u.test(bare)) return target;
  return bare + own + tail;
}

/**
 * A name with capitals in it ("SWD", "GitHub") as the source writes it, which a model may have written small; in Korean, where no
 * sentence begins with a capital, a word that the source writes small as well ("onnxruntime").
 */
function withCase(source: string, target: string, to: TextLanguage): string {
  // All in capitals, they say nothing.
  if (!/\p{Ll}|[가-힣]/u.test(source)) return target;
  const forms = new Map<string, Set<string>>();
  for (const word of source.match(latinWord) ?? []) {
    const small = word.toLowerCase();
    forms.set(small, (forms.get(small) ?? new Set()).add(word));
  }
  return target.replace(latinWord, (word) => {
    const [form, ...others] = forms.get(word.toLowerCase()) ?? [];
    if (form === undefined || others.length > 0) return word;
    const isName = /[A-Z].*[A-Z]|[a-z][A-Z]/.test(form);
    const isMadeGreat = to === 'ko' && /^[a-z]/.test(form) && word.slice(1) === form.slice(1);
    return isName || isMadeGreat ? form : word;
  });
}

/** "50개개를" says its counter twice. */
function onceCounted(target: string): string {
  return target.replace(/(?<=\d)(개|명|번|건|회)\1(?=$|[^가-힣]|[가는를을이은의에로까만와과도])/g, '$1');
}
