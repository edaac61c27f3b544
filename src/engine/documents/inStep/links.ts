// How a translation writes the addresses of its source: `/en/` as `/ko/`, `/guides/` as `/ko/guides/`, `x.md` as `x.ko.md`,
// an anchor in Korean. Learned from pairs of sentences. Sees text only.

/** Addresses as Markdown, HTML and plain text write them. */
const addressPattern =
  /(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|(?<=\b(?:href|src|link|to|slug)\s*[=:]\s*["'])[^"'\n]*|(?<=^[ >]*\[[^\]\n]+\]:\s*)\S+|https?:\/\/[^\s<>()"'`\]]*[^\s<>()"'`\].,;:!?\uac00-\ud7a3]/gm;

export interface Address {
  text: string;
  start: number;
  end: number;
}

export function addressesIn(text: string): Address[] {
  return [...text.matchAll(addressPattern)].map(({ 0: address, index }) => ({
    text: address,
    start: index,
    end: index + address.length,
  }));
}

function split(address: string): { path: string; anchor: string } {
  const at = address.indexOf('#');
  return at < 0 ? { path: address, anchor: '' } : { path: address.slice(0, at), anchor: address.slice(at) };
}

/** Without folders and endings that name a language. */
function neutral(path: string): string {
  return path
    .replace(/^(https?:\/\/)(?:ko|en|kr)\./i, '$1')
    .replace(/(^|\/)(?:ko|en|ko-kr|en-us)(?=\/|$)/gi, '$1')
    .replace(/[._-](?:ko|en)(?=\.\w+$)/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\/$/g, '');
}

/** Whether one address is the translation's form of the other, but for the anchor. */
export function isSameAddress(source: string, target: string): boolean {
  if (source === target) return true;
  const [ours, theirs] = [split(source), split(target)];
  if (neutral(ours.path) !== neutral(theirs.path)) return false;
  return ours.path !== '' || (ours.anchor !== '') === (theirs.anchor !== '');
}

/** Links that are written as HTML, as Markdown writes them. */
export function withMarkdownLinks(text: string): string {
  return text.replace(/<a\s[^<>]*?\bhref\s*=\s*["']([^"'\s<>()]+)["'][^<>]*>([^<>[\]]+)<\/a>/g, '[$2]($1)');
}

export class LinkHabits {
  private readonly known = new Map<string, string>();
  /** Of addresses that are known, without their anchors. */
  private readonly paths = new Map<string, string>();
  /** How a beginning is written instead, with how often that was seen. */
  private readonly beginnings = new Map<string, Map<string, number>>();
  private readonly endings = new Map<string, number>();

  learn(source: string, target: string): void {
    const theirs = addressesIn(target);
    for (const { text: ours } of addressesIn(source)) {
      const at = theirs.findIndex(({ text }) => isSameAddress(ours, text));
      if (at < 0) continue;
      const [{ text }] = theirs.splice(at, 1) as [Address];
      this.known.set(ours, text);
      this.paths.set(split(ours).path, split(text).path);
      this.learnBeginning(split(ours).path, split(text).path);
    }
  }

  /** Of a heading, by what its anchor was and is. */
  learnAnchor(source: string, target: string): void {
    if (source !== '' && target !== '') this.known.set(`#${source}`, `#${target}`);
  }

  private learnBeginning(ours: string, theirs: string): void {
    if (ours === '') return;
    const ending = /[._-]ko(?=\.\w+$)/i.exec(theirs)?.[0];
    if (ending && !/[._-]ko(?=\.\w+$)/i.test(ours)) {
      this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
      return;
    }
    let shared = 0;
    while (shared < Math.min(ours.length, theirs.length) && ours.at(-1 - shared) === theirs.at(-1 - shared)) shared++;
    // Up to a whole folder.
    const tail = ours.slice(ours.length - shared);
    const cut = tail.indexOf('/');
    if (cut < 0) return;
    const length = tail.length - cut;
    const from = ours.slice(0, ours.length - length);
    const to = theirs.slice(0, theirs.length - length);
    const kind = `${/^https?:\/\/[^/]*/.exec(ours)?.[0] ?? ours[0]}\0${from}`;
    const seen = this.beginnings.get(kind) ?? this.beginnings.set(kind, new Map()).get(kind)!;
    seen.set(to, (seen.get(to) ?? 0) + 1);
  }

  /** An address of the source as the translation would write it. */
  write(address: string): string {
    const known = this.known.get(address);
    if (known !== undefined) return known;
    const { path, anchor } = split(address);
    if (path === '') return address;
    const bare = this.paths.get(path);
    if (bare !== undefined) return bare + anchor;
    const host = /^https?:\/\/[^/]*/.exec(path)?.[0] ?? path[0];
    let best: { from: string; to: string } | undefined;
    for (const [kind, seen] of this.beginnings) {
      const [of, from] = kind.split('\0') as [string, string];
      if (of !== host || !path.startsWith(from) || !/^[/]/.test(path.slice(from.length) || '/')) continue;
      if (best && best.from.length >= from.length) continue;
      best = { from, to: [...seen].sort((a, b) => b[1] - a[1])[0]![0] };
    }
    // A folder that is the same says nothing of how pages end.
    if (best && best.from !== best.to) return best.to + path.slice(best.from.length) + anchor;
    const ending = [...this.endings].sort((a, b) => b[1] - a[1])[0]?.[0];
    const isPage = ending !== undefined && /^(?!https?:)[^:]*\.(?:mdx?|rst|adoc|html)$/.test(path);
    return isPage ? path.replace(/(\.\w+)$/, `${ending}$1`) + anchor : address;
  }

  /** A draft with the source's addresses, with the translation's. */
  rewrite(text: string): string {
    let result = '';
    let from = 0;
    for (const { text: address, start, end } of addressesIn(text)) {
      result += text.slice(from, start) + this.write(address);
      from = end;
    }
    return result + text.slice(from);
  }

  /** What takes the place of `theirs`, the translation's form of `old`, now that the source says `next`. */
  replaced(old: string, next: string, theirs: string): string {
    const [was, is, has] = [split(old), split(next), split(theirs)];
    const known = this.known.get(next);
    if (known !== undefined) return known;
    const path = was.path === is.path ? has.path : split(this.byPattern(was.path, is.path, has.path)).path;
    if (was.anchor === is.anchor) return path + has.anchor;
    if (has.anchor === was.anchor || is.anchor === '') return path + is.anchor;
    // An anchor in Korean goes with a heading of the Korean page: which one, the source doesn't say.
    return path + (was.path === is.path ? has.anchor : is.anchor);
  }

  private byPattern(old: string, next: string, theirs: string): string {
    if (old === theirs) return /^https?:/.test(next) || old !== next ? this.write(next) : next;
    const written = this.write(next);
    if (written !== next) return written;
    const habits = new LinkHabits();
    habits.learnBeginning(old, theirs);
    return habits.write(next);
  }
}
