// What is left out of all, and what is set against something that is denied: "all but the last", "at the end, not here".

import type { FailedCheck } from '../../../../shared/protocol/translation';
import { allBut } from '../../../languages/englishDenials';
import { found, oneSided, type ReadDenials } from './denials';

export const exceptions: readonly ((read: ReadDenials) => FailedCheck | undefined)[] = [
  allButLost,
  exceptAsQuality,
  contrastLost,
];

const koreanExcept = /제외|외에|외의|외는|이외|빼고|[뺀뺐]|말고|남기|남겨|남긴|남는|나머지|아닌|않|없/;

/** "All but the last two" as "모든 반면 마지막 두". */
function allButLost(read: ReadDenials): FailedCheck | undefined {
  const english = read.to === 'ko' ? found(read.en, allBut) : undefined;
  return english && !koreanExcept.test(read.ko) ? oneSided(read, english, 'en') : undefined;
}

const koreanAllBut =
  /[가-힣A-Za-z\ue000-\ue00f]+(?:[을를] 제외한 (?:모든|나머지|다른)|[을를] 제외하고|(?: |을 |를 )?외의 모든)/;
const englishExcept =
  /\b(?:except\w*|other than|but|besides|apart|aside|exclu\w*|without|rest|remain\w*|save|only|unless|beyond|omit\w*|outside|not|no|minus|ignor\w*|skip\w*|leav\w*)\b|n['’]t\b/i;
/** Said of a thing of its own, or to be there as well. */
const asQuality = /\b(?:that|which|who) (?:exclude|excludes|excluded)\b|\bin addition to\b/i;

/** "최근 두 개를 제외한 모든 백업" are no backups "that exclude the last two". */
function exceptAsQuality(read: ReadDenials): FailedCheck | undefined {
  const korean = read.to === 'en' ? found(read.ko, koreanAllBut) : undefined;
  const wrong = found(read.en, asQuality);
  if (!korean || (!wrong && englishExcept.test(read.en))) return undefined;
  return { check: 'negation', source: korean, target: wrong ?? '' };
}

/** Nothing is denied before, and all behind. */
const englishContrast =
  /^(?!.*\b(?:not|never|no|cannot|without|nor|neither|only)\b.*, (?:and )?not )[^,]*(?<!n['’]t [^,]*), (?:and )?(not (?!only|just|even|yet|all|to mention|necessarily|always|including|until|sure|because|if|counting)[^,;:]+?)[.!]?$/i;
const koreanContrast =
  /아니|아닌|아닙|아님|말고|대신|않[고으는았지]|없이|없고|없으|못하고|지 마|마세|마십|제외|보다|외에|지만|그렇지|하지 않습니다[.] |뿐/;

/** "It is at the end, not here" as "여기에 있지 않습니다": of two that are set against each other one is said. */
function contrastLost(read: ReadDenials): FailedCheck | undefined {
  const contrast = read.to === 'ko' ? englishContrast.exec(read.en)?.[1] : undefined;
  return contrast && !koreanContrast.test(read.ko) ? oneSided(read, contrast, 'en') : undefined;
}
