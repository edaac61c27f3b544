// HTTP to the one server that the person named: JSON out, JSON or server-sent events back. The only file that opens a
// connection. Knows no route and no model.

import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { CancellationToken } from '../util/async';

export class ServerError extends Error {
  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    message: string,
    /** The answer's body, parsed where it is JSON. */
    readonly body?: unknown,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServerError';
  }
}

export interface Connection {
  /** Without a slash at the end, e.g. http://127.0.0.1:8080 */
  base: string;
  key: string | undefined;
}

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
const mostBodyBytes = 4 << 20;

/** @throws ServerError, also for a body that is no JSON */
export async function fetchJson(
  connection: Connection,
  path: string,
  token: CancellationToken,
  body?: object,
): Promise<unknown> {
  const { response, close } = await send(connection, path, token, body);
  try {
    const text = await readAll(response);
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    throw new ServerError(response.statusCode ?? 0, `${path}: the answer is no JSON`, undefined, { cause });
  } finally {
    close();
  }
}

/**
 * Hands out each event's data. Leaving the loop closes the connection, which is how a server learns that nobody listens.
 * @throws ServerError
 */
export async function* eventsOf(
  connection: Connection,
  path: string,
  body: object,
  token: CancellationToken,
): AsyncGenerator<string> {
  const { response, close } = await send(connection, path, token, body);
  try {
    response.setEncoding('utf8');
    let unread = '';
    for await (const chunk of response) {
      unread += chunk;
      const lines = unread.split(/\r?\n/);
      unread = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
    }
    if (unread.startsWith('data:')) yield unread.slice(5).trim();
  } catch (cause) {
    throw new ServerError(0, 'The connection broke off', undefined, { cause });
  } finally {
    close();
  }
}

interface Answer {
  response: IncomingMessage;
  close(): void;
}

function send(connection: Connection, path: string, token: CancellationToken, body?: object): Promise<Answer> {
  const { base, key } = connection;
  return new Promise((resolve, reject) => {
    const url = new URL(base + path);
    const isTls = url.protocol === 'https:';
    const text = body === undefined ? undefined : JSON.stringify(body);
    const options = {
      method: text === undefined ? 'GET' : 'POST',
      agent: isTls ? agents.https : agents.http,
      headers: {
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...(key && { authorization: `Bearer ${key}` }),
      },
    };
    const request: ClientRequest = (isTls ? httpsRequest : httpRequest)(url, options);
    const subscription = token.onCancellationRequested(() => request.destroy());
    let isAnswered = false;
    const close = () => {
      subscription.dispose();
      request.destroy();
    };
    request.once('error', (cause) => {
      subscription.dispose();
      // llama.cpp closes a kept connection behind a stream without saying so: nothing of this was read, so it goes out anew.
      const isStale = !isAnswered && request.reusedSocket && (cause as NodeJS.ErrnoException).code === 'ECONNRESET';
      if (isStale && !token.isCancellationRequested) return resolve(send(connection, path, token, body));
      reject(new ServerError(0, (cause as NodeJS.ErrnoException).code ?? cause.message, undefined, { cause }));
    });
    request.once('response', (response) => {
      isAnswered = true;
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) return resolve({ response, close });
      void readAll(response)
        .catch(() => '')
        .then((said) => reject(refusal(status, said)))
        .finally(close);
    });
    request.end(text);
  });
}

function refusal(status: number, text: string): ServerError {
  let body: unknown = text.slice(0, 200);
  try {
    body = JSON.parse(text);
  } catch {
    // Some servers answer in plain text.
  }
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: unknown };
  const said = typeof error === 'string' ? error : ((error as { message?: unknown } | undefined)?.message ?? text);
  return new ServerError(status, `${status}: ${String(said).slice(0, 200)}`, body);
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBodyBytes) throw new ServerError(response.statusCode ?? 0, 'The answer is too long');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
