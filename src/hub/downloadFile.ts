// One file of the hub onto the disk: from where an earlier try ended, hashed as it comes, compared at its end with what
// the hub says. Knows no model.

import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { lstat, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HubError } from '../modelStore/storeError';
import type { HubFile } from '../shared/protocol/hub';
import type { CancellationToken } from '../util/async';
import { type Answer, httpGet } from './httpGet';
import { type HubSession, refusal } from './hubApi';
import { PassingError, retrying } from './retrying';

/** Where the pieces go; the tests' own one has a full disk. */
export interface Sink {
  write(piece: Buffer): Promise<void>;
  close(): Promise<void>;
}
export type OpenSink = (path: string, keepBytes: number) => Promise<Sink>;

export interface Target {
  file: HubFile;
  /** OWNER/NAME, for messages. */
  repo: string;
  address: URL;
  /** Absolute; what is there already is taken for the file's beginning. */
  path: string;
  /** Entity tag of the answer that the beginning came from. */
  etag: string | undefined;
  onEtag(etag: string | undefined): Promise<void>;
  /** How much of the file is there; also less than before, where it begins anew. */
  onBytes(bytes: number): void;
  openSink: OpenSink;
}

/**
 * Fetched a second time where its content is another than the hub says: a cache on the way may have been wrong.
 * @throws HubError, and what the file system refused
 */
export async function downloadFile(session: HubSession, target: Target): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    let reached = 0;
    const onBytes = (bytes: number) => {
      reached = Math.max(reached, bytes);
      target.onBytes(bytes);
    };
    let { etag } = target;
    const onEtag = (next: string | undefined) => {
      etag = next;
      return target.onEtag(next);
    };
    const found = await retrying(() => fetchRest(session, { ...target, etag, onBytes, onEtag }), {
      ...session,
      progress: () => reached,
    });
    if (found === target.file.hash.hex) return;
    await rm(target.path, { force: true });
    target.onBytes(0);
    if (attempt === 2) throw new HubError({ code: 'damaged', repo: target.repo, file: target.file.path });
  }
}

/** @returns the whole file's hash */
async function fetchRest(session: HubSession, target: Target): Promise<string> {
  const { file, path } = target;
  let present = await presentBytes(path, file.sizeBytes);
  let hash = await hashOf(path, present, file, session.token);
  target.onBytes(present);
  const isWhole = present === file.sizeBytes && (present > 0 || (await isThere(path)));
  if (isWhole) return hash.digest('hex');
  const answer = await httpGet(session.connection, target.address, rangeHeaders(present, target.etag), session.token);
  try {
    const isRest = isRestOf(answer, present, file.sizeBytes);
    if (!isRest && (answer.status === 416 || answer.status === 206)) {
      await rm(path, { force: true }); // the whole of it, then
      target.onBytes(0);
      throw new PassingError({ code: 'brokenOff', repo: target.repo, file: file.path });
    }
    if (!isRest && answer.status !== 200) throw refusal(answer, session.connection, target.repo);
    if (!isRest && present > 0) {
      present = 0;
      hash = startHash(file);
      target.onBytes(0);
    }
    await target.onEtag(answer.isEncoded ? undefined : answer.headers.etag);
    await store(answer, hash, present, target);
  } finally {
    answer.close();
  }
  return hash.digest('hex');
}

async function store(answer: Answer, hash: Hash, from: number, target: Target): Promise<void> {
  const { file, repo } = target;
  let bytes = from;
  await mkdir(dirname(target.path), { recursive: true });
  const sink = await target.openSink(target.path, from);
  try {
    for await (const piece of answer.pieces) {
      if (bytes + piece.length > file.sizeBytes) {
        await rm(target.path, { force: true });
        throw new HubError({ code: 'damaged', repo, file: file.path });
      }
      await sink.write(piece);
      hash.update(piece);
      bytes += piece.length;
      target.onBytes(bytes);
    }
  } catch (error) {
    if (error instanceof PassingError && error.trouble.code === 'brokenOff')
      throw new PassingError({ code: 'brokenOff', repo, file: file.path }, { cause: error });
    throw error;
  } finally {
    await sink.close();
  }
  if (bytes < file.sizeBytes) throw new PassingError({ code: 'brokenOff', repo, file: file.path });
}

/** A weak tag says nothing about bytes and is of no use here (RFC 9110, 13.1.5); the hash will tell. */
function rangeHeaders(present: number, etag: string | undefined): Record<string, string> {
  if (present === 0) return {};
  const isStrong = etag !== undefined && /^"[^"]*"$/.test(etag);
  return { range: `bytes=${present}-`, ...(isStrong && { 'if-range': etag }) };
}

/** Whether the answer goes on exactly where the file ends; anything else is taken from the start. */
function isRestOf({ status, headers, isEncoded }: Answer, present: number, sizeBytes: number): boolean {
  if (status !== 206) return false;
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
  const isExact = Number(range?.[1]) === present && (range?.[3] === '*' || Number(range?.[3]) === sizeBytes);
  return isExact && !isEncoded;
}

/** What may be gone on from; a file that is too long, or none at all, is taken away. */
async function presentBytes(path: string, mostBytes: number): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return 0;
  if (found.isFile() && found.size <= mostBytes) return found.size;
  await rm(path, { recursive: true, force: true });
  return 0;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Of the first bytes of the file that lies there. */
async function hashOf(path: string, bytes: number, file: HubFile, token: CancellationToken): Promise<Hash> {
  const hash = startHash(file);
  if (bytes === 0) return hash;
  for await (const piece of createReadStream(path, { end: bytes - 1, highWaterMark: 1 << 20 })) {
    if (token.isCancellationRequested) throw new HubError({ code: 'cancelled' });
    hash.update(piece as Buffer);
  }
  return hash;
}

/** The hash that the hub names for it: git's blob id begins with a header (git-scm.com, "Git Objects"). */
export function startHash({ hash, sizeBytes }: HubFile): Hash {
  return hash.type === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${sizeBytes}\0`);
}

/** Appends after what is kept. Never through a link. */
export const openFileSink: OpenSink = async (path, keepBytes) => {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW } = constants;
  // Windows has no O_NOFOLLOW; links there need a right that most people lack.
  const handle = await open(path, O_WRONLY | O_CREAT | (O_NOFOLLOW ?? 0), 0o644);
  let place = keepBytes;
  await handle.truncate(keepBytes);
  return {
    write: async (piece) => {
      for (let written = 0; written < piece.length; ) {
        const { bytesWritten } = await handle.write(piece, written, piece.length - written, place);
        written += bytesWritten;
        place += bytesWritten;
      }
    },
    close: async () => {
      try {
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
  };
};
