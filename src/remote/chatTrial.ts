// Whether a server's model is fit to be asked in sentences. A base model answers a chat with status 200 and nonsense, in a
// template that is not its own, so nothing is believed that it says of itself: it is given test sentences.

import type { OtherModel } from '../engine/tasks/otherModel';
import { askSummary } from '../engine/tasks/summary/askedSummary';
import { askTranslation } from '../engine/tasks/translation/askedTranslation';
import type { SpeakerTrouble, TryServerResult } from '../shared/protocol/speaker';
import type { TextLanguage } from '../shared/protocol/text';
import type { CancellationToken } from '../util/async';

/** `says`: words of which every translation has one; what is in the language alone may be an excuse. */
const sentences: readonly { text: string; to: TextLanguage; says: RegExp }[] = [
  { text: 'Press the button to open the door.', to: 'ko', says: /버튼|단추|누르|눌러/ },
  { text: '문을 열려면 버튼을 누르세요.', to: 'en', says: /\b(?:button|press|push|door)\b/i },
];

const page =
  'The library opens at nine on weekdays. Readers may keep a book for three weeks, and may ask for it to be kept longer once.';
const pageWords = /\b(?:library|book|reader)/i;

export class ChatTrial {
  constructor(
    private readonly model: OtherModel,
    /** Whether the chat template is the model's own; undefined where that can't be told. */
    private readonly isTemplateOwn: (token: CancellationToken) => Promise<boolean | undefined>,
  ) {}

  /** @returns undefined when cancelled. */
  async run(token: CancellationToken): Promise<TryServerResult | undefined> {
    const result: TryServerResult = { to: [], summarizes: false };
    const unfit = (trouble: SpeakerTrouble) => ({ ...result, trouble });
    const note = (model: string | undefined) => {
      if (model !== undefined) result.model = model;
    };
    if ((await this.isTemplateOwn(token)) === false) return unfit('noChat');
    for (const { text, to, says } of sentences) {
      const asked = await askTranslation(this.model, text, to, token, note);
      if (!asked) return undefined;
      if ('said' in asked) {
        if (says.test(asked.said)) result.to.push(to);
      } else if (asked.trouble !== 'unusable') return unfit(asked.trouble);
    }
    const question = { kind: 'description', sentences: 1, language: 'en', page } as const;
    const summary = await askSummary(this.model, question, (said) => pageWords.test(said), token, note);
    if (!summary) return undefined;
    if ('said' in summary) result.summarizes = true;
    else if (summary.trouble !== 'unusable') return unfit(summary.trouble);
    return result.to.length > 0 || result.summarizes ? result : unfit('noChat');
  }
}

/** Marks of turns in a template: each is one token of a model that learnt them. */
const turnMark = /<\|[\w-]+\|>|<(?:start|end)_of_turn>/g;

/**
 * @param idsOf How many tokens a mark is, where special ones are read as such; undefined where that can't be told.
 * @returns undefined where the template says nothing of it.
 */
export async function isOwnTemplate(
  template: unknown,
  idsOf: (mark: string) => Promise<number | undefined>,
): Promise<boolean | undefined> {
  const marks = typeof template === 'string' ? [...new Set(template.match(turnMark))].slice(0, 8) : [];
  if (marks.length === 0) return undefined;
  for (const mark of marks) {
    const ids = await idsOf(mark);
    if (ids === undefined) return undefined;
    if (ids === 1) return true;
  }
  return false;
}
