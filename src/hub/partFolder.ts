// What an interrupted download left, and what it may still be used for: `localtext-part.json` beside the pieces says of
// which content each is. Knows no connection.

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubFile } from '../shared/protocol/hub';

const stateFile = 'localtext-part.json';

interface Piece {
  /** Of the whole file; a piece of another content is of no use. */
  hex: string;
  etag?: string;
}

export class PartFolder {
  private constructor(
    readonly folder: string,
    private readonly pieces: Map<string, Piece>,
  ) {}

  /** Reads what is there; changes nothing. */
  static async open(folder: string): Promise<PartFolder> {
    return new PartFolder(folder, await readState(folder));
  }

  pathOf({ path }: HubFile): string {
    return join(this.folder, ...path.split('/'));
  }

  etagOf({ path }: HubFile): string | undefined {
    return this.pieces.get(path)?.etag;
  }

  /** Bytes of the files that are there already. */
  async presentBytes(files: readonly HubFile[]): Promise<number> {
    let bytes = 0;
    for (const file of files) {
      if (this.pieces.get(file.path)?.hex !== file.hash.hex) continue;
      const size = await stat(this.pathOf(file)).then(
        (found) => found.size,
        () => 0,
      );
      bytes += Math.min(size, file.sizeBytes);
    }
    return bytes;
  }

  /** Keeps the pieces of these files and nothing else: no other variant's, no other commit's, no link. */
  async prepare(files: readonly HubFile[]): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const wanted = new Map(files.map((file) => [file.path, file]));
    for (const [path, { hex }] of this.pieces) if (wanted.get(path)?.hash.hex !== hex) this.pieces.delete(path);
    await this.clear('', new Set([...this.pieces.keys(), stateFile]));
    for (const { path, hash } of files) if (!this.pieces.has(path)) this.pieces.set(path, { hex: hash.hex });
    await this.save();
  }

  async setEtag({ path, hash }: HubFile, etag: string | undefined): Promise<void> {
    if (this.pieces.get(path)?.etag === etag) return;
    this.pieces.set(path, { hex: hash.hex, ...(etag !== undefined && { etag }) });
    await this.save();
  }

  /** The folder is a model's from now on, wherever it lies. */
  static async finish(folder: string): Promise<void> {
    await rm(join(folder, stateFile), { force: true });
  }

  private async clear(inside: string, wanted: ReadonlySet<string>): Promise<void> {
    for (const entry of await readdir(join(this.folder, inside), { withFileTypes: true })) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) await this.clear(path, wanted);
      else if (!entry.isFile() || !wanted.has(path)) await rm(join(this.folder, path), { force: true });
    }
  }

  /** Whole or not at all: a torn file would throw away what is there. */
  private async save(): Promise<void> {
    const path = join(this.folder, stateFile);
    await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(this.pieces)));
    await rename(`${path}.new`, path);
  }
}

async function readState(folder: string): Promise<Map<string, Piece>> {
  try {
    const value = JSON.parse(await readFile(join(folder, stateFile), 'utf8')) as Record<string, Partial<Piece>>;
    return new Map(
      Object.entries(value).flatMap(([path, { hex, etag }]) =>
        typeof hex === 'string' ? [[path, { hex, ...(typeof etag === 'string' && { etag }) }]] : [],
      ),
    );
  } catch {
    return new Map();
  }
}
