// A Hugging Face hub on 127.0.0.1, with its content host beside it, as clients see them: facts, tree, files at a commit,
// redirects, ranges, entity tags. Faulty on request. Writes down what it was asked.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface FakeRepo {
  files: Record<string, Buffer>;
  cardData?: Record<string, unknown>;
  /** Paths that lie with the content host; by default those that end in .onnx or hold "data". */
  isLarge?: (path: string) => boolean;
  /** Entries of the tree in the place of the true ones, or beside them. */
  tree?: (entries: Record<string, unknown>[]) => unknown;
}

export interface Seen {
  server: 'hub' | 'content';
  /** With its query. */
  path: string;
  headers: IncomingMessage['headers'];
  /** How often this path was asked for before. */
  before: number;
}

/** How an answer differs from the right one. */
export interface Fault {
  status?: number;
  headers?: Record<string, string | number>;
  /** In the place of the right content. */
  body?: Buffer | string;
  /** Ends the connection after so many bytes of the body. */
  breakAfter?: number;
  /** Sends nothing more after so many bytes. */
  hangAfter?: number;
  gzip?: boolean;
  /** Answers a range with the whole file. */
  ignoresRange?: boolean;
}

export class FakeHub {
  readonly repos = new Map<string, FakeRepo>();
  readonly requests: Seen[] = [];
  /** Asked before each answer. */
  fault: (request: Seen) => Fault | undefined = () => undefined;
  /** Entity tags of the content host; weak ones begin with W/. */
  etagOf = (content: Buffer) => `"${sha256(content)}"`;
  /** Whether small files are to be had by way of a relative redirect, as huggingface.co has them since 2025. */
  hasResolveCache = false;

  private constructor(
    private readonly hub: Server,
    private readonly content: Server,
  ) {}

  static async open(): Promise<FakeHub> {
    const [hub, content] = [createServer(), createServer()];
    const fake = new FakeHub(hub, content);
    hub.on('request', (request, response) => fake.serve('hub', request, response));
    content.on('request', (request, response) => fake.serve('content', request, response));
    for (const server of [hub, content]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${portOf(this.hub)}`;
  }

  /** Another origin than the hub's. */
  get contentUrl(): string {
    return `http://127.0.0.1:${portOf(this.content)}`;
  }

  async close(): Promise<void> {
    for (const server of [this.hub, this.content]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** Of the repository as it is now; another commit after any change. */
  revisionOf(repo: string): string {
    const hash = createHash('sha1');
    for (const [path, content] of Object.entries(this.repos.get(repo)?.files ?? {})) hash.update(path).update(content);
    return hash.digest('hex');
  }

  asked(part: string): Seen[] {
    return this.requests.filter(({ path }) => path.includes(part));
  }

  private serve(server: Seen['server'], request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    const before = this.requests.filter((seen) => seen.server === server && seen.path === path).length;
    const seen: Seen = { server, path, headers: request.headers, before };
    this.requests.push(seen);
    const fault = this.fault(seen) ?? {};
    const right = server === 'hub' ? this.hubAnswer(path) : this.contentAnswer(path);
    const isFile = fault.status === undefined && right.status === 200 && right.isFile;
    const whole = Buffer.from(fault.body ?? right.body ?? '');
    const range = isFile && !fault.ignoresRange ? rangeOf(request, whole, right.headers.etag) : undefined;
    if (range === 'unsatisfiable') {
      end(response, 416, {}, Buffer.alloc(0), {});
      return;
    }
    const headers: Record<string, string | number> = { ...right.headers };
    if (range) headers['content-range'] = `bytes ${range}-${whole.length - 1}/${whole.length}`;
    const status = fault.status ?? (range === undefined ? right.status : 206);
    end(response, status, { ...headers, ...fault.headers }, whole.subarray(range ?? 0), fault);
  }

  private hubAnswer(path: string): Right {
    const url = new URL(path, this.url);
    const facts = /^\/api\/models\/([^/]+\/[^/]+)$/.exec(url.pathname);
    if (facts) return this.facts(facts[1]!);
    const tree = /^\/api\/models\/([^/]+\/[^/]+)\/tree\/(\w+)$/.exec(url.pathname);
    if (tree) return this.tree(tree[1]!, tree[2]!, url);
    const cached = /^\/api\/resolve-cache\/models\/([^/]+\/[^/]+)\/(\w+)\/(.+)$/.exec(url.pathname);
    if (cached) return this.file(cached[1]!, cached[2]!, decodeURIComponent(cached[3]!), true);
    const file = /^\/([^/]+\/[^/]+)\/resolve\/(\w+)\/(.+)$/.exec(url.pathname);
    return file ? this.file(file[1]!, file[2]!, decodeURIComponent(file[3]!)) : absent;
  }

  private facts(repo: string): Right {
    const known = this.repos.get(repo);
    if (!known) return { ...absent, status: 401 }; // as the hub does, so that nobody learns what is private
    return json({ id: repo, sha: this.revisionOf(repo), gated: false, cardData: known.cardData ?? {}, tags: [] });
  }

  private tree(repo: string, revision: string, url: URL): Right {
    const known = this.repos.get(repo);
    if (!known || revision !== this.revisionOf(repo)) return absent;
    const entries = Object.entries(known.files).map(([path, content]) => this.entry(known, path, content));
    const all = (known.tree?.(entries) ?? entries) as unknown[];
    if (!Array.isArray(all)) return json(all);
    // Two entries a page.
    const from = Number(url.searchParams.get('cursor') ?? 0);
    url.searchParams.set('cursor', String(from + 2));
    const link = from + 2 < all.length ? { link: `<${url.href}>; rel="next"` } : {};
    return { ...json(all.slice(from, from + 2)), headers: link };
  }

  private entry(repo: FakeRepo, path: string, content: Buffer): Record<string, unknown> {
    const size = content.length;
    if (!isLarge(repo, path)) return { type: 'file', path, size, oid: gitBlob(content) };
    const lfs = { oid: sha256(content), size, pointerSize: 134 };
    return { type: 'file', path, size, oid: gitBlob(Buffer.from(lfs.oid)), lfs };
  }

  private file(repo: string, revision: string, path: string, isCached = !this.hasResolveCache): Right {
    const known = this.repos.get(repo);
    const content = known?.files[path];
    if (!known || !content || revision !== this.revisionOf(repo)) return absent;
    const etag = `"${gitBlob(content)}"`;
    if (!isLarge(known, path) && !isCached) {
      const query = `?%2F${encodeURIComponent(`${repo}/resolve/${revision}/${path}`)}=&etag=${encodeURIComponent(etag)}`;
      const location = `/api/resolve-cache/models/${repo}/${revision}/${path}${query}`;
      return { status: 307, isFile: false, headers: { location, 'x-repo-commit': revision } };
    }
    if (!isLarge(known, path)) return { status: 200, isFile: true, headers: { etag }, body: content };
    const location = `${this.contentUrl}/${repo}/${sha256(content)}?signature=secret`;
    return { status: 302, isFile: false, headers: { location, 'x-linked-etag': `"${sha256(content)}"` } };
  }

  private contentAnswer(path: string): Right {
    const wanted = /\/([0-9a-f]{64})\?/.exec(path)?.[1];
    for (const { files } of this.repos.values()) {
      const body = Object.values(files).find((content) => sha256(content) === wanted);
      if (body) return { status: 200, isFile: true, headers: { etag: this.etagOf(body) }, body };
    }
    return absent;
  }
}

/** Connections about to break. */
const breaks = new Set<() => void>();

/** To be called when something of an answer has come. */
export function breakConnections(): void {
  for (const finish of breaks) finish();
  breaks.clear();
}

interface Right {
  status: number;
  isFile: boolean;
  headers: Record<string, string>;
  body?: Buffer | string;
}

const absent: Right = { status: 404, isFile: false, headers: {} };

function json(value: unknown): Right {
  return { status: 200, isFile: false, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number>,
  content: Buffer,
  { breakAfter, hangAfter, gzip }: Fault,
): void {
  const body = gzip ? gzipSync(content) : content;
  response.writeHead(status, {
    'content-length': body.length,
    ...(gzip && { 'content-encoding': 'gzip' }),
    ...headers,
  });
  const sent = breakAfter ?? hangAfter;
  if (sent === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, sent));
  if (breakAfter === undefined) return;
  // Not at once: what is still on its way when a connection breaks is lost.
  const finish = () => response.destroy();
  if (breakAfter > 0) breaks.add(finish);
  setTimeout(finish, breakAfter > 0 ? 500 : 20);
}

function rangeOf(request: IncomingMessage, content: Buffer, etag: string | undefined) {
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const condition = request.headers['if-range'];
  if (!range || (condition !== undefined && condition !== etag)) return undefined;
  return Number(range[1]) < content.length ? Number(range[1]) : ('unsatisfiable' as const);
}

function isLarge(repo: FakeRepo, path: string): boolean {
  return (repo.isLarge ?? ((name) => /\.onnx$|data/.test(name)))(path);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

export function gitBlob(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

const bytes = (length: number, seed: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 7 + seed) % 251));

/** A decoder's repository: two variants, one with its weights beside it. */
export function decoderRepo(more: Record<string, Buffer> = {}): FakeRepo {
  const config = { architectures: ['LlamaForCausalLM'], model_type: 'llama' };
  return {
    cardData: { license: 'apache-2.0' },
    files: {
      '.gitattributes': Buffer.from('*.onnx filter=lfs\n'),
      'config.json': Buffer.from(JSON.stringify(config)),
      'tokenizer.json': Buffer.from('{"model":{}}'),
      'tokenizer_config.json': Buffer.from('{}'),
      'README.md': Buffer.from('---\nlicense: apache-2.0\n---\n# 작은 모델\n'),
      LICENSE: Buffer.from('Apache License\n'),
      'model.safetensors': bytes(5000, 9),
      'onnx/model.onnx': bytes(3000, 1),
      'onnx/model.onnx_data': bytes(400_000, 2),
      'onnx/model_quantized.onnx': bytes(200_000, 3),
      'onnx/model_fp16.onnx': bytes(150_000, 4),
      ...more,
    },
  };
}
