// The command that fetches a model by name: asks for the name, shows what would come, its licence and the room there is, and
// after a yes lets dist/hub.js fetch it; where the hub refuses, for a token. Reaches nothing itself.

import { homedir } from 'node:os';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { HubClient } from '../client/hubClient';
import { ModelStore } from '../modelStore/modelStore';
import { hubWords, sizeWords } from '../shared/hubWords';
import type { HubAdded, HubParams, HubPlan, HubTrouble, HubVariant } from '../shared/protocol/hub';
import { isRepoName, personalModelsFolder } from '../util/modelNames';
import { askHubToken, hubToken, mayWantToken } from './hubToken';
import { chooseOwnModel, hasSetting, useModel } from './ownModelsCommand';

export interface AddModelParts {
  /** Absolute path of dist/hub.js. */
  hubEntry: string;
  secrets: vscode.SecretStorage;
}

/** The command: first what is there already, if anything is. */
export async function addModel(parts: AddModelParts): Promise<void> {
  const home = homedir();
  const modelsFolder = resolve(personalModelsFolder({ env: process.env, platform: process.platform, home }));
  try {
    const toAdd = await chooseOwnModel(new ModelStore(modelsFolder));
    const repo = toAdd && (toAdd.repo ?? (await askName()));
    if (repo === undefined) return;
    const proxy = vscode.workspace.getConfiguration('http').get<string>('proxy');
    const params: HubParams = { modelsFolder, repo, ...(proxy && { proxy }) };
    while (await addNamed(parts, params));
  } catch (error) {
    await tell(troubleOf(error), parts.secrets);
  }
}

/** @returns whether to begin again, with another token */
async function addNamed({ hubEntry, secrets }: AddModelParts, named: HubParams): Promise<boolean> {
  const params = { ...named, ...(await hubToken(secrets)) };
  const hub = new HubClient(hubEntry);
  try {
    const plan = await withProgress(vscode.l10n.t('Asking the hub about {0}', params.repo), (token) =>
      hub.plan(params, token),
    );
    const variant = await chooseVariant(plan);
    if (!variant || !(await agree(plan, variant, params.modelsFolder))) return false;
    const added = await fetchModel(hub, { ...params, repo: plan.repo }, plan, variant);
    hub.dispose(); // the person's answer may take its time
    await offer(added);
    return false;
  } catch (error) {
    return await tell(troubleOf(error), secrets);
  } finally {
    hub.dispose();
  }
}

/** Of the hub's process, or of the store. */
function troubleOf(error: unknown): HubTrouble {
  const { trouble, name } = error as Error & { trouble?: HubTrouble };
  return trouble ?? { code: 'internal', detail: name };
}

function askName(): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: vscode.l10n.t('Add a model from the Hugging Face hub'),
      prompt: vscode.l10n.t('Its name as on its page: OWNER/NAME. It must have ONNX files.'),
      placeHolder: 'onnx-community/Qwen3-0.6B-ONNX',
      ignoreFocusOut: true,
      validateInput: (text) =>
        text === '' || isRepoName(text.trim()) ? undefined : hubWords({ code: 'nameInvalid', repo: text }, vscode.l10n),
    })
    .then((text) => text?.trim() || undefined);
}

function withProgress<T>(
  title: string,
  act: (
    token: vscode.CancellationToken,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
  ) => Promise<T>,
): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => act(token, progress));
}

async function chooseVariant({ variants, repo }: HubPlan): Promise<HubVariant | undefined> {
  const items = variants.map((variant, index) => ({
    label: variant.name,
    description: [sizeWords(variant.sizeBytes), ...(index === 0 ? [vscode.l10n.t('suits this machine')] : [])].join(
      ', ',
    ),
    detail: variant.files.map(({ path, sizeBytes }) => `${path} ${sizeWords(sizeBytes)}`).join(', '),
    variant,
  }));
  const title = vscode.l10n.t('Which files of {0}?', repo);
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.variant;
}

async function agree(plan: HubPlan, variant: HubVariant, folder: string): Promise<boolean> {
  const { repo, licence, freeBytes, page } = plan;
  const yes = vscode.l10n.t('Download');
  const terms = licence
    ? [licence.name, licence.link].filter(Boolean).join(', ')
    : vscode.l10n.t('not stated; see its page');
  const room = vscode.l10n.t('{0} are free in {1}', sizeWords(freeBytes), folder);
  const detail = [vscode.l10n.t('Licence: {0}', terms), page, room].join('\n');
  const message = vscode.l10n.t('Download {0} ({1}, {2})?', repo, variant.name, sizeWords(variant.sizeBytes));
  return (await vscode.window.showInformationMessage(message, { modal: true, detail }, yes)) === yes;
}

function fetchModel(hub: HubClient, params: HubParams, plan: HubPlan, variant: HubVariant): Thenable<HubAdded> {
  return withProgress(vscode.l10n.t('Downloading {0}', plan.repo), (token, progress) => {
    let shown = 0;
    const request = { ...params, revision: plan.revision, variant: variant.name };
    return hub.add(request, token, ({ doneBytes, totalBytes, waitS }) => {
      const percent = totalBytes === 0 ? 100 : (100 * doneBytes) / totalBytes;
      const size = `${sizeWords(doneBytes)} / ${sizeWords(totalBytes)}`;
      const message = waitS === undefined ? size : vscode.l10n.t('the hub wants a pause of {0} seconds', waitS);
      progress.report({ message, increment: Math.max(0, percent - shown) });
      shown = Math.max(shown, percent);
    });
  });
}

/** Using it is another decision; without a setting for its kind there is nothing to decide. */
async function offer({ record }: HubAdded): Promise<void> {
  const added = vscode.l10n.t('{0} was added.', record.repo);
  const use = vscode.l10n.t('Use it');
  const buttons = hasSetting(record) ? [use] : [];
  if ((await vscode.window.showInformationMessage(added, ...buttons)) === use) await useModel(record, record.repo);
}

/** @returns whether another token was given */
async function tell(trouble: HubTrouble, secrets: vscode.SecretStorage): Promise<boolean> {
  const words = hubWords(trouble, vscode.l10n);
  if (trouble.code === 'cancelled') {
    vscode.window.setStatusBarMessage(words, 5000);
    return false;
  }
  const enter = vscode.l10n.t('Enter a token…');
  const open = vscode.l10n.t('Open its page');
  const buttons = [...(mayWantToken(trouble.code) ? [enter] : []), ...(trouble.page === undefined ? [] : [open])];
  const chosen = await vscode.window.showErrorMessage(words, ...buttons);
  if (chosen === open) await vscode.env.openExternal(vscode.Uri.parse(trouble.page ?? ''));
  return chosen === enter && askHubToken(secrets);
}
