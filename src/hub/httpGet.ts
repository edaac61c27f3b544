// GET over HTTP(S), through the environment's proxy, along redirects: the only file of this bundle that opens a
// connection. Sends the token to the hub's own origin alone. Knows no route of the hub.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Readable } from 'node:stream';
import * as tls from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { HubError } from '../modelStore/storeError';
import type { CancellationToken } from '../util/async';
import { PassingError } from './retrying';

export interface Connection {
  /** Of the hub, without a slash at its end. */
  endpoint: URL;
  token: string | undefined;
  /** Where the environment names none. */
  proxy: string | undefined;
  /** Longest wait for an answer to begin, and for its next piece (ms). */
  silenceMs: number;
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  /** The content, as it was before any compression on the way. */
  pieces: AsyncIterable<Buffer>;
  /** Whether the content came compressed, so that a range of it would mean nothing. */
  isEncoded: boolean;
  /** Where the answer came from, after redirects. */
  url: URL;
  close(): void;
}

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Any status but a redirect's is an answer. The caller closes it.
 * @throws HubError, PassingError
 */
export async function httpGet(
  connection: Connection,
  from: URL,
  headers: Readonly<Record<string, string>>,
  token: CancellationToken,
): Promise<Answer> {
  let url = from;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const { response, close } = await send(connection, url, headers, token);
    const status = response.statusCode ?? 0;
    if (!redirects.has(status)) return answerOf(response, url, close, connection.silenceMs);
    close();
    url = nextAddress(url, response.headers.location);
  }
  throw new HubError({ code: 'redirectRefused', host: from.host, detail: url.origin });
}

function nextAddress(from: URL, location: string | undefined): URL {
  const isAddress = location !== undefined && URL.canParse(location, from.href);
  const next = isAddress ? new URL(location, from) : undefined;
  const isAllowed = next?.protocol === 'https:' || (next?.protocol === 'http:' && from.protocol === 'http:');
  if (next && isAllowed && next.username === '') return next;
  // Not the whole address: signed ones hold a secret.
  throw new HubError({ code: 'redirectRefused', host: from.host, detail: next?.origin ?? '-' });
}

function send(
  { endpoint, token: key, proxy: namedProxy, silenceMs }: Connection,
  url: URL,
  headers: Readonly<Record<string, string>>,
  token: CancellationToken,
): Promise<{ response: IncomingMessage; close(): void }> {
  return new Promise((resolve, reject) => {
    const isTls = url.protocol === 'https:';
    const proxy = proxyFor(url, namedProxy);
    const options: RequestOptions = {
      headers: {
        'user-agent': 'local-text-assist',
        'accept-encoding': 'identity',
        ...headers,
        ...(key && url.origin === endpoint.origin && { authorization: `Bearer ${key}` }),
      },
      ...(proxy && { agent: isTls ? new HttpsProxyAgent(proxy) : new HttpProxyAgent(proxy) }),
      ...(isTls && systemAuthorities()),
    };
    const host = url.host;
    const request = (isTls ? httpsRequest : httpRequest)(url, options);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    const timer = setTimeout(() => {
      settle(() => reject(new PassingError({ code: 'timedOut', host, seconds: Math.ceil(silenceMs / 1000) })));
      request.destroy();
    }, silenceMs);
    const subscription = token.onCancellationRequested(() => {
      settle(() => reject(new HubError({ code: 'cancelled' })));
      request.destroy();
    });
    const close = () => {
      subscription.dispose();
      request.destroy();
    };
    request.on('error', (cause: NodeJS.ErrnoException) => {
      subscription.dispose();
      settle(() => reject(new PassingError({ code: 'offline', host, detail: cause.code ?? cause.message }, { cause })));
    });
    request.once('response', (response) => settle(() => resolve({ response, close })));
    request.end();
  });
}

function proxyFor(url: URL, named: string | undefined): string | undefined {
  const proxy = getProxyForUrl(url.href);
  if (proxy !== '') return proxy;
  const isExempt = ['no_proxy', 'NO_PROXY'].some((name) => process.env[name]);
  const isOwnMachine = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname);
  return isExempt || isOwnMachine ? undefined : named;
}

type CertificateReader = (type: 'default' | 'system') => string[];

/** Companies' proxies have certificates that the system knows and Node does not (from Node 22.15 on it can be asked). */
let authorities: { ca: string[] } | Record<string, never> | undefined;
function systemAuthorities() {
  const { getCACertificates } = tls as typeof tls & { getCACertificates?: CertificateReader };
  authorities ??= getCACertificates ? { ca: [...getCACertificates('default'), ...getCACertificates('system')] } : {};
  return authorities;
}

function answerOf(response: IncomingMessage, url: URL, close: () => void, silenceMs: number): Answer {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decoder = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    encoding
  ];
  const isEncoded = encoding !== 'identity' && encoding !== '';
  if (isEncoded && !decoder) {
    close();
    throw new HubError({ code: 'answerInvalid', host: url.host, detail: `content-encoding: ${encoding}` });
  }
  const body = decoder ? decoded(response, decoder()) : response;
  // Heard by who reads it; it may break before that.
  for (const stream of [response, body]) stream.on('error', () => {});
  const pieces = timed(body, response, { host: url.host, silenceMs });
  return { status: response.statusCode ?? 0, headers: response.headers, pieces, isEncoded, url, close };
}

function decoded(response: IncomingMessage, decoder: Readable & NodeJS.WritableStream): Readable {
  response.on('error', (error) => decoder.destroy(error));
  response.pipe(decoder);
  return decoder;
}

async function* timed(
  body: Readable,
  response: IncomingMessage,
  { host, silenceMs }: { host: string; silenceMs: number },
): AsyncGenerator<Buffer> {
  let isSilent = false;
  const watch = () =>
    setTimeout(() => {
      isSilent = true;
      body.destroy();
      response.destroy();
    }, silenceMs);
  const silence = () => new PassingError({ code: 'timedOut', host, seconds: Math.ceil(silenceMs / 1000) });
  let timer = watch();
  try {
    for await (const piece of body) {
      clearTimeout(timer); // what is done with a piece takes its own time
      yield piece as Buffer;
      timer = watch();
    }
    if (isSilent) throw silence();
  } catch (cause) {
    if (isSilent) throw silence();
    throw cause instanceof HubError ? cause : new PassingError({ code: 'brokenOff', host, file: host }, { cause });
  } finally {
    clearTimeout(timer);
  }
}
