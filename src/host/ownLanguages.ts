// What the person's own encoder-decoder translates: known once its engine has been loaded, and remembered while that sleeps.

import type { EngineClient } from '../client/engineClient';
import type { InitializeResult, Translates } from '../shared/protocol/engine';

export class OwnLanguages {
  private found: { setting: string; translates: Translates[] | undefined } | undefined;

  /** @param setting What the person wrote; empty for the bundled model. */
  constructor(
    private readonly engine: Pick<EngineClient, 'diagnostics' | 'warmUp'>,
    private readonly setting: () => string,
  ) {}

  /** Undefined for English and Korean: by the bundled model, or as long as nothing else is known. */
  get known(): readonly Translates[] | undefined {
    const setting = this.setting();
    if (setting === '') return undefined;
    const { info, state } = this.engine.diagnostics();
    if (info && state.kind !== 'starting') this.note(setting, info);
    return this.found?.setting === setting ? this.found.translates : undefined;
  }

  /** Loads the engine where that has to be asked. */
  async find(): Promise<readonly Translates[] | undefined> {
    const setting = this.setting();
    if (setting === '') return undefined;
    if (this.known === undefined && this.found?.setting !== setting) {
      const info = await this.engine.warmUp().catch(() => undefined); // what is asked of it next says why
      if (info) this.note(setting, info);
    }
    return this.known;
  }

  /** An engine that was loaded before the setting says nothing of the model. */
  private note(setting: string, { own, ownTrouble, translates }: InitializeResult): void {
    if (own !== undefined || ownTrouble) this.found = { setting, translates };
  }
}
