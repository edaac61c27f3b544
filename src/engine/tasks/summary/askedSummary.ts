// Sentences about a text by a model that is only asked: the question, and what an answer must be. Sees text; knows no document.

import type { TextLanguage } from '../../../shared/protocol/text';
import { detectLanguage } from '../../../shared/textLanguage';
import type { CancellationToken } from '../../../util/async';
import { type Asked, type OtherModel, troubleWith } from '../otherModel';
import { hasControlMark, linesOf } from '../translation/askedTranslation';
import type { SummaryKind } from './summaryWriter';

export interface SummaryQuestion {
  kind: SummaryKind;
  /** At most; a headline is one. */
  sentences: number;
  /** The page's, and the answer's. */
  language: TextLanguage;
  page: string;
}

/** UTF-16 units of a sentence that is still short. */
const longestSentence = 400;

/** @param isOfText Whether a sentence says nothing that the text has not. @returns At least one; undefined when cancelled. */
export async function askSummary(
  model: OtherModel | undefined,
  question: SummaryQuestion,
  isOfText: (sentence: string) => boolean,
  token: CancellationToken,
  onModel: (name: string | undefined) => void = () => {},
): Promise<Asked<string[]> | undefined> {
  const trouble = await troubleWith(model, 'summary', token);
  if (trouble !== 'none') return trouble && { trouble };
  const result = await model!.ask(summaryQuestion(question), longestSentence * question.sentences, token);
  if (!result || token.isCancellationRequested) return undefined;
  if ('trouble' in result) return result;
  onModel(result.model);
  const said = result.isWhole ? readSummary(result.text, question).filter(isOfText) : [];
  return said.length > 0 ? { said } : { trouble: 'unusable' };
}

const languages: Readonly<Record<TextLanguage, string>> = { en: 'English', ko: 'Korean' };

export function summaryQuestion({ kind, sentences, language, page }: SummaryQuestion): string {
  const what = kind === 'headline' ? 'Write a headline for' : `Say in ${countOf(sentences)} what matters most in`;
  const rules = 'Say only what it says itself. No Markdown, no introduction';
  const lines = sentences > 1 ? ', each sentence on a line of its own' : ', all on one line';
  return `${what} the text below. Answer in ${languages[language]}. ${rules}${lines}.\n\n${page}`;
}

function countOf(sentences: number): string {
  return sentences === 1 ? 'one short sentence' : `at most ${sentences} short sentences`;
}

const bullet = /^(?:[-*•]|\d{1,2}[.)])\s+/;

/** The sentences of an answer that may be one's, in order. */
export function readSummary(answer: string, { sentences, language, page }: SummaryQuestion): string[] {
  return linesOf(answer)
    .map((line) => line.replace(bullet, '').replace(/^["“](.*)["”]$/, '$1'))
    .filter((line) => {
      const isSentence = line.length <= longestSentence && detectLanguage(line) === language;
      return isSentence && !hasControlMark(line, page);
    })
    .slice(0, sentences);
}
