// One code-server on 127.0.0.1 with folders of its own: installs packages into it, starts it, stops it.
// Knows no browser and no tests.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { setupEditor } from '../../../scripts/setupEditor.mjs';

export interface EditorServerOptions {
  /** Packages to install before the start. */
  vsix?: readonly string[];
  /** Added to the environment of the server and so of the extension host. */
  env?: Readonly<Record<string, string>>;
  /** User settings beside the quiet ones below. */
  settings?: Readonly<Record<string, unknown>>;
  /** Values of `--vscode-option`. */
  vscodeOptions?: readonly string[];
  /** Display language, such as `ko`: the extension's own words are in it, VS Code's stay English. */
  language?: string;
  /** A command that the server is started by, such as strace with its options. */
  startedBy?: readonly string[];
  /** Workspaces are trusted only where the person says so; by default each one is. */
  hasWorkspaceTrust?: boolean;
  /** A free one by default. */
  port?: number;
  /** The server's own end when nobody is connected: a launcher that was killed leaves nothing running for long. */
  idleSeconds?: number;
}

type LineListener = { pattern: RegExp; call: (match: RegExpExecArray) => void };

const startTimeoutMs = 180_000;
const stopTimeoutMs = 5_000;
const keptLogLines = 400;

const quietSettings = {
  // What a test's files say shall not be suggested in another one's.
  'localText.completion.workspaceWords': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
};

export class EditorServer {
  private readonly listeners: LineListener[] = [];
  private readonly lines: string[] = [];
  private readonly killAtExit = () => this.signal('SIGKILL');
  private address = '';
  private copies = 0;

  private constructor(
    private readonly child: ChildProcess,
    /** Everything the server writes is below this folder, which goes when the server stops. */
    readonly folder: string,
  ) {
    process.once('exit', this.killAtExit);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.take(line));
    }
  }

  static async start(options: EditorServerOptions = {}): Promise<EditorServer> {
    const paths = await setupEditor({ browser: false });
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'local-text-editor-')));
    try {
      const command = [paths.codeServer, ...prepareFolders(folder, options)];
      const env = serverEnvironment(folder, options.env ?? {});
      for (const file of options.vsix ?? []) {
        await promisify(execFile)(paths.node, [...command, '--install-extension', path.resolve(file)], { env });
      }
      const [program = '', ...rest] = [
        ...(options.startedBy ?? []),
        paths.node,
        ...command,
        ...startArguments(options),
      ];
      const child = spawn(program, rest, {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32', // a process group of its own, so that stop() reaches all of it
      });
      const server = new EditorServer(child, folder);
      await server.waitForAddress();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Like `http://127.0.0.1:40123`. */
  get url(): string {
    return this.address;
  }

  /** Settings, state, logs and backups of the person. */
  get userFolder(): string {
    return path.join(this.folder, 'user');
  }

  get extensionsFolder(): string {
    return path.join(this.folder, 'extensions');
  }

  /** The page that shows a folder. */
  pageOf(workspace: string, payload: readonly (readonly [string, string])[] = []): string {
    const query = new URLSearchParams({ folder: workspace });
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    return `${this.url}/?${query}`;
  }

  /** A new copy of a folder, of the same name, that tests may write to; it goes when the server stops. */
  copyWorkspace(from: string): string {
    const to = path.join(this.folder, 'workspaces', String(++this.copies), path.basename(from));
    cpSync(from, to, { recursive: true });
    return to;
  }

  /** Replaces the user settings, whatever the person changed since, beside the quiet ones. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void {
    writeSettings(this.folder, settings);
  }

  /** Calls back for each later line of the server's log that matches. */
  onLine(pattern: RegExp, call: LineListener['call']): void {
    this.listeners.push({ pattern, call });
  }

  onExit(call: (code: number | null) => void): void {
    this.child.once('exit', call);
  }

  /** The end of the server's log. */
  log(): string {
    return this.lines.join('\n');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.signal('SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(timer);
    }
    this.signal('SIGKILL'); // what the server left of its group
    process.removeListener('exit', this.killAtExit);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  private signal(name: NodeJS.Signals): void {
    if (!this.child.pid) return;
    try {
      process.kill(process.platform === 'win32' ? this.child.pid : -this.child.pid, name);
    } catch {
      // All of it has ended.
    }
  }

  private take(line: string): void {
    this.lines.push(line);
    if (this.lines.length > keptLogLines) this.lines.shift();
    for (const { pattern, call } of this.listeners) {
      const match = pattern.exec(line);
      if (match) call(match);
    }
  }

  private async waitForAddress(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.onLine(/HTTP server listening on (http:\S+?)\/?$/, ([, url]) => {
          this.address = url ?? '';
          resolve();
        });
        this.child.once('error', reject);
        this.child.once('exit', (code) => reject(new Error(`code-server ended with ${code}\n${this.log()}`)));
        const tooLate = () => reject(new Error(`code-server did not say its address\n${this.log()}`));
        timer = setTimeout(tooLate, startTimeoutMs);
      });
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Makes the server's folders and returns the arguments that name them. */
function prepareFolders(folder: string, options: EditorServerOptions): string[] {
  const user = path.join(folder, 'user');
  const config = path.join(folder, 'config.yaml');
  mkdirSync(path.join(folder, 'tmp'));
  writeFileSync(config, 'auth: none\n');
  writeSettings(folder, options.settings ?? {});
  if (options.language) writeLanguagePack(user, options.language);
  return ['--config', config, '--user-data-dir', user, '--extensions-dir', path.join(folder, 'extensions')];
}

function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  const userFolder = path.join(folder, 'user', 'User');
  mkdirSync(userFolder, { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  writeFileSync(path.join(userFolder, 'settings.json'), text);
}

/** What VS Code keeps of an installed language pack, here one that translates nothing of VS Code itself. */
function writeLanguagePack(userFolder: string, language: string): void {
  const file = path.join(userFolder, 'no-translations.json');
  writeFileSync(file, JSON.stringify({ contents: {} }));
  const extension = { extensionIdentifier: { id: `local-text-tests.${language}` }, version: '1.0.0' };
  const pack = { hash: 'none', label: language, extensions: [extension], translations: { vscode: file } };
  writeFileSync(path.join(userFolder, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

function startArguments(options: EditorServerOptions): string[] {
  return [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${options.port ?? 0}`],
    ...['--idle-timeout-seconds', String(options.idleSeconds ?? 300)],
    ...['--disable-telemetry', '--disable-update-check', '--disable-proxy'],
    ...(options.hasWorkspaceTrust ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    ...(options.language ? ['--locale', options.language] : []),
    ...(options.vscodeOptions ?? []).flatMap((option) => ['--vscode-option', option]),
  ];
}

function serverEnvironment(folder: string, added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  // The variables of an outer npm or VS Code would steer the inner one; a gallery address would be called.
  const outer = Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_|NODE_OPTIONS$|PORT$)/.test(name));
  return {
    ...Object.fromEntries(outer),
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }),
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_CACHE_HOME: folder,
    TMPDIR: path.join(folder, 'tmp'),
    ...added,
  };
}
