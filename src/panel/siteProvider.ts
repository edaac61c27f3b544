// Which site a document belongs to, told from the files beside it and above it, as far as its workspace folder reaches.

import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import type { SiteInfo } from '../shared/protocol/site';
import { mostSettingsBytes, type SiteFolder, siteAbove } from '../shared/recogniseSite';

/** Remembers the last document's, so that the page can show it without waiting. */
export class DocumentSites {
  private last: { uri: string; site: SiteInfo | undefined } | undefined;

  /** What {@link read} found; undefined as well where nothing was read yet. */
  known(uri: vscode.Uri): SiteInfo | undefined {
    return this.last?.uri === String(uri) ? this.last.site : undefined;
  }

  isRead(uri: vscode.Uri): boolean {
    return this.last?.uri === String(uri);
  }

  async read(uri: vscode.Uri): Promise<SiteInfo | undefined> {
    this.last = { uri: String(uri), site: this.known(uri) };
    const site = await siteOf(uri);
    this.last = { uri: String(uri), site };
    return site;
  }
}

async function siteOf(uri: vscode.Uri): Promise<SiteInfo | undefined> {
  if (uri.scheme === 'untitled') return undefined;
  const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
  const parent = (folder: vscode.Uri) => {
    const path = dirname(folder.path);
    return path === folder.path || folder.path === top ? undefined : folder.with({ path });
  };
  return siteAbove(uri.with({ path: dirname(uri.path) }), basename(uri.path), { open: folderAt, above: parent });
}

async function folderAt(folder: vscode.Uri): Promise<SiteFolder> {
  const { fs } = vscode.workspace;
  const entries = await fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  return {
    names: entries.map(([name]) => name),
    read: async (name) => {
      try {
        const at = vscode.Uri.joinPath(folder, name);
        const { size } = await fs.stat(at);
        return size > mostSettingsBytes ? undefined : new TextDecoder().decode(await fs.readFile(at));
      } catch {
        return undefined; // a name that leads nowhere is no sign of a generator
      }
    },
  };
}
