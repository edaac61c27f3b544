// The particle that words in Hangul end in, where it surely is one and no part of a noun ("추가") or a verb ("하는"). Sees text
// only.

import { fitParticle } from './koreanParticles';

/** Behind a noun of one syllable too: hardly any word ends so otherwise. */
const sure = /(?<=[가-힣])(?:[을를]|에서|에게)$/;
const notSure = /(?:^| )(?:마을|가을|노을|고을|무엇을)$|[않없있같좋많적높낮얻넣놓찾받읽먹남막잡닫믿]을$/;
/** Behind two syllables and more of a word. */
const likely = /(?<=[가-힣]{2})(?:으로|[은는이가와과의에로])$/;

/** Nouns of three syllables and more, adverbs and verbs that end as if there were a particle. */
const nouns =
  /(?:[재미][정주]의|주의|정의|매크로|마이크로|메트로|인트로|스스로|그대로|제대로|함부로|오로지|고양이|움직이|쓰임이|때문에|덕분에|마찬가지로|실제로|절대로|최대로|별도로|임의로|적으로|대로|므로|[하되있없않했됐었았]기에|[하되있없않]기로|전에|후에|동시에|없이|같이)$/;
const verbs = /[하되있없지리오가보주르키치시기니나쓰두내서이우으]는$|[많적같높낮좋깊넓얇굵작짧얕된한할될]은$/;

/** @param text Words of a translation. */
export function nounParticle(text: string): string | undefined {
  const last = /[가-힣]+$/.exec(text)?.[0] ?? '';
  const found = notSure.test(text) ? undefined : (sure.exec(last)?.[0] ?? likely.exec(last)?.[0]);
  if (found === undefined || (!sure.test(last) && (nouns.test(last) || verbs.test(last)))) return undefined;
  const stem = last.slice(0, -found.length);
  return fitParticle(stem, found) === found ? found : undefined;
}
