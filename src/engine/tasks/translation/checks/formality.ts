// A Korean translation is written in one register: sentences end in -니다 (or a request in -세요, -시오), never in plain -다.

import type { FailedCheck } from '../../../../shared/protocol/translation';
import type { CheckedSentence } from './checkedSentence';

const end = '(?=[.!?…]*["\'”’)\\]」』]*$)';
const plain = new RegExp(`[가-힣]*(?<!니)다${end}`);
/** Nouns end in -요, too: 필요, 수요, 개요; and questions in -나요 and -까요 stand in formal texts. */
const familiar = new RegExp(`[가-힣]*[가-힣](?<![세필수주중개소강긴]|아니|[나까](?=요\\?))요${end}`);

/** The last word of a Korean text that ends in another register than -니다. */
export function otherRegister(text: string): { word: string; start: number } | undefined {
  const found = plain.exec(text) ?? familiar.exec(text);
  return found ? { word: found[0], start: found.index } : undefined;
}

/** Only where the source is a sentence: a heading may be anything. */
export function formality({ source, target, to }: CheckedSentence): FailedCheck[] {
  if (to !== 'ko' || !/[.!?…]["'”’)\]]*$/.test(source.trim())) return [];
  const found = otherRegister(target)?.word;
  return found && /[.!?…]["'”’)\]」』]*$/.test(target) && !/["”’」』]$/.test(target)
    ? [{ check: 'formality', source: '', target: found }]
    : [];
}
