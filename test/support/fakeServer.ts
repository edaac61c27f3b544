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
  /** Answers of the next completions; then {@link answer}. */
  answers: FakeAnswer[] = [];
  /** What a chat answers to a question; where there is none the server has no chat. */
  chat: ((question: string) => string | FakeAnswer) | undefined;
  /** What llama.cpp's /infill writes between two texts; undefined: the model never learned it (501). */
  middle: ((prefix: string, suffix: string) => string) | undefined;
  /** Whether there is a /infill at all. */
  hasInfill = false;
  /** What /props tells of the chat template; undefined: the route is not there. */
  template: string | undefined;
  /** Slots that /props tells of; undefined: it does not say. */
  slots: number | undefined;
  /** Who owns the models of /v1/models; undefined: the route is not there. */
  owner: string | undefined;
  /** Whether /tokenize is there: one id a UTF-16 unit, but for a mark of {@link special}. */
  tokenizes = false;
  /** Marks that the model learnt as one token. */
  special: string[] = [];
  /** Whether it closes each connection behind an answer, without having said so. */
  hangsUp = false;
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

  questions(): string[] {
    const chats = this.requests.filter(({ path }) => path === '/v1/chat/completions');
    return chats.map(({ body }) => (body.messages as { content: string }[])[0]!.content);
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
    if (this.hangsUp) response.on('finish', () => request.socket.end());
    response.on('close', () => {
      seen.left = !response.writableFinished;
    });
    if (seen.path === '/tokenize') return this.tokenize(seen, response);
    if (seen.path === '/props' && (this.template !== undefined || this.slots !== undefined))
      return void response.end(JSON.stringify({ chat_template: this.template, total_slots: this.slots }));
    if (seen.path === '/v1/models' && this.owner !== undefined)
      return void response.end(JSON.stringify({ data: [{ id: 'fake-7b', owned_by: this.owner }] }));
    if (seen.path === '/infill' && this.hasInfill) return this.fillIn(seen, response);
    if (seen.path === '/v1/chat/completions' && this.chat) return this.answerChat(seen, response, this.chat);
    if (seen.path !== '/v1/completions') return refuse(response, 404, '{"error":{"message":"File Not Found"}}');
    await this.complete(this.answers.shift() ?? this.answer, response);
  }

  /** In the shape of llama.cpp's own routes. */
  private async fillIn({ body }: SeenRequest, response: ServerResponse): Promise<void> {
    const { input_prefix, input_suffix, n_predict, stream } = body;
    if (!this.middle) return refuse(response, 501, '{"error":{"code":501,"type":"not_supported_error"}}');
    const isSafe = stream === true && Number(n_predict) >= 1 && typeof input_suffix === 'string';
    if (!isSafe) return refuse(response, 400, '{"error":{"type":"invalid_request_error"}}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const tokens = this.middle(String(input_prefix), input_suffix).match(/ ?[^ ]+| /g) ?? [];
    for (const token of tokens) {
      const completion_probabilities = body.n_probs ? [{ token, logprob: -0.01 }] : undefined;
      response.write(`data: ${JSON.stringify({ content: token, stop: false, completion_probabilities })}\n\n`);
    }
    const end = {
      content: '',
      stop: true,
      stop_type: 'eos',
      tokens_predicted: tokens.length,
      model: '/models/fim.gguf',
    };
    response.end(`data: ${JSON.stringify(end)}\n\n`);
  }

  /** Strict about what servers read differently. */
  private async answerChat(
    { body }: SeenRequest,
    response: ServerResponse,
    chat: NonNullable<FakeServer['chat']>,
  ): Promise<void> {
    const { messages, max_tokens, temperature, stream } = body;
    const isChat = Array.isArray(messages) && messages.every((each) => typeof each?.content === 'string');
    const isSafe = stream === true && temperature === 0 && Number(max_tokens) >= 1;
    const isKnown = ['stop', 'n', 'suffix', 'echo', 'logprobs'].every((name) => !(name in body));
    if (!isChat || !isSafe || !isKnown) return refuse(response, 400, '{"error":{"type":"invalid_request_error"}}');
    const said = chat(messages[0].content);
    const answer =
      typeof said === 'string' ? { tokens: said.match(/.{1,3}/gsu)?.map((text) => ({ text })) ?? [] } : said;
    await this.complete({ finish: 'stop', ...answer }, response, true);
  }

  private tokenize({ body }: SeenRequest, response: ServerResponse): void {
    if (!this.tokenizes) {
      refuse(response, 404, '{"error":{"message":"File Not Found"}}');
      return;
    }
    const content = String(body.content);
    const isOne = body.parse_special === true && this.special.includes(content);
    const ids = isOne ? [7] : Array.from(content, (character) => character.codePointAt(0)!);
    const start = body.add_special && this.start !== undefined ? [this.start] : [];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ tokens: [...start, ...ids] }));
  }

  private async complete(answer: FakeAnswer, response: ServerResponse, isChat = false): Promise<void> {
    const { tokens, finish, status = 200, body, readMs = 0, stepMs = 0, breakAfter, isCutShort } = answer;
    await pause(readMs);
    if (status !== 200 || body !== undefined) return refuse(response, status, body ?? '');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (event: object) => response.write(`data: ${JSON.stringify({ model: 'fake-7b', ...event })}\n\n`);
    if (isChat) send({ choices: [{ index: 0, delta: { role: 'assistant', content: null } }] });
    for (const [n, { text, logProb }] of tokens.entries()) {
      if (n === breakAfter) return void response.destroy();
      const logprobs = logProb === undefined ? null : { content: [{ token: text, logprob: logProb }] };
      const said = isChat ? { delta: { content: text } } : { text, logprobs };
      send({ choices: [{ index: 0, ...said, finish_reason: null }] });
      if (stepMs > 0) await pause(stepMs);
    }
    if (!isCutShort) send({ choices: [{ text: '', index: 0, finish_reason: finish ?? 'length' }] });
    send({ choices: [], usage: { completion_tokens: answer.completionTokens ?? tokens.length } });
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
