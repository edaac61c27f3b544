// A page whose links to its own headings live when the headings are translated: the links follow the new ids, or the old ids
// are written beside the headings, in the form that the page's generator reads. Knows Markdown's headings, no model.

import type {
  LeftStretch,
  RenderedSentence,
  SourceSentence,
  TargetSentence,
  TranslatableDocument,
} from '../translatable';
import { type FragmentLink, headingText, type PageAnchors, type PageHeading, pageAnchors } from './pageAnchors';
import type { IdForm, SiteAnchors } from './siteAnchors';
import { hasTitleLinks, type MovedTitle, titleLinks } from './titleLinks';

/** What may be written as an id: alive in every generator. */
const writable = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

interface Title {
  heading: PageHeading;
  /** Its first and last sentence. */
  first: number;
  last: number;
  /** The id to be written beside it. */
  id?: string;
}

export class AnchoredDocument implements TranslatableDocument {
  readonly sentences: readonly SourceSentence[];
  /** Sentences of headings: their targets say where links go, so they are told before anything is rendered. */
  readonly first: readonly number[];
  private readonly page: PageAnchors;
  private readonly titles: Title[] = [];
  /** New fragments by old ones. */
  private moved = new Map<string, string>();
  /** Headings to which links lead by their words. */
  private readonly named: MovedTitle[] = [];
  private readonly hasTitleLinks: boolean;

  constructor(
    private readonly text: string,
    private readonly inner: TranslatableDocument,
    private readonly site: SiteAnchors,
    private readonly keepAddresses: boolean,
    isMdx = false,
  ) {
    this.sentences = inner.sentences;
    this.page = pageAnchors(text, site.rule, { hasTagIds: site.form === undefined, isMdx });
    let next = 0;
    for (const heading of this.page.headings) {
      while (next < this.sentences.length && this.sentences[next]!.start < heading.start) next++;
      const first = next;
      while (next < this.sentences.length && this.sentences[next]!.end <= heading.end) next++;
      if (next > first) this.titles.push({ heading, first, last: next - 1 });
    }
    const titles = this.page.headings.map(({ said }) => said);
    this.hasTitleLinks = site.byTitle === true && hasTitleLinks(text, titles);
    const isNeeded = keepAddresses || this.page.links.length > 0 || this.hasTitleLinks;
    this.first = isNeeded ? this.titles.flatMap(({ first, last }) => range(first, last)) : [];
  }

  get left(): readonly LeftStretch[] {
    return this.inner.left ?? [];
  }

  get ending(): string {
    const end = this.sentences.at(-1)?.end ?? 0;
    return this.gap(this.inner.ending, end, this.text.length);
  }

  /** @param targets Those of {@link first}. */
  begin(targets: ReadonlyMap<number, TargetSentence>): void {
    const texts = new Map(this.titles.map((title) => [title.heading, this.newText(title, targets)]));
    const used = new Set<string>();
    const ids = new Map<PageHeading, string>();
    for (const heading of this.page.headings) {
      if (heading.hasId) continue;
      const id = this.site.rule.unique(this.site.rule.slug(texts.get(heading) ?? heading.said), used);
      used.add(id);
      ids.set(heading, id);
    }
    for (const title of this.titles) this.settle(title, ids);
    if (this.hasTitleLinks)
      for (const heading of this.page.headings) {
        const kept = this.titles.find((title) => title.heading === heading)?.id;
        const id = kept ?? (heading.hasId ? heading.id : ids.get(heading)!);
        this.named.push({ was: heading.said, is: texts.get(heading) ?? heading.said, id });
      }
    // A heading without words (all of it code) keeps what it says; its id may still have another number behind it.
    const isSaid = new Set(this.titles.map(({ heading }) => heading));
    for (const [heading, id] of ids) if (!isSaid.has(heading) && id !== heading.id) this.follow(heading.id, id);
  }

  /** Links to a heading go where it is now. */
  private follow(old: string, id: string): void {
    for (const { fragment } of this.page.links) if (isFor(fragment, old)) this.moved.set(fragment, id);
  }

  /** Either the heading keeps its id or the links follow it. */
  private settle(title: Title, ids: ReadonlyMap<PageHeading, string>): void {
    const id = ids.get(title.heading);
    const { heading } = title;
    if (id === undefined || (id === heading.id && !this.site.byLabel)) return;
    const isLinked = this.page.links.some(({ fragment }) => isFor(fragment, heading.id));
    // What leads there already goes on to do so.
    if (this.page.explicit.has(heading.id)) return;
    const isTaken = [...ids.values()].includes(heading.id) || this.titles.some((other) => other.id === heading.id);
    const wants = this.keepAddresses || (this.site.byLabel && isLinked);
    if (wants && this.site.form && writable.test(heading.id) && !isTaken) {
      title.id = heading.id;
      return;
    }
    this.follow(heading.id, id);
  }

  private newText({ heading, first, last }: Title, targets: ReadonlyMap<number, TargetSentence>): string {
    const rendered: RenderedSentence[] = [];
    let written = this.text.slice(heading.start, this.sentences[first]!.start);
    for (let index = first; index <= last; index++) {
      const target = targets.get(index) ?? { plain: this.sentences[index]!.plain, links: [] };
      rendered[index] = this.inner.render(index, target, rendered);
      written += (index > first ? rendered[index]!.before : '') + rendered[index]!.text;
    }
    return headingText(written + this.text.slice(this.sentences[last]!.end, heading.end));
  }

  render(index: number, target: TargetSentence, rendered: readonly RenderedSentence[]): RenderedSentence {
    const result = this.inner.render(index, target, rendered);
    const { start, end } = this.sentences[index]!;
    const before = this.gap(result.before, this.sentences[index - 1]?.end ?? 0, start);
    const inside = this.page.links.filter((link) => link.start >= start && link.end <= end);
    const moved = this.byTitle(index, this.inText({ ...result, before }, inside));
    return this.withId(index, moved);
  }

  /** What lies between sentences, with its links moved. */
  private gap(written: string, start: number, end: number): string {
    const links = this.page.links.filter(
      (link) => link.start >= start && link.end <= end && this.moved.has(link.fragment),
    );
    if (links.length === 0) return written;
    let text = written;
    const source = this.text.slice(start, end);
    // From the end on, so that what is before keeps its place.
    for (const { start: from, fragment } of links.toReversed()) {
      const at =
        text.length === source.length || text.endsWith(source.slice(from - start))
          ? from - start + text.length - source.length
          : text.lastIndexOf(`#${fragment}`) + 1;
      if (text.slice(at, at + fragment.length) !== fragment) continue;
      text = text.slice(0, at) + this.moved.get(fragment)! + text.slice(at + fragment.length);
    }
    return text;
  }

  private inText(result: RenderedSentence, links: readonly FragmentLink[]): RenderedSentence {
    let { text } = result;
    let offsets = result.offsets;
    for (const fragment of new Set(links.map((link) => link.fragment))) {
      const id = this.moved.get(fragment);
      if (id === undefined) continue;
      const pattern = new RegExp(
        `(?<=\\]\\(<?|href=["'])#${fragment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[)\\s>"'])`,
        'g',
      );
      const places = [...text.matchAll(pattern)].map((match) => match.index + 1);
      const longer = id.length - fragment.length;
      offsets = offsets.map((at) => at + longer * places.filter((place) => place < at).length);
      text = text.replace(pattern, () => `#${id}`);
    }
    return { ...result, text, offsets };
  }

  /** With the addresses of headings whose words links no longer say. */
  private byTitle(index: number, result: RenderedSentence): RenderedSentence {
    const { start, end } = this.sentences[index]!;
    if (this.named.length === 0 || result.isWithin) return result;
    let { text, offsets } = result;
    for (const { at, address } of titleLinks(this.text.slice(start, end), text, this.named).toReversed()) {
      text = text.slice(0, at) + address + text.slice(at);
      offsets = offsets.map((offset) => (offset >= at ? offset + address.length : offset));
    }
    return { ...result, text, offsets };
  }

  private withId(index: number, result: RenderedSentence): RenderedSentence {
    const title = this.titles.find(({ first, last, id }) => id !== undefined && (index === first || index === last));
    const { form } = this.site;
    if (!title || !form) return result;
    const written = form.write(title.id!);
    return place(
      form,
      written,
      { isFirst: index === title.first, isLast: index === title.last },
      result,
      this.sentences[index]!.start - title.heading.start,
    );
  }
}

function place(
  { place: where }: IdForm,
  written: string,
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
  result: RenderedSentence,
  lead: number,
): RenderedSentence {
  if (where === 'end') return isLast ? { ...result, text: result.text + written } : result;
  if (!isFirst) return result;
  if (where === 'front') return { ...result, before: result.before + written };
  const at = result.before.length - lead;
  return { ...result, before: result.before.slice(0, at) + written + result.before.slice(at) };
}

/** As a browser compares, as it stands or decoded; and whether Hangul is composed or not, which a browser does not forgive. */
function isFor(fragment: string, id: string): boolean {
  const composed = id.normalize('NFC');
  if (fragment.normalize('NFC') === composed) return true;
  try {
    return decodeURIComponent(fragment).normalize('NFC') === composed;
  } catch {
    return false;
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
