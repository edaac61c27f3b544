// An OpenAI-compatible server with the habits of real ones, on 127.0.0.1: strict about what it is asked, faulty on
// request. Writes down each request it was given and how each ended.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAnswer {
  /** Each becomes an event; with a log probability where one is given. */
  tokens: { text: string; logProb?: number }[];
  finish?: 'stop' | 'length';
  /** Before the first event, whatever the client does (ms). */
  readMs?: number;
  /** Between two events (ms). */
  stepMs?: number;
  /** Ends the connection after so many events. */
  breakAfter?: number;
  /** `[DONE]` without a finish_reason. */
  isCutShort?: boolean;
  status?: number;
  /** Of an answer with a status other than 200, or in place of the events. */
  body?: string;
  /** Counts that `usage` tells; the number of tokens by default. */
  completionTokens?: number;
}

export interface SeenRequest {
  path: string;
  body: Record<string, unknown>;
  authorization: string | undefined;
  /** Whether the client left before the end. */
  left: boolean;
}

export class FakeServer {
  readonly requests: SeenRequest[] = [];
  answer: FakeAnswer = { tokens: [] };
  /** Whether /tokenize is there: one id a UTF-16 unit. */
  tokenizes = false;
  /** Put before the ids by `add_special`. */
  start: number | undefined;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<FakeServer> {
    const server = createServer();
    const fake = new FakeServer(server);
    server.on('request', (request, response) => void fake.serve(request, response).catch(() => response.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  completions(): SeenRequest[] {
    return this.requests.filter(({ path }) => path === '/v1/completions');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen: SeenRequest = {
      path: request.url ?? '',
      body: JSON.parse((await bodyOf(request)) || '{}') as Record<string, unknown>,
      authorization: request.headers.authorization,
      left: false,
    };
    this.requests.push(seen);
    response.on('close', () => {
      seen.left = !response.writableFinished;
    });
    if (seen.path === '/tokenize') return this.tokenize(seen, response);
    if (seen.path !== '/v1/completions') return refuse(response, 404, '{"error":{"message":"File Not Found"}}');
    await this.complete(response);
  }

  private tokenize({ body }: SeenRequest, response: ServerResponse): void {
    if (!this.tokenizes) {
      refuse(response, 404, '{"error":{"message":"File Not Found"}}');
      return;
    }
    const ids = Array.from(String(body.content), (character) => character.codePointAt(0)!);
    const start = body.add_special && this.start !== undefined ? [this.start] : [];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ tokens: [...start, ...ids] }));
  }

  private async complete(response: ServerResponse): Promise<void> {
    const { tokens, finish, status = 200, body, readMs = 0, stepMs = 0, breakAfter, isCutShort } = this.answer;
    await pause(readMs);
    if (status !== 200 || body !== undefined) return refuse(response, status, body ?? '');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (event: object) => response.write(`data: ${JSON.stringify({ model: 'fake-7b', ...event })}\n\n`);
    for (const [n, { text, logProb }] of tokens.entries()) {
      if (n === breakAfter) return void response.destroy();
      const logprobs = logProb === undefined ? null : { content: [{ token: text, logprob: logProb }] };
      send({ choices: [{ text, index: 0, logprobs, finish_reason: null }] });
      if (stepMs > 0) await pause(stepMs);
    }
    if (!isCutShort) send({ choices: [{ text: '', index: 0, finish_reason: finish ?? 'length' }] });
    send({ choices: [], usage: { completion_tokens: this.answer.completionTokens ?? tokens.length } });
    response.end('data: [DONE]\n\n');
  }
}

function refuse(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/plain' });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
