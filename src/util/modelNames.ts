// A model by name: what a name may be, which folder it stands for, and where the person's models lie. Touches no file.

import { isAbsolute, join, posix, win32 } from 'node:path';

/** What decides where the person's models lie. */
export interface Place {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** The person's home folder. */
  home: string;
}

const nameParts = /^[A-Za-z0-9_](?:[\w.-]{0,94}[A-Za-z0-9_])?$/;

/** Whether a text is OWNER/NAME as the Hugging Face hub allows it (huggingface_hub, utils/_validators.py). */
export function isRepoName(text: string): boolean {
  const parts = text.split('/');
  const isWhole = parts.length === 2 && parts.every((part) => nameParts.test(part));
  return isWhole && !text.includes('--') && !text.includes('..') && !/\.(?:git|ipynb)$/i.test(text);
}

/** The name of a repository's folder; a name holds no "--", so that it can be read back. */
export function folderOfRepo(repo: string): string {
  return repo.replace('/', '--');
}

/** One folder a person, the same for editor and command line. `LOCAL_TEXT_MODELS` names another. */
export function personalModelsFolder({ env, platform, home }: Place): string {
  const { join: joinPath, isAbsolute: isRooted } = platform === 'win32' ? win32 : posix;
  const named = env.LOCAL_TEXT_MODELS;
  if (named) return named;
  if (platform === 'win32')
    return joinPath(env.LOCALAPPDATA || joinPath(home, 'AppData', 'Local'), 'local-text', 'models');
  if (platform === 'darwin') return joinPath(home, 'Library', 'Application Support', 'local-text', 'models');
  const data = env.XDG_DATA_HOME;
  // Relative values are to be ignored, says the XDG base directory specification.
  return joinPath(data && isRooted(data) ? data : joinPath(home, '.local', 'share'), 'local-text', 'models');
}

/**
 * The folder that a setting's value stands for: a path as it is, `~/` in the home folder, OWNER/NAME in the models folder.
 * @returns undefined for an empty value, which means the bundled model; whether the folder is there is not looked at
 */
export function resolveModelName(value: string, modelsFolder: string, home: string): string | undefined {
  const text = value.trim();
  if (text === '') return undefined;
  if (/^~[/\\]/.test(text)) return join(home, text.slice(2));
  return !isAbsolute(text) && isRepoName(text) ? join(modelsFolder, folderOfRepo(text)) : text;
}
