// `local-text models add|remove`, and the lines of `models list` that tell of added ones. What reaches the hub is
// dist/hub.js, which main.ts loads for `add` alone.

import { ModelStore, type StoredModel } from '../modelStore/modelStore';
import { sizeWords } from '../shared/hubWords';
import { settingOfKind } from '../shared/modelSettings';
import type { HubApi, HubPlan, HubProgress, HubVariant } from '../shared/protocol/hub';
import { CancellationSource } from '../util/async';
import { type CliOptions, UsageError } from './options';

export interface OwnModels {
  /** Absolute folder of the person's models. */
  folder: string;
  hub(): HubApi;
  /** For standard output. */
  writeLine(line: string): Promise<void>;
  /** For standard error. */
  tell(line: string): void;
  showProgress(line: string): void;
  onInterrupt(act: () => void): void;
  /** Undefined where nobody is there to answer. */
  ask(question: string): Promise<string | undefined>;
}

/** @throws HubError of the hub's own bundle, UsageError */
export async function addOwnModel({ models, json }: CliOptions, own: OwnModels): Promise<number> {
  const [repo = ''] = models.names;
  const params = { modelsFolder: own.folder, repo };
  const cancelling = new CancellationSource();
  const { token } = cancelling;
  own.onInterrupt(() => cancelling.cancel());
  const hub = own.hub();
  const plan = await hub.planModel(params, token);
  const variant = chosen(plan, models.variant);
  for (const line of planLines(plan, variant, own.folder)) own.tell(line);
  if (!models.isAgreed && !(await isAgreed(own))) return 1;
  const request = { ...params, repo: plan.repo, revision: plan.revision, variant: variant.name };
  const onProgress = (progress: HubProgress) => own.showProgress(progressLine(progress));
  const { record, folder, wasThere } = await hub
    .addModel(request, { token, onProgress })
    .finally(() => own.showProgress(''));
  own.tell(wasThere ? `It was there already: ${folder}` : `Added: ${folder}`);
  const setting = `"${settingOfKind[record.kind]}": "${record.repo}"`;
  own.tell("To use it, in the editor's settings:");
  await own.writeLine(json ? JSON.stringify({ folder, setting, ...record }) : setting);
  return 0;
}

/** Someone at a terminal is asked; a script has said what it wants. */
async function isAgreed({ ask }: OwnModels): Promise<boolean> {
  const answer = await ask('Download it? [Y/n] ');
  return answer === undefined || /^\s*(?:y(?:es)?)?\s*$/i.test(answer);
}

function chosen({ variants, repo }: HubPlan, name: string | undefined): HubVariant {
  const variant = name === undefined ? variants[0] : variants.find((each) => each.name === name);
  if (variant) return variant;
  throw new UsageError(`${repo} has no variant "${name}"; it has ${variants.map((each) => each.name).join(', ')}`);
}

export function planLines(plan: HubPlan, variant: HubVariant, folder: string): string[] {
  const { repo, revision, kind, architecture, licence, page, freeBytes } = plan;
  const others = plan.variants.filter((each) => each !== variant);
  const present = plan.presentBytes[variant.name] ?? 0;
  const size = sizeWords(variant.sizeBytes);
  return [
    `${repo}  ${kind}, ${architecture}, commit ${revision.slice(0, 12)}, ${page}`,
    `licence   ${licence ? [licence.name, licence.link].filter(Boolean).join(', ') : 'not stated: see its page'}`,
    `variant   ${[variant.name, ...others.map((each) => `${each.name} ${sizeWords(each.sizeBytes)}`)].join('; also ')}`,
    ...variant.files.map(
      ({ path, sizeBytes }, index) => `${index === 0 ? 'files   ' : '        '}  ${path} ${sizeWords(sizeBytes)}`,
    ),
    `together  ${size}${present > 0 ? ` (${sizeWords(present)} of it are there)` : ''}; ${sizeWords(freeBytes)} are free in ${folder}`,
  ];
}

export function progressLine({ file, doneBytes, totalBytes, waitS }: HubProgress): string {
  const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
  const doing = waitS === undefined ? file : `the hub wants a pause of ${waitS} s`;
  return `${String(percent).padStart(3)} %  ${sizeWords(doneBytes)} of ${sizeWords(totalBytes)}  ${doing}`;
}

export async function removeOwnModels({ models }: CliOptions, own: OwnModels): Promise<number> {
  const store = new ModelStore(own.folder);
  for (const repo of models.names) {
    await store.remove(repo);
    own.tell(`Removed: ${repo}`);
  }
  return 0;
}

export async function ownModelLines(json: boolean, folder: string): Promise<string[]> {
  const models = await new ModelStore(folder).list();
  return models.map((model) => (json ? JSON.stringify(model) : ownModelLine(model)));
}

function ownModelLine({ repo, record, sizeBytes }: StoredModel): string {
  if (!record) return `${'unfinished'.padEnd(12)} ${repo}, ${sizeWords(sizeBytes)}: "models add" goes on with it`;
  const { kind, architecture, variant, licence } = record;
  const facts = [repo, architecture, variant, sizeWords(sizeBytes), licence?.name ?? 'licence not stated'];
  return `${kind.padEnd(12)} ${facts.join(', ')}`;
}
