// A model by name: what would come, and its coming. Every file is of the commit that the plan named; the model appears
// whole or not at all. Says nothing to anybody: the caller shows plan and progress.

import { stat, statfs, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { readRecord, recordFile } from '../modelStore/modelRecord';
import { ModelStore } from '../modelStore/modelStore';
import { firstUnsafe } from '../modelStore/safePath';
import { HubError } from '../modelStore/storeError';
import type {
  HubAdded,
  HubAddParams,
  HubFile,
  HubParams,
  HubPlan,
  HubProgress,
  HubVariant,
  ModelRecord,
} from '../shared/protocol/hub';
import type { CancellationToken } from '../util/async';
import { folderOfRepo, isRepoName } from '../util/modelNames';
import { kindOf, variantsOf } from './chooseFiles';
import { downloadFile, type OpenSink, openFileSink, startHash } from './downloadFile';
import { httpGet } from './httpGet';
import {
  endpointOf,
  fileAddress,
  filesOf,
  type HubSession,
  type ModelFacts,
  modelFacts,
  pageOf,
  readAll,
  refusal,
} from './hubApi';
import { PartFolder } from './partFolder';
import { type Patience, retrying, usualPatience } from './retrying';

/** What the tests replace. */
export interface HubPorts {
  env: Readonly<Record<string, string | undefined>>;
  patience: Patience;
  silenceMs: number;
  openSink: OpenSink;
  freeBytes(folder: string): Promise<number>;
  memoryBytes: number;
  store(folder: string): ModelStore;
}

export const usualPorts: HubPorts = {
  env: process.env,
  patience: usualPatience,
  silenceMs: 30_000,
  openSink: openFileSink,
  freeBytes,
  memoryBytes: totalmem(),
  store: (folder) => new ModelStore(folder),
};

/** Left free for everything else on the disk (bytes). */
const sparedBytes = 50e6;
const mostConfigBytes = 4 << 20;

/** Downloads config.json and nothing else. @throws HubError */
export async function planModel(
  params: HubParams,
  token: CancellationToken,
  ports: HubPorts = usualPorts,
): Promise<HubPlan> {
  const session = sessionOf(params, token, ports);
  return planOf(session, await factsOf(session, params.repo), params.modelsFolder, ports);
}

/**
 * Goes on where an earlier try ended. Never asks: the person has seen the plan.
 * @throws HubError; what came is kept, but for files that are not what the hub says
 */
export async function addModel(
  params: HubAddParams,
  { token, onProgress }: { token: CancellationToken; onProgress(progress: HubProgress): void },
  ports: HubPorts = usualPorts,
): Promise<HubAdded> {
  let progress: HubProgress = { file: '', doneBytes: 0, totalBytes: 0 };
  const session: HubSession = {
    ...sessionOf(params, token, ports),
    onWait: (ms) => onProgress({ ...progress, waitS: Math.ceil(ms / 1000) }),
  };
  if (!/^[0-9a-f]{40,64}$/.test(params.revision)) throw new HubError({ code: 'moved', repo: params.repo });
  const facts = { ...(await factsOf(session, params.repo)), revision: params.revision };
  const plan = await planOf(session, facts, params.modelsFolder, ports);
  const variant = plan.variants.find(({ name }) => name === params.variant);
  if (!variant) {
    const detail = plan.variants.map(({ name }) => name).join(', ');
    throw new HubError({ code: 'variantMissing', repo: plan.repo, detail });
  }
  const store = ports.store(params.modelsFolder);
  return store.alone(plan.repo, async () => {
    const there = await wholeModel(plan, variant);
    if (there) return { record: there, folder: plan.folder, wasThere: true };
    await checkSpace(plan, variant);
    const part = await PartFolder.open(store.partFolderOf(plan.repo));
    await part.prepare(variant.files);
    let before = 0;
    for (const file of variant.files) {
      await downloadFile(session, {
        file,
        repo: plan.repo,
        address: fileAddress(session.connection, plan, file.path),
        path: part.pathOf(file),
        etag: part.etagOf(file),
        onEtag: (etag) => part.setEtag(file, etag),
        onBytes: (bytes) => {
          progress = { file: file.path, doneBytes: before + bytes, totalBytes: variant.sizeBytes };
          onProgress(progress);
        },
        openSink: ports.openSink,
      });
      before += file.sizeBytes;
    }
    if (token.isCancellationRequested) throw new HubError({ code: 'cancelled' });
    const record = recordOf(plan, variant);
    await writeFile(join(part.folder, recordFile), `${JSON.stringify(record, undefined, 2)}\n`);
    await store.install(plan.repo);
    await PartFolder.finish(plan.folder);
    return { record, folder: plan.folder, wasThere: false };
  });
}

function sessionOf(params: HubParams, token: CancellationToken, ports: HubPorts): HubSession {
  const { env, patience, silenceMs } = ports;
  const connection = {
    endpoint: endpointOf(env.HF_ENDPOINT),
    token: params.token ?? (env.HF_TOKEN?.trim() || undefined),
    proxy: params.proxy,
    silenceMs,
  };
  return { connection, patience, token };
}

async function factsOf(session: HubSession, repo: string): Promise<ModelFacts> {
  if (!isRepoName(repo)) throw new HubError({ code: 'nameInvalid', repo });
  const facts = await modelFacts(session, repo);
  if (isRepoName(facts.repo) && firstUnsafe([folderOfRepo(facts.repo)]) === undefined) return facts;
  throw new HubError({ code: 'answerInvalid', host: session.connection.endpoint.host, detail: 'id' });
}

async function planOf(session: HubSession, facts: ModelFacts, modelsFolder: string, ports: HubPorts): Promise<HubPlan> {
  const { repo, revision, licence } = facts;
  const files = await filesOf(session, facts);
  const { kind, architecture } = kindOf(await readConfig(session, facts, files), repo);
  const variants = variantsOf(files, { repo, kind, mostBytes: ports.memoryBytes / 2 });
  const file = variants.map((variant) => firstUnsafe(variant.files.map(({ path }) => path))).find((path) => path);
  if (file !== undefined) throw new HubError({ code: 'nameUnsafe', repo, file });
  const store = ports.store(modelsFolder);
  const part = await PartFolder.open(store.partFolderOf(repo));
  const present = variants.map(async (variant) => [variant.name, await part.presentBytes(variant.files)] as const);
  return {
    repo,
    revision,
    kind,
    architecture,
    ...(licence && { licence }),
    page: pageOf(session.connection, repo),
    variants,
    folder: store.folderOf(repo),
    freeBytes: await ports.freeBytes(modelsFolder),
    presentBytes: Object.fromEntries(await Promise.all(present)),
  };
}

async function readConfig(session: HubSession, facts: ModelFacts, files: readonly HubFile[]) {
  const file = files.find(({ path }) => path === 'config.json');
  if (!file) throw new HubError({ code: 'noConfig', repo: facts.repo });
  const address = fileAddress(session.connection, facts, file.path);
  const content = await retrying(async () => {
    const answer = await httpGet(session.connection, address, {}, session.token);
    try {
      if (answer.status !== 200) throw refusal(answer, session.connection, facts.repo);
      return await readAll(answer, mostConfigBytes);
    } finally {
      answer.close();
    }
  }, session);
  if (startHash(file).update(content).digest('hex') !== file.hash.hex)
    throw new HubError({ code: 'damaged', repo: facts.repo, file: file.path });
  try {
    const config: unknown = JSON.parse(content.toString('utf8'));
    if (typeof config === 'object' && config !== null) return config as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new HubError({ code: 'noConfig', repo: facts.repo });
}

/** The model that lies there, if it is this one and nothing of it is missing. */
async function wholeModel(plan: HubPlan, variant: HubVariant): Promise<ModelRecord | undefined> {
  const record = await readRecord(plan.folder);
  if (record?.revision !== plan.revision || record.variant !== variant.name) return undefined;
  for (const { path, sizeBytes } of variant.files) {
    const found = await stat(join(plan.folder, path)).catch(() => undefined);
    if (found?.size !== sizeBytes) return undefined;
  }
  return record;
}

async function checkSpace(plan: HubPlan, variant: HubVariant): Promise<void> {
  const neededBytes = variant.sizeBytes - (plan.presentBytes[variant.name] ?? 0);
  const { freeBytes: free, folder } = plan;
  if (neededBytes + sparedBytes > free)
    throw new HubError({
      code: 'tooLittleSpace',
      repo: plan.repo,
      folder: dirname(folder),
      neededBytes,
      freeBytes: free,
    });
}

function recordOf(plan: HubPlan, variant: HubVariant): ModelRecord {
  const { repo, revision, kind, architecture, licence, page } = plan;
  return {
    schema: 1,
    repo,
    revision,
    kind,
    architecture,
    variant: variant.name,
    ...(licence && { licence }),
    page,
    files: variant.files,
    addedAt: new Date().toISOString(),
  };
}

/** Of the disk that a folder is on, or will be. */
async function freeBytes(folder: string): Promise<number> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await statfs(at).catch(() => undefined);
    if (found) return found.bavail * found.bsize;
    if (dirname(at) === at) return Number.MAX_SAFE_INTEGER; // cannot be told; the disk will say
  }
}
