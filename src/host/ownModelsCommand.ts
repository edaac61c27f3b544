// The models that a person added, as a pick: to use one, to go on with its download, to see its page, or to remove it. Knows no hub.

import * as vscode from 'vscode';
import type { ModelStore, StoredModel } from '../modelStore/modelStore';
import { sizeWords } from '../shared/hubWords';
import { settingOfKind } from '../shared/modelSettings';
import type { ModelRecord } from '../shared/protocol/hub';

/** The model to be downloaded: its name, or that another one is to be asked for; undefined where there is none. */
type ToAdd = { repo?: string } | undefined;

/** Nobody who has no models is asked about them. */
export async function chooseOwnModel(store: ModelStore): Promise<ToAdd> {
  const models = await store.list();
  if (models.length === 0) return {};
  const another = { label: `$(add) ${vscode.l10n.t('Another model…')}`, model: undefined };
  const items = models.map((model) => ({ label: model.repo, description: factsOf(model), model }));
  const title = vscode.l10n.t('Models that you added');
  const picked = await vscode.window.showQuickPick([another, ...items], { title, ignoreFocusOut: true });
  if (!picked) return undefined;
  return picked.model ? act(store, picked.model) : {};
}

function factsOf({ record, sizeBytes }: StoredModel): string {
  const size = sizeWords(sizeBytes);
  if (!record) return vscode.l10n.t('{0}, not complete', size);
  const { kind, variant, licence } = record;
  const used = isInUse(record) ? [vscode.l10n.t('in use')] : [];
  return [kind, variant, size, licence?.name ?? vscode.l10n.t('licence not stated'), ...used].join(', ');
}

/** What to do with it. */
async function act(store: ModelStore, model: StoredModel): Promise<ToAdd> {
  const { repo, record } = model;
  const doings: { label: string; run: () => ToAdd | Promise<ToAdd> }[] = [];
  const done = (run: () => PromiseLike<unknown>) => async (): Promise<ToAdd> => {
    await run();
    return undefined;
  };
  if (!record) doings.push({ label: vscode.l10n.t('Go on with the download'), run: () => ({ repo }) });
  else if (isInUse(record))
    doings.push({ label: vscode.l10n.t('Use the bundled model again'), run: done(() => useModel(record, undefined)) });
  else if (hasSetting(record)) doings.push({ label: vscode.l10n.t('Use it'), run: done(() => useModel(record, repo)) });
  if (record) {
    const page = vscode.Uri.parse(record.page);
    doings.push({ label: vscode.l10n.t('Open its page'), run: done(() => vscode.env.openExternal(page)) });
  }
  doings.push({ label: vscode.l10n.t('Remove it…'), run: done(() => remove(store, model)) });
  const picked = await vscode.window.showQuickPick(doings, { title: repo, ignoreFocusOut: true });
  return picked?.run();
}

async function remove(store: ModelStore, { repo, record, sizeBytes }: StoredModel): Promise<void> {
  const yes = vscode.l10n.t('Remove');
  const message = vscode.l10n.t('Remove {0} ({1}) from this computer?', repo, sizeWords(sizeBytes));
  if ((await vscode.window.showWarningMessage(message, { modal: true }, yes)) !== yes) return;
  // First, so that no engine has its files open.
  if (record && isInUse(record)) await useModel(record, undefined);
  await store.remove(repo);
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0} was removed.', repo), 5000);
}

/** Whether there is a setting to use a model of this kind by. */
export function hasSetting({ kind }: ModelRecord): boolean {
  return vscode.workspace.getConfiguration().inspect(settingOfKind[kind])?.defaultValue !== undefined;
}

/** @param value Undefined for the bundled model. */
export async function useModel({ kind }: ModelRecord, value: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(settingOfKind[kind], value, vscode.ConfigurationTarget.Global);
}

function isInUse({ kind, repo }: ModelRecord): boolean {
  return vscode.workspace.getConfiguration().get(settingOfKind[kind]) === repo;
}
