// Tells one state of a page from another: by its files, and where its words are ahead of what is committed by the newest commit
// too, which may make them a person's. Other pages are not read anew for a commit.

interface Read {
  /** The newest commit that there was. */
  commit: string;
  isAhead: boolean;
}

export class PageStamps {
  private readonly pages = new Map<string, Read>();

  /** @param files What tells the states of its files apart. */
  stampOf(name: string, files: string, newestCommit: string): string {
    const read = this.pages.get(name);
    return `${files};${!read || read.isAhead ? newestCommit : read.commit}`;
  }

  /** @param isAhead Whether the page says something that the newest commit does not. */
  wasRead(name: string, newestCommit: string, isAhead: boolean): void {
    this.pages.set(name, { commit: newestCommit, isAhead });
  }

  /** The others are forgotten. */
  keep(names: ReadonlySet<string>): void {
    for (const name of [...this.pages.keys()]) if (!names.has(name)) this.pages.delete(name);
  }
}
