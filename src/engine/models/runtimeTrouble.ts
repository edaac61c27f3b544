// Why onnxruntime's native part did not load, from what the loader said and what the machine is. Knows no graph.

import type { RuntimeTrouble } from '../../shared/protocol/engine';
import { glibcVersion } from '../../util/glibc';

export interface Machine {
  /** As in `process.platform` and `process.arch`. */
  platform: string;
  arch: string;
  /** Linux with glibc says its version in a diagnostic report; with musl there is none. */
  glibcVersion: string | undefined;
}

export function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, glibcVersion: glibcVersion() };
}

/** @param loaderMessage As `dlopen` or `require` threw it. */
export function runtimeTrouble(loaderMessage: string, { platform, arch, glibcVersion }: Machine): RuntimeTrouble {
  if (platform === 'linux' && (glibcVersion === undefined || /ld-linux-\S+: No such file/.test(loaderMessage)))
    return 'musl';
  if (platform === 'darwin' && arch === 'x64') return 'intelMac';
  if (/Cannot find module|ERR_MODULE_NOT_FOUND/.test(loaderMessage)) return 'otherPlatform';
  if (
    /invalid ELF header|wrong ELF class|mach-o.*(wrong|incompatible) architecture|not a valid Win32/i.test(
      loaderMessage,
    )
  )
    return 'otherPlatform';
  if (/GLIBC(XX)?_[\d.]+' not found|version `GLIBC/.test(loaderMessage)) return 'oldSystem';
  return 'loader';
}

const remedies: Readonly<Record<RuntimeTrouble, string>> = {
  musl:
    'This Linux uses musl (as Alpine does), for which onnxruntime is not made. Use a system or container with glibc, ' +
    'or let the extension run on your own computer (setting remote.extensionKind, "ui").',
  intelMac: 'For Macs with an Intel processor onnxruntime is no longer made; the models need a Mac with Apple silicon.',
  otherPlatform: 'Install the extension made for this platform.',
  oldSystem: "This Linux is older than onnxruntime's least (glibc 2.28); update the system.",
  loader: 'Install the extension again; if that does not help, the log has what the loader said.',
};

/** In one sentence or two: what failed, what the loader said, what to do. Folders are left out of it: they name people. */
export function runtimeTroubleText(
  loaderMessage: string,
  trouble: RuntimeTrouble,
  { platform, arch }: Machine,
): string {
  const said = loaderMessage
    .split('\n', 1)[0]!
    .replaceAll(/(?:[A-Za-z]:)?(?:[\\/][^\\/:'"\s]+)*[\\/](?=[^\\/:'"\s]+)/g, '')
    .slice(0, 200)
    .replace(/\.$/, '');
  return `onnxruntime could not be loaded on ${platform}-${arch} (${said}). ${remedies[trouble]}`;
}
