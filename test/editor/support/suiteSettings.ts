// Settings that are not the same for all suites of a file, whose pages one `setup` opens. Knows no editor.
type Settings = Readonly<Record<string, unknown>>;

export class SuiteSettings {
  /** Those of the test that runs. */
  now: Settings;

  constructor(private readonly base: Settings = {}) {
    this.now = base;
  }

  /** To be called within a suite of its own: its tests get their pages under these settings, too. */
  under(settings: Settings): void {
    suiteSetup(() => {
      this.now = { ...this.base, ...settings };
    });
    suiteTeardown(() => {
      this.now = this.base;
    });
  }
}
