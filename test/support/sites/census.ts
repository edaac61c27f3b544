// What a page is made of, counted in the HTML that its generator made: boxes, links, ids, emphases, literals. Words are left out.

import type { Built } from './parsers';

/** Tags whose number is compared; headings by their level. */
const counted = new Set(
  'h1 h2 h3 h4 h5 h6 a strong b em i code pre kbd mark sub sup del s li dt dd th td tr table blockquote img iframe div aside section details summary span p input abbr math svg hr br section samp tt literal'.split(
    ' ',
  ),
);

export interface Census {
  /** By tag, with its class where it says what the thing is. */
  counts: Record<string, number>;
  /** What links lead to, sorted. Fragments of the page itself are left out: they follow the titles. */
  targets: string[];
  /** Links into the page that lead nowhere. */
  dead: string[];
  ids: string[];
}

export function census(html: string): Census {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html;
  const counts: Record<string, number> = {};
  const [targets, fragments, ids]: [string[], string[], string[]] = [[], [], []];
  for (const [, name = '', attributes = ''] of body.matchAll(
    /<([a-zA-Z][\w-]*)((?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/g,
  )) {
    const value = (key: string) =>
      new RegExp(`(?:^|\\s)${key}=(?:"([^"]*)"|'([^']*)')`)
        .exec(attributes)
        ?.slice(1)
        .find((each) => each !== undefined);
    const id = value('id') ?? (name === 'a' ? value('name') : undefined);
    if (id !== undefined) ids.push(id);
    const tag = name.toLowerCase();
    if (!counted.has(tag)) continue;
    const kind =
      tag === 'div' || tag === 'span' || tag === 'aside' || tag === 'section'
        ? `${tag} ${value('class') ?? ''}`.trim()
        : tag;
    if (kind !== 'span') counts[kind] = (counts[kind] ?? 0) + 1;
    const target = value('href') ?? value('src');
    if (target === undefined) continue;
    if (target.startsWith('#')) fragments.push(target.slice(1));
    else targets.push(target);
  }
  const dead = fragments.filter((fragment) => fragment !== '' && !lives(fragment, ids));
  return { counts, targets: targets.sort(), dead, ids };
}

/** As a browser finds it: as it stands first, then decoded; no letters are composed. */
export function lives(fragment: string, ids: readonly string[]): boolean {
  const decoded = (text: string) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const escaped = encodeURI(decoded(fragment));
  const unescaped = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
  return ids.map(unescaped).some((id) => id === fragment || id === escaped || id === decoded(fragment));
}

/** What the page built from a translation lost or gained, and what is wrong with it that was not with its source. */
export function differences(source: Built, result: Built): string[] {
  const [was, is] = [census(source.html), census(result.html)];
  const found: string[] = [];
  for (const tag of new Set([...Object.keys(was.counts), ...Object.keys(is.counts)])) {
    const [before, after] = [was.counts[tag] ?? 0, is.counts[tag] ?? 0];
    if (before !== after) found.push(`${tag}: ${before}, now ${after}`);
  }
  const targets = (of: Census) => of.targets.join(' ');
  if (targets(was) !== targets(is)) found.push(`links: ${targets(was)}, now ${targets(is)}`);
  for (const fragment of is.dead) if (!was.dead.includes(fragment)) found.push(`dead fragment: #${fragment}`);
  const twice = is.ids.filter((id, n) => is.ids.indexOf(id) !== n && was.ids.filter((each) => each === id).length < 2);
  if (twice.length > 0) found.push(`ids twice: ${twice.join(' ')}`);
  const complaints = (built: Built) => built.reports.filter((report) => !/INFO/.test(report));
  if (complaints(result).length > complaints(source).length) found.push(...complaints(result));
  return found;
}
