// Sentences out of the panel's words. Knows no page.

import type { Direction, HistoryItem, RunView } from '../../shared/panelProtocol';
import type { PanelWords } from '../../shared/panelWords';
import type { LanguageTag } from '../../shared/protocol/text';

/** `{0}`, `{1}` replaced. */
export function fill(template: string, ...values: (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (found, index: string) => String(values[Number(index)] ?? found));
}

export function languageWord(language: LanguageTag, words: PanelWords): string {
  if (language === 'en') return words.english;
  if (language === 'ko') return words.korean;
  const locale = typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en';
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
}

/** E.g. "German to Korean", or "Korean" where the text tells what it is in. */
export function directionWord(direction: Direction, words: PanelWords): string {
  const [from, to] = direction.split(direction.includes('>') ? '>' : '-') as [string, string];
  if (from === '') return languageWord(to, words);
  return fill(words.fromTo, languageWord(from, words), languageWord(to, words));
}

/** E.g. "English to Korean". */
export function resultTitle(
  { task, type, from, to }: Pick<RunView, 'task' | 'type' | 'from' | 'to'>,
  words: PanelWords,
): string {
  if (task === 'summarize') return from === to ? words[type] : `${words[type]}: ${languageWord(to, words)}`;
  return fill(words.fromTo, languageWord(from, words), languageWord(to, words));
}

/** E.g. "Korean, guide.md · 16:12 · 3 of 12 sentences". */
export function historyDetail(item: HistoryItem, words: PanelWords, locale = 'en'): string {
  const { task, type, to, name, at, done, total } = item;
  const what = [task === 'translate' ? languageWord(to, words) : words[type], name ?? words.typed].join(', ');
  const time = new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return [what, time, ...(done < total ? [progressText(item, words)] : [])].join(' · ');
}

/** E.g. "3 of 12 sentences". */
export function progressText(
  { task, done, total }: Pick<RunView, 'task' | 'done' | 'total'>,
  words: PanelWords,
): string {
  if (total === 0) return words.starting;
  return fill(task === 'translate' ? words.sentencesDone : words.stepsDone, done, total);
}

/** How many sentences of a result somebody should look at; '' for none. */
export function checkText(count: number, words: PanelWords): string {
  if (count === 0) return '';
  return count === 1 ? words.oneToCheck : fill(words.toCheck, count);
}

/** 0..1 as a whole number; a probability that isn't 0 is never shown as 0. */
export function percent(probability: number): string {
  return probability > 0 && probability < 0.01 ? '< 1' : String(Math.round(probability * 100));
}

/** How much a cancelled run had done. */
export function cancelledText(run: Progress, words: PanelWords): string {
  return isPart(run) ? fill(words.incompleteSentences, run.done, run.total) : words.incomplete;
}

/** Why a run failed, and how much of it there is. */
export function failureText(run: Progress & Pick<RunView, 'failure'>, words: PanelWords): string {
  const why = run.failure ?? words.failed;
  return isPart(run) && run.done > 0 ? `${why} ${fill(words.readySentences, run.done, run.total)}` : why;
}

export function copyLabel(run: Progress, words: PanelWords): string {
  return isPart(run) ? fill(words.copyPart, run.done, run.total) : words.copy;
}

export function insertLabel(run: Progress & Pick<RunView, 'insertable'>, words: PanelWords): string {
  switch (run.insertable) {
    case 'yes':
      return isPart(run) ? fill(words.insertPart, run.done, run.total) : words.insert;
    case 'running':
      return words.insertRunning;
    case 'inserted':
      return words.inserted;
    case 'noPlace':
      return words.insertNoPlace;
  }
}

export function replaceLabel(
  { task, replaceable, finished, total }: Pick<RunView, 'task' | 'replaceable' | 'finished' | 'total'>,
  words: PanelWords,
): string {
  switch (replaceable) {
    case 'yes':
      return task === 'translate' ? words.replace : words.replaceSummary;
    case 'part':
      return fill(words.replacePart, finished, total);
    case 'unfinished':
      return words.replaceUnfinished;
    case 'replaced':
      return words.replaced;
    case 'changed':
      return words.replaceChanged;
    case 'noPlace':
      return words.replaceNoPlace;
  }
}

type Progress = Pick<RunView, 'task' | 'status' | 'done' | 'total'>;

/** A translation that ended before its end. */
function isPart({ task, status, done, total }: Progress): boolean {
  return task === 'translate' && status !== 'done' && status !== 'running' && done < total;
}
