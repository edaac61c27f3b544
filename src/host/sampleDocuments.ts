// "Open a Sample": documents to try a feature in. Each opens as a new text without a file, so that it can be written in; the
// pair of a page and its translation has to be files, and is copied into the extension's own folder.

import * as vscode from 'vscode';

const sampleNames = ['fillMask', 'slips', 'translate', 'summarize', 'update'] as const;
const languages = ['en', 'ko'] as const;

type SampleName = (typeof sampleNames)[number];
type Language = (typeof languages)[number];

interface Sample {
  name: SampleName;
  language: Language;
}

/** Behind what the cursor is put, so that the command can be run at once. */
const cursorBehind: Partial<Record<SampleName, RegExp>> = { fillMask: /___/, slips: /recieved|되요/ };

interface Folders {
  extensionUri: vscode.Uri;
  /** The extension's own, on this machine. */
  globalStorageUri: vscode.Uri;
}

export function registerSamples(folders: Folders): vscode.Disposable {
  return vscode.commands.registerCommand('localText.openSample', (name: unknown) => openSample(folders, name));
}

/** @param name Of a sample, as the walkthrough asks for one; anything else is asked for. */
async function openSample(folders: Folders, name: unknown): Promise<void> {
  const { extensionUri } = folders;
  const sample = isName(name) ? { name, language: ownLanguage() } : await pickSample();
  if (!sample) return;
  if (sample.name === 'update') return openPair(folders);
  const file = vscode.Uri.joinPath(extensionUri, 'media', 'samples', sample.language, `${sample.name}.md`);
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  const editor = await vscode.window.showTextDocument(document);
  const found = cursorBehind[sample.name]?.exec(document.getText());
  const place = document.positionAt(found ? found.index + found[0].length : 0);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection);
}

/** The page beside its translation, both as they were made. */
async function openPair({ extensionUri, globalStorageUri }: Folders): Promise<void> {
  const { fs } = vscode.workspace;
  const from = vscode.Uri.joinPath(extensionUri, 'media', 'samples', 'update');
  const to = vscode.Uri.joinPath(globalStorageUri, 'samples');
  const [source, translation] = ['guide.md', 'guide.ko.md'].map((name) => vscode.Uri.joinPath(to, name)) as [
    vscode.Uri,
    vscode.Uri,
  ];
  await fs.createDirectory(to);
  for (const file of [source, translation])
    await fs.writeFile(file, await fs.readFile(vscode.Uri.joinPath(from, file.path.slice(to.path.length + 1))));
  await vscode.window.showTextDocument(translation, { preview: false });
  const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false };
  await vscode.window.showTextDocument(source, beside);
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
    case 'update':
      return vscode.l10n.t('Keep a translation up to date');
  }
}
