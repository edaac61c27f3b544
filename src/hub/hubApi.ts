// The Hugging Face hub's routes: a model's facts, its files at one commit, where a file is. Writes nothing.
// https://huggingface.co/docs/hub/api, and huggingface_hub's utils/_http.py for what its statuses mean.

import { HubError } from '../modelStore/storeError';
import type { HubFile, HubLicence, HubTrouble } from '../shared/protocol/hub';
import type { CancellationToken } from '../util/async';
import { type Answer, type Connection, httpGet } from './httpGet';
import { PassingError, type Patience, retrying } from './retrying';

const mostJsonBytes = 16 << 20;
const mostPages = 50;
/** Told where the hub does not say how long it wants to be left alone (ms). */
const usualPauseMs = 60_000;

export interface ModelFacts {
  /** As the hub spells it; another than asked for where the model was renamed. */
  repo: string;
  /** Commit of the default branch. */
  revision: string;
  licence?: HubLicence;
}

export interface HubSession {
  connection: Connection;
  patience: Patience;
  token: CancellationToken;
  onWait?: (ms: number) => void;
}

/** @param named HF_ENDPOINT's value @throws HubError `endpointInvalid` */
export function endpointOf(named: string | undefined): URL {
  const text = named?.trim() || 'https://huggingface.co';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new HubError({ code: 'endpointInvalid', detail: text });
  url.pathname = url.pathname.replace(/\/+$/, '');
  url.search = '';
  url.hash = '';
  return url;
}

export function addressOf({ endpoint }: Connection, path: string): URL {
  return new URL(`${endpoint.origin}${endpoint.pathname === '/' ? '' : endpoint.pathname}${path}`);
}

export function pageOf(connection: Connection, repo: string): string {
  return addressOf(connection, `/${repo}`).href;
}

export function fileAddress(connection: Connection, { repo, revision }: ModelFacts, file: string): URL {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return addressOf(connection, `/${repo}/resolve/${revision}/${path}`);
}

export async function modelFacts(session: HubSession, repo: string): Promise<ModelFacts> {
  const { value, host } = await getJson(session, addressOf(session.connection, `/api/models/${repo}`), repo);
  const { id, sha, cardData, tags } = asObject(value);
  if (typeof id !== 'string' || typeof sha !== 'string' || !/^[0-9a-f]{40,64}$/.test(sha))
    throw new HubError({ code: 'answerInvalid', host, detail: `/api/models/${repo}` });
  const licence = licenceOf(asObject(cardData), Array.isArray(tags) ? tags : []);
  return { repo: id, revision: sha, ...(licence && { licence }) };
}

/** All files at a commit. Entries of other types (folders, links) are left out. */
export async function filesOf(session: HubSession, { repo, revision }: ModelFacts): Promise<HubFile[]> {
  const files: HubFile[] = [];
  let next: URL | undefined = addressOf(
    session.connection,
    `/api/models/${repo}/tree/${revision}?recursive=true&expand=false`,
  );
  for (let page = 0; next && page < mostPages; page++) {
    const { value, host, link }: JsonAnswer = await getJson(session, next, repo);
    if (!Array.isArray(value)) throw new HubError({ code: 'answerInvalid', host, detail: 'tree' });
    for (const entry of value) {
      const file = fileOf(asObject(entry));
      if (file) files.push(file);
    }
    next = nextPage(link, next);
  }
  if (next) throw new HubError({ code: 'answerInvalid', host: next.host, detail: 'tree' }); // endless
  return files;
}

function fileOf({ type, path, size, oid, lfs }: Record<string, unknown>): HubFile | undefined {
  const large = asObject(lfs);
  const hex = lfs ? large.oid : oid;
  const sizeBytes = lfs ? large.size : size;
  if (type !== 'file' || typeof path !== 'string' || typeof hex !== 'string') return undefined;
  if (typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return undefined;
  const hash = { type: lfs ? ('sha256' as const) : ('gitBlob' as const), hex: hex.toLowerCase() };
  return { path, sizeBytes, hash };
}

/** RFC 8288, as the hub writes it. Its query alone is taken: mirrors hand on the hub's own host. */
function nextPage(link: string | undefined, from: URL): URL | undefined {
  const target = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(link ?? '')?.[1];
  if (target === undefined || !URL.canParse(target, from.href)) return undefined;
  const next = new URL(from);
  next.search = new URL(target, from).search;
  return next;
}

function licenceOf(card: Record<string, unknown>, tags: readonly unknown[]): HubLicence | undefined {
  const listed = Array.isArray(card.license) ? card.license.join(', ') : card.license;
  const tagged = tags.find((tag): tag is string => typeof tag === 'string' && tag.startsWith('license:'));
  const stated = typeof listed === 'string' && listed !== '' ? listed : tagged?.slice('license:'.length);
  if (!stated) return undefined;
  const { license_name: ownName, license_link: link } = card;
  const name = stated === 'other' && typeof ownName === 'string' ? ownName : stated;
  return { name, ...(typeof link === 'string' && /^https?:/.test(link) && { link }) };
}

interface JsonAnswer {
  value: unknown;
  host: string;
  link: string | undefined;
}

function getJson(session: HubSession, url: URL, repo: string): Promise<JsonAnswer> {
  return retrying(async () => {
    const answer = await httpGet(session.connection, url, { accept: 'application/json' }, session.token);
    try {
      if (answer.status !== 200) throw refusal(answer, session.connection, repo);
      const text = (await readAll(answer, mostJsonBytes)).toString('utf8');
      const { link } = answer.headers;
      return { value: JSON.parse(text), host: answer.url.host, link: Array.isArray(link) ? link.join(',') : link };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new HubError({ code: 'answerInvalid', host: answer.url.host, detail: url.pathname }, { cause: error });
    } finally {
      answer.close();
    }
  }, session);
}

/** @throws HubError where it is longer */
export async function readAll({ pieces, url }: Answer, mostBytes: number): Promise<Buffer> {
  const all: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new HubError({ code: 'answerInvalid', host: url.host, detail: `> ${mostBytes} B` });
    all.push(piece);
  }
  return Buffer.concat(all);
}

/**
 * Why the answer has not what was asked for. A token goes to the hub alone and its content hosts have signed addresses: what
 * these refuse is an address that is over, and the hub gives another one.
 */
export function refusal({ status, headers, url }: Answer, connection: Connection, repo: string): HubError {
  const host = url.host;
  const page = pageOf(connection, repo);
  const said = headers['x-error-code'];
  const about: Omit<HubTrouble, 'code'> = { repo, host, page };
  const isElsewhere = url.origin !== connection.endpoint.origin && said === undefined;
  if (isElsewhere && [401, 403, 404, 410].includes(status))
    return new PassingError({ code: 'serverFault', ...about, detail: String(status) });
  if (status === 407) return new HubError({ code: 'proxyRefused' });
  if (said === 'RevisionNotFound' || said === 'EntryNotFound') return new HubError({ code: 'moved', ...about });
  if (said === 'GatedRepo') return new HubError({ code: 'gated', ...about });
  // A token that may read other things only is refused without a code.
  if ((status === 401 || status === 403) && connection.token && said !== 'RepoNotFound')
    return new HubError({ code: 'tokenRefused', ...about });
  if (status === 403) return new HubError({ code: 'gated', ...about });
  if (status === 401 || status === 404 || status === 410) return new HubError({ code: 'notFound', ...about });
  if (status === 429 || status === 503) return pauseAsked(status, headers, about);
  const trouble: HubTrouble = { code: 'serverFault', ...about, detail: String(status) };
  return status >= 500 || status === 408 ? new PassingError(trouble) : new HubError(trouble);
}

function pauseAsked(status: number, headers: Answer['headers'], about: Omit<HubTrouble, 'code'>): PassingError {
  const waitMs = retryAfterMs(headers['retry-after'], Date.now()) ?? rateLimitMs(headers.ratelimit);
  const isFlooded = status === 429;
  const error = new PassingError(
    isFlooded
      ? { code: 'rateLimited', ...about, seconds: Math.ceil((waitMs ?? usualPauseMs) / 1000) }
      : { code: 'serverFault', ...about, detail: String(status) },
  );
  if (waitMs !== undefined) error.waitMs = waitMs;
  return error;
}

/** Seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/** The hub's own header, e.g. `"api";r=0;t=55`: seconds until its count begins anew. */
function rateLimitMs(text: string | string[] | undefined): number | undefined {
  const seconds = /;\s*t=(\d+)/.exec(String(text ?? ''))?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
