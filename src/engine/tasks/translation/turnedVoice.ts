// Who does something, and what it is done to: an English subject that Korean makes the one it happens to ("the server deletes it"
// as 서버가 삭제됩니다) or its verb's object (편집기를 보여 줍니다 for "the editor
// shows it"). By the verb's form, by the particle and by where the model looked. Sees texts and places only.

import type { FailedCheck } from '../../../shared/protocol/translation';
import { type AlignedWord, wordsFrom } from './alignedWords';

/** A noun, its verb, and right behind it the beginning of an object: a verb that is done to something. */
const subjectVerbObject =
  /(?<![A-Za-z])(?:the|an?|this|that|your|our|its|each|every|another) ([a-z]{3,}) (?:(?:then|also|automatically|immediately|always|never|only|can|will|may|must|should|does not|do not|cannot) )*([a-z]{3,}) (it|them|the|an?|your|all|every|each|its|any|another|these|those)(?![A-Za-z])/gi;
/** Verbs whose object Korean often makes its subject, or that may have none; with "it" behind them they have one. */
const happensInEnglish =
  /^(?:becom|remain|need|requir|contain|hav(?:e|ing)$|has$|lack|mean|includ|rais|throw|caus|return|show|uses?$|takes?$|runs?$|start|stay|lasts?$|follow|match|reach|exceed|meets?$|appl|depend|chang|moves?$|stops?$|ends?$|fail|finish|complet)/i;
/** What may stand behind a noun and be no verb. */
const noVerb =
  /^(?:and|for|not|with|from|into|that|than|when|while|but|are|was|were|been|per|via|over|under|until|after|before|during|where|whether|because|since|unless|once|across|between|within|without|through|inside|outside)$/i;
/** A Korean verb that goes on or ends a sentence. */
const isVerb = /[가-힣](?:니다|고|며|지만|면|여|서|도록)$/;
/** A Korean verb that something has done to it. */
const isDoneTo = /[가-힣](?:됩니다|되며|되고|되지만|되면|된|될|되었|됐|되어|돼)/;

/**
 * @param words Of the Korean target, with what the model looked at; asked for where the source has such a verb.
 * @returns One a subject that is said to have it done to itself.
 */
export function turnedVoice(source: string, target: string, words: () => readonly AlignedWord[]): FailedCheck[] {
  return [...source.matchAll(subjectVerbObject)].flatMap(
    ({ 0: said, 1: noun, 2: verb, 3: object, index }): FailedCheck[] => {
      const hasIt = /^(?:it|them)$/i.test(object!);
      if (noVerb.test(verb!) || (happensInEnglish.test(verb!) && !hasIt)) return [];
      const nounAt = index + said.indexOf(` ${noun}`) + 1;
      const verbAt = index + said.indexOf(` ${verb} `, nounAt - index) + 1;
      const subject = wordsFrom(words(), nounAt, noun!.length).at(-1);
      const done = wordsFrom(words(), verbAt, verb!.length).at(-1);
      if (!subject || !done || subject.start >= done.start) return [];
      const text = ({ start, end }: { start: number; end: number }) => target.slice(start, end);
      const isAlone = !/[가-힣](?:[이가을를]|에서|[은는]|면) /.test(target.slice(subject.end, done.start));
      const isTurned = isDoneTo.test(text(done))
        ? /[가-힣][이가]$/.test(text(subject))
        : /[가-힣][을를]$/.test(text(subject)) && isVerb.test(text(done));
      return isAlone && isTurned ? [{ check: 'meaning', source: said, target: text(done) }] : [];
    },
  );
}
