// The panel's words in the language of the editor: those of its page, of files it opens, and of failures.

import * as vscode from 'vscode';
import { EngineCallError } from '../client/engineCallError';
import { troubleWords } from '../host/troubleWords';
import type { ReasonName } from '../shared/failedCheckReason';
import type { PanelWords } from '../shared/panelWords';
import type { LanguageTag } from '../shared/protocol/text';

export function panelWords(): PanelWords {
  return {
    ...sourceWords(),
    ...optionWords(),
    ...progressWords(),
    ...resultWords(),
    ...reasonWords(),
    ...actionWords(),
    ...updateWords(),
  };
}

/** Why a sentence should be looked at (shared/failedCheckReason.ts). */
function reasonWords(): Record<ReasonName, string> {
  return {
    denialLost: vscode.l10n.t('The source denies ("{0}"), the translation does not.'),
    denialAdded: vscode.l10n.t('The translation denies ("{1}"), the source does not.'),
    opposite: vscode.l10n.t('The source says "{0}", the translation the opposite ("{1}").'),
    numberLost: vscode.l10n.t('The number {0} is missing.'),
    numberAdded: vscode.l10n.t('The number {1} is not in the source.'),
    wordLost: vscode.l10n.t('"{0}" is missing.'),
    wordAdded: vscode.l10n.t('"{1}" is not in the source.'),
    exchanged: vscode.l10n.t('"{0}" became "{1}".'),
    noWord: vscode.l10n.t('"{1}" may be no word.'),
    repeated: vscode.l10n.t('"{1}" says a word twice.'),
    untranslated: vscode.l10n.t('"{0}" was not translated.'),
    tooShort: vscode.l10n.t('The translation is much shorter than its source.'),
    tooLong: vscode.l10n.t('The translation is much longer than its source.'),
    question: vscode.l10n.t('Only one of source and translation is a question.'),
    formality: vscode.l10n.t('"{1}" is not in the style of the other sentences.'),
    misplaced: vscode.l10n.t('Something that is kept as it is (code, a link) was not written; it stands at the end.'),
    unknown: vscode.l10n.t('The model has no words for "{0}".'),
    doubted: vscode.l10n.t('The translation may not say "{0}".'),
  };
}

/** What people call a format that is not read (shared/textFormats.ts); proper names are alike in all languages. */
export function unreadName(name: string): string {
  const told: Readonly<Record<string, string>> = {
    'a Jupyter notebook': vscode.l10n.t('a Jupyter notebook'),
    'a table of values': vscode.l10n.t('a table of values'),
    'a manual page (roff)': vscode.l10n.t('a manual page (roff)'),
    'Fluent messages': vscode.l10n.t('Fluent messages'),
    'Java properties': vscode.l10n.t('Java properties'),
    'a translation memory': vscode.l10n.t('a translation memory'),
    'gettext messages': vscode.l10n.t('gettext messages'),
    'messages of an app': vscode.l10n.t('messages of an app'),
    settings: vscode.l10n.t('settings'),
    'a patch': vscode.l10n.t('a patch'),
    'rich text': vscode.l10n.t('rich text'),
  };
  return told[name] ?? name;
}

export function languageName(language: LanguageTag): string {
  if (language === 'en') return vscode.l10n.t('English');
  if (language === 'ko') return vscode.l10n.t('Korean');
  return new Intl.DisplayNames([vscode.env.language], { type: 'language' }).of(language) ?? language;
}

/** Undefined where somebody cancelled or the window closes: nothing went wrong. */
export function failureWords(error: unknown): string | undefined {
  const code = error instanceof EngineCallError ? error.code : 'internal';
  const { trouble } = error as EngineCallError;
  if (trouble) return troubleWords(trouble);
  switch (code) {
    case 'cancelled':
    case 'disposed':
      return undefined;
    case 'modelMissing':
      return vscode.l10n.t('The model that translates is not there (models/seq2seq). Install the extension again.');
    case 'modelInvalid':
    case 'modelUnsupported':
      return vscode.l10n.t('The model that translates cannot be used (models/seq2seq). Install the extension again.');
    case 'runtimeMissing':
      return troubleWords('loader');
    case 'inputTooLong':
      return vscode.l10n.t('This is more than the model can work on. Select less.');
    case 'outOfMemory':
      return vscode.l10n.t('There is not enough memory for this. Close something, or select less.');
    case 'engineCrashed':
      return vscode.l10n.t('The engine ended unexpectedly. Trying again starts it anew.');
    case 'engineStopped':
      return vscode.l10n.t('The engine was restarted before it was done.');
    default:
      return vscode.l10n.t('The engine could not do it: {0}', (error as Error).message);
  }
}

function sourceWords() {
  return {
    source: vscode.l10n.t('Source'),
    noSource: vscode.l10n.t('Open a file, or type a text, to translate or summarize it.'),
    excluded: vscode.l10n.t('{0} is on the exclusion list (localText.exclude), so it is not read.'),
    unread: vscode.l10n.t(
      '{0} is {1}, which is not read: as prose it would be destroyed. Read are Markdown, AsciiDoc, reStructuredText, subtitles (.srt, .vtt), plain text and the comments of programs; choose such a language for the document if it is one.',
    ),
    selection: vscode.l10n.t('Selection'),
    comment: vscode.l10n.t('Comment'),
    document: vscode.l10n.t('Whole document'),
    typed: vscode.l10n.t('Typed text'),
    characters: vscode.l10n.t('{0} characters'),
    english: vscode.l10n.t('English'),
    korean: vscode.l10n.t('Korean'),
    typeInstead: vscode.l10n.t('Type or paste a text instead'),
    useEditor: vscode.l10n.t('Use the text in the editor'),
    refresh: vscode.l10n.t('Read the selection again'),
    typeHere: vscode.l10n.t('Type or paste a text here'),
    sourceText: vscode.l10n.t('Source text'),
  };
}

function optionWords() {
  return {
    task: vscode.l10n.t('Task'),
    translate: vscode.l10n.t('Translate'),
    summarize: vscode.l10n.t('Summarize'),
    direction: vscode.l10n.t('Direction'),
    detect: vscode.l10n.t('Detect'),
    fromTo: vscode.l10n.t('{0} to {1}'),
    kind: vscode.l10n.t('Kind'),
    tldr: vscode.l10n.t('TL;DR'),
    keyPoints: vscode.l10n.t('Key points'),
    headline: vscode.l10n.t('Headline'),
    length: vscode.l10n.t('Length'),
    short: vscode.l10n.t('Short'),
    medium: vscode.l10n.t('Medium'),
    long: vscode.l10n.t('Long'),
    language: vscode.l10n.t('Language'),
    asText: vscode.l10n.t('As the text'),
    translatedBy: vscode.l10n.t('Translated by'),
    summarizedBy: vscode.l10n.t('Summarized by'),
    textGoesTo: vscode.l10n.t('The result appears here. The text goes to {0}, sentence by sentence.'),
  };
}

function updateWords() {
  return {
    inStep: vscode.l10n.t('A translation and its source'),
    draftUpdate: vscode.l10n.t('Draft what changed'),
    compareAgain: vscode.l10n.t('Compare with the source again'),
    compareAgainShort: vscode.l10n.t('Compare'),
    takeAll: vscode.l10n.t('Take all ({0})'),
    take: vscode.l10n.t('Take'),
    taken: vscode.l10n.t('Taken'),
    waitsForDraft: vscode.l10n.t('Not drafted yet'),
    placeChanged: vscode.l10n.t('This place was edited since; compare again'),
    patchedKind: vscode.l10n.t('Number, code or link'),
    changedKind: vscode.l10n.t('Changed'),
    newKind: vscode.l10n.t('New'),
    removedKind: vscode.l10n.t('Removed'),
    movedKind: vscode.l10n.t('Moved'),
    sentencesIn: vscode.l10n.t('{0} sentences'),
    showPlace: vscode.l10n.t('Show it in both documents'),
    previewUpdate: vscode.l10n.t('Preview the updated translation as differences'),
    sourceChanges: vscode.l10n.t('Show what changed in the source'),
    sourceChangesShort: vscode.l10n.t('Changes'),
    openItsSource: vscode.l10n.t('Open the source beside it'),
    openItsSourceShort: vscode.l10n.t('Source'),
    chooseSource: vscode.l10n.t('Choose the source…'),
    translationIs: vscode.l10n.t('Translation'),
    translationBecomes: vscode.l10n.t('Becomes'),
    draftSure: vscode.l10n.t('Draft, {0} %'),
    fromMemory: vscode.l10n.t('From {0}, {1} % alike'),
  };
}

function progressWords() {
  return {
    cancel: vscode.l10n.t('Cancel'),
    starting: vscode.l10n.t('Starting…'),
    sentencesDone: vscode.l10n.t('{0} of {1} sentences'),
    stepsDone: vscode.l10n.t('{0} of {1} steps'),
    percentDone: vscode.l10n.t('{0} percent done'),
    incomplete: vscode.l10n.t('Cancelled. This is what was ready by then.'),
    incompleteSentences: vscode.l10n.t('Cancelled. {0} of {1} sentences are ready.'),
    readySentences: vscode.l10n.t('{0} of {1} sentences are ready.'),
    failed: vscode.l10n.t('It did not work out.'),
    ready: vscode.l10n.t('The result is ready.'),
    retry: vscode.l10n.t('Try again'),
    restartEngine: vscode.l10n.t('Restart the engine'),
  };
}

function resultWords() {
  return {
    result: vscode.l10n.t('Result'),
    noResult: vscode.l10n.t('The result appears here. The text stays on this computer.'),
    nothingFound: vscode.l10n.t('There was nothing to make a result from.'),
    unsure: vscode.l10n.t('The model was unsure of this sentence ({0} %). Check it.'),
    cut: vscode.l10n.t('The model did not bring this sentence to its end. Check it.'),
    left: vscode.l10n.t('This sentence was left as it is: its translation would have broken the markup.'),
    textsLeft: vscode.l10n.t(
      'Left as they are: {0} texts (front matter, titles of links, texts of images and the like).',
    ),
    toCheck: vscode.l10n.t('{0} sentences to check'),
    oneToCheck: vscode.l10n.t('1 sentence to check'),
    wordsHelp: vscode.l10n.t('Click a word for others; arrow keys move.'),
    wordSure: vscode.l10n.t('{0}: {1} % sure'),
    remembered: vscode.l10n.t('As people wrote it in {0} ({1} %)'),
    rememberedPatched: vscode.l10n.t(
      'As people wrote it in {0} ({1} %), with the numbers, code and links of this sentence',
    ),
    alike: vscode.l10n.t('{0} % alike, in {1}'),
    wordFrom: vscode.l10n.t('from “{0}”'),
    wordGlossary: vscode.l10n.t('{0}: glossary'),
    addTerm: vscode.l10n.t('Add to glossary…'),
    otherWords: vscode.l10n.t('Other words for “{0}”'),
    searching: vscode.l10n.t('Looking for other words…'),
    noOtherWords: vscode.l10n.t('No other words were found.'),
    showSource: vscode.l10n.t('Show where this stands'),
    history: vscode.l10n.t('Results of this session'),
    clearHistory: vscode.l10n.t('Clear the list'),
  };
}

function actionWords() {
  return {
    copy: vscode.l10n.t('Copy'),
    copied: vscode.l10n.t('Copied'),
    insertShort: vscode.l10n.t('Insert'),
    replaceShort: vscode.l10n.t('Replace'),
    previewShort: vscode.l10n.t('Preview'),
    diffShort: vscode.l10n.t('Compare'),
    rendered: vscode.l10n.t('Show it as it will look'),
    renderedShort: vscode.l10n.t('Rendered'),
    asMarkdown: vscode.l10n.t('Show its words and its Markdown'),
    copyPart: vscode.l10n.t('Copy what is ready ({0} of {1} sentences)'),
    insert: vscode.l10n.t('Insert below'),
    insertPart: vscode.l10n.t('Insert below what is ready ({0} of {1} sentences)'),
    insertRunning: vscode.l10n.t('Insert below: not before the end of the run'),
    inserted: vscode.l10n.t('Inserted below'),
    insertNoPlace: vscode.l10n.t('Insert below: the text came from no editor'),
    replace: vscode.l10n.t('Replace the source'),
    replaceSummary: vscode.l10n.t('Replace the source by its summary'),
    replacePart: vscode.l10n.t('Replace {0} of {1} sentences; the rest of the source stays'),
    replaceUnfinished: vscode.l10n.t('Replace: nothing that could stand for the source is finished'),
    replaced: vscode.l10n.t('The source was replaced'),
    replaceChanged: vscode.l10n.t('Replace: the document says something else there by now'),
    replaceNoPlace: vscode.l10n.t('Replace: the text came from no editor'),
    preview: vscode.l10n.t('Open as Markdown preview'),
    diff: vscode.l10n.t('Compare with the source'),
  };
}
