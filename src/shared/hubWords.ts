// Why a model was not added or removed, in words: what failed, for which model, and what to do. The command line says it
// in English, the editor in the person's language.

import type { HubTrouble } from './protocol/hub';

/** As `vscode.l10n` has it. */
export interface Translator {
  t(message: string, ...values: (string | number)[]): string;
}

/** For the command line. */
export const plainEnglish: Translator = {
  t: (message, ...values) => message.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? '')),
};

/** Decimal megabytes and gigabytes, as disks are sold and the hub's pages have them. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}

export function hubWords(trouble: HubTrouble, l10n: Translator): string {
  const { code, repo = '', file = '', host = '', page = '', folder = '', detail = '', seconds = 0 } = trouble;
  switch (code) {
    case 'nameInvalid':
      return l10n.t('"{0}" is not the name of a model. Write OWNER/NAME, as on its page.', repo);
    case 'endpointInvalid':
      return l10n.t('HF_ENDPOINT is not an address: {0}', detail);
    case 'notFound':
      return l10n.t(
        '{0} is not at {1}, or it is private. Check the name; a private model wants a token (HF_TOKEN).',
        repo,
        host,
      );
    case 'gated':
      return l10n.t(
        '{0} is for those who accepted its terms. Accept them at {1}, then give a token (HF_TOKEN).',
        repo,
        page,
      );
    case 'tokenRefused':
      return l10n.t(
        '{0} did not accept the token. Make a new one there that may read this model, and give that (HF_TOKEN).',
        host,
      );
    case 'rateLimited':
      return l10n.t('{0} wants a pause of {1} seconds. Try again then; what came is kept.', host, seconds);
    case 'serverFault':
      return l10n.t('{0} answered {1}. Try again later; what came is kept.', host, detail);
    case 'offline':
      return l10n.t('{0} cannot be reached ({1}). Check the connection, and HTTPS_PROXY if you use one.', host, detail);
    case 'proxyRefused':
      return l10n.t('The proxy wants a name and a password: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT');
    case 'timedOut':
      return l10n.t('{0} sent nothing for {1} seconds. Try again; what came is kept.', host, seconds);
    case 'brokenOff':
      return l10n.t('The connection broke off again and again at {0}. Try again; what came is kept.', file);
    case 'redirectRefused':
      return l10n.t('{0} sent the download to an address that is not allowed: {1}', host, detail);
    case 'answerInvalid':
      return l10n.t('{0} does not answer as the hub does ({1}). Is HF_ENDPOINT right?', host, detail);
    case 'noOnnx':
      return l10n.t('{0} has no ONNX files. Look for a copy that has them, such as {1}.', repo, detail);
    case 'noTokenizer':
      return detail === ''
        ? l10n.t('{0} has no tokenizer.json. Look for a copy that has one, such as onnx-community’s.', repo)
        : l10n.t('{0} has no tokenizer.json, only {1}. Look for a copy that has one, such as Xenova’s.', repo, detail);
    case 'noConfig':
      return l10n.t('{0} has no usable config.json, so what it is cannot be told.', repo);
    case 'notForWriting':
      return l10n.t('{0} completes, fills or translates no text (config.json: {1}).', repo, detail);
    case 'variantMissing':
      return l10n.t('{0} has no such variant. It has: {1}', repo, detail);
    case 'nameUnsafe':
      return l10n.t('{0} has a file whose name is not allowed, and was not added: {1}', repo, JSON.stringify(file));
    case 'damaged':
      return l10n.t('{0} is not the file that the hub names (its hash or size differs). Nothing was added.', file);
    case 'moved':
      return l10n.t('{0} has changed meanwhile. Begin again.', repo);
    default:
      return localWords(trouble, l10n, { repo, folder, detail });
  }
}

/** What this machine alone is the cause of. */
function localWords(
  { code, neededBytes = 0, freeBytes = 0 }: HubTrouble,
  l10n: Translator,
  { repo, folder, detail }: Record<'repo' | 'folder' | 'detail', string>,
): string {
  switch (code) {
    case 'tooLittleSpace':
      return l10n.t('{0} are needed in {1}, and {2} are free.', sizeWords(neededBytes), folder, sizeWords(freeBytes));
    case 'diskFull':
      return l10n.t('The disk is full: {0}. Make room and try again; what came is kept.', folder);
    case 'cannotWrite':
      return l10n.t('{0} cannot be written ({1}). LOCAL_TEXT_MODELS names another folder.', folder, detail);
    case 'busy':
      return l10n.t('{0} is being added or removed by another window or terminal.', repo);
    case 'inUse':
      return l10n.t('{0} is in use. Close the windows that use it, then try again.', repo);
    case 'notThere':
      return l10n.t('{0} is not among the models that were added.', repo);
    case 'cancelled':
      return l10n.t('Cancelled. What came is kept, and the same again goes on from there.');
    default:
      return l10n.t('Something unforeseen went wrong ({0}).', detail);
  }
}
