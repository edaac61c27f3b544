// "Open a Sample": documents to try a feature in. Each opens as a new text without a file, so that it can be written in.

import * as vscode from 'vscode';

const sampleNames = ['fillMask', 'slips', 'translate', 'summarize'] as const;
const languages = ['en', 'ko'] as const;

type SampleName = (typeof sampleNames)[number];
type Language = (typeof languages)[number];

interface Sample {
  name: SampleName;
  language: Language;
}

/** Behind what the cursor is put, so that the command can be run at once. */
const cursorBehind: Partial<Record<SampleName, RegExp>> = { fillMask: /___/, slips: /recieved|되요/ };

export function registerSamples(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand('localText.openSample', (name: unknown) => openSample(extensionUri, name));
}

/** @param name Of a sample, as the walkthrough asks for one; anything else is asked for. */
async function openSample(extensionUri: vscode.Uri, name: unknown): Promise<void> {
  const sample = isName(name) ? { name, language: ownLanguage() } : await pickSample();
  if (!sample) return;
  const file = vscode.Uri.joinPath(extensionUri, 'media', 'samples', sample.language, `${sample.name}.md`);
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  const editor = await vscode.window.showTextDocument(document);
  const found = cursorBehind[sample.name]?.exec(document.getText());
  const place = document.positionAt(found ? found.index + found[0].length : 0);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection);
}

async function pickSample(): Promise<Sample | undefined> {
  const own = ownLanguage();
  const ordered = [own, ...languages.filter((each) => each !== own)];
  const items = ordered.flatMap((language) => [
    { label: languageWords(language), kind: vscode.QuickPickItemKind.Separator, sample: undefined },
    ...sampleNames.map((name) => ({
      label: sampleWords(name),
      description: languageWords(language),
      sample: { name, language },
    })),
  ]);
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('What would you like to try?') });
  return picked?.sample;
}

function isName(value: unknown): value is SampleName {
  return sampleNames.includes(value as SampleName);
}

function ownLanguage(): Language {
  return /^ko\b/i.test(vscode.env.language) ? 'ko' : 'en';
}

function languageWords(language: Language): string {
  return language === 'en' ? vscode.l10n.t('English') : vscode.l10n.t('Korean');
}

function sampleWords(name: SampleName): string {
  switch (name) {
    case 'fillMask':
      return vscode.l10n.t('Fill a blank');
    case 'slips':
      return vscode.l10n.t('Find likely slips');
    case 'translate':
      return vscode.l10n.t('Translate');
    case 'summarize':
      return vscode.l10n.t('Summarize');
  }
}
