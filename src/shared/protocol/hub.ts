// Models by name: what is told before a download, what stays beside a model, and why nothing came. Spoken between
// dist/hub.js and whoever started it.

import type { BundleKind } from './engine';

/** A file of a repository, at one commit. */
export interface HubFile {
  /** As the repository names it, with forward slashes. */
  path: string;
  sizeBytes: number;
  /** `sha256` of the content for large files (LFS); for the others git's blob id, a SHA-1. Lower-case hexadecimal. */
  hash: { type: 'sha256' | 'gitBlob'; hex: string };
}

/** One choice of graphs: how their weights are stored. */
export interface HubVariant {
  /** transformers.js' name of it, e.g. "q8". */
  name: string;
  /** All that would be downloaded, graphs and the files beside them. */
  files: HubFile[];
  sizeBytes: number;
}

export interface HubLicence {
  /** SPDX identifier, or what the model card calls it. */
  name: string;
  link?: string;
}

export interface HubPlan {
  /** OWNER/NAME as the hub spells it. */
  repo: string;
  /** The commit that every file is taken from. */
  revision: string;
  kind: BundleKind;
  /** `model_type` of config.json. */
  architecture: string;
  /** Absent where the model card states none. */
  licence?: HubLicence;
  /** The model's page. */
  page: string;
  /** The one that suits this machine first. */
  variants: HubVariant[];
  /** Where it would lie. */
  folder: string;
  /** On the disk of the models folder (bytes). */
  freeBytes: number;
  /** Of each variant, what an earlier try left (bytes). */
  presentBytes: Readonly<Record<string, number>>;
}

/** `localtext-model.json`, beside a model that was added. */
export interface ModelRecord {
  schema: 1;
  repo: string;
  revision: string;
  kind: BundleKind;
  architecture: string;
  variant: string;
  licence?: HubLicence;
  page: string;
  files: HubFile[];
  /** ISO 8601. */
  addedAt: string;
}

export interface HubParams {
  /** Absolute folder of the person's models. */
  modelsFolder: string;
  /** OWNER/NAME. */
  repo: string;
  /** Before HF_TOKEN. Goes to the hub's own host and nowhere else; is written nowhere. */
  token?: string;
  /** For requests for which the environment names no proxy. */
  proxy?: string;
}

export interface HubAddParams extends HubParams {
  /** Of the plan that the person saw. */
  revision: string;
  variant: string;
}

export interface HubProgress {
  /** The file under way. */
  file: string;
  doneBytes: number;
  totalBytes: number;
  /** While the hub is given a pause (s). */
  waitS?: number;
}

export interface HubAdded {
  record: ModelRecord;
  folder: string;
  /** It was there before, whole and of the same commit. */
  wasThere: boolean;
}

/** Why nothing came; `hubWords` says it. */
export interface HubTrouble {
  code: HubTroubleCode;
  /** OWNER/NAME, or what was given for it. */
  repo?: string;
  file?: string;
  /** The hub's host, or the one it sent us to. */
  host?: string;
  page?: string;
  folder?: string;
  /** An error's own code, a status, a list: words that need no translation. */
  detail?: string;
  neededBytes?: number;
  freeBytes?: number;
  seconds?: number;
}

export type HubTroubleCode =
  | 'nameInvalid'
  | 'endpointInvalid' // HF_ENDPOINT is no address
  | 'notFound' // or private: the hub does not tell
  | 'gated' // its terms were not accepted, or no token says by whom
  | 'tokenRefused'
  | 'rateLimited'
  | 'serverFault'
  | 'offline'
  | 'proxyRefused'
  | 'timedOut'
  | 'brokenOff'
  | 'redirectRefused'
  | 'answerInvalid' // no hub speaks so
  | 'noOnnx'
  | 'noTokenizer'
  | 'noConfig'
  | 'notForWriting' // its kind is none that the engine runs
  | 'variantMissing'
  | 'nameUnsafe' // a file's name that leads elsewhere, or that some system cannot keep
  | 'damaged' // the hash or the size differs
  | 'moved' // the plan's files are no longer what the hub has
  | 'tooLittleSpace'
  | 'diskFull'
  | 'cannotWrite'
  | 'busy' // added or removed by another process at this time
  | 'inUse'
  | 'notThere'
  | 'cancelled'
  | 'internal';

/** What dist/hub.js has for who loads it in its own process, as the command line does. Throws errors with a `trouble`. */
export interface HubApi {
  planModel(params: HubParams, token: CancelToken): Promise<HubPlan>;
  addModel(
    params: HubAddParams,
    given: { token: CancelToken; onProgress(progress: HubProgress): void },
  ): Promise<HubAdded>;
}

/** As util's CancellationToken. */
interface CancelToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}
