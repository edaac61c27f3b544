// `localtext-model.json`: where a model came from, which files it has, and under which licence. Kept beside the model.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleKind } from '../shared/protocol/engine';
import type { HubFile, HubLicence, ModelRecord } from '../shared/protocol/hub';
import { isRepoName } from '../util/modelNames';
import { isSafePath } from './safePath';

export const recordFile = 'localtext-model.json';

const kinds: readonly BundleKind[] = ['completion', 'fill-mask', 'seq2seq'];

/** @returns undefined where there is none, or none that can be trusted */
export async function readRecord(folder: string): Promise<ModelRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, recordFile), 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is ModelRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, repo, revision, kind, architecture, variant, licence, page, files, addedAt } =
    value as Partial<ModelRecord>;
  const isTold = [revision, architecture, variant, page, addedAt].every((each) => typeof each === 'string');
  const isOurs = schema === 1 && typeof repo === 'string' && isRepoName(repo) && kinds.includes(kind as BundleKind);
  return (
    isOurs && isTold && (licence === undefined || isLicence(licence)) && Array.isArray(files) && files.every(isFile)
  );
}

function isLicence(value: Partial<HubLicence> | null): boolean {
  return typeof value === 'object' && typeof value?.name === 'string';
}

function isFile(value: Partial<HubFile> | null): boolean {
  const { path, sizeBytes, hash } = value ?? {};
  return (
    typeof path === 'string' && isSafePath(path) && Number.isSafeInteger(sizeBytes) && typeof hash?.hex === 'string'
  );
}
