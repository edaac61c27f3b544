// Which C library a Linux process runs on.

/** Its version; undefined with musl, and on other systems. */
export function glibcVersion(): string | undefined {
  if (process.platform !== 'linux' || !process.report) return undefined;
  // Else the report looks up the names of all peers that are connected.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}
