// A Korean input method on the page, through the browser's own input protocol: each jamo is a composition step, and
// the commit is what ends it. Knows no editor.
import type { CDPSession, Page } from 'playwright-core';

const stepMs = 60;

/** Jamo by jamo how a syllable comes about, e.g. ㅎ, 하, 한. */
export function stepsOf(syllable: string): string[] {
  const code = syllable.charCodeAt(0) - 0xac00;
  if (code < 0 || code > 11_171) return [syllable];
  const open = code - (code % 28);
  const lead = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'[Math.floor(code / 588)] ?? syllable;
  const steps = [lead, String.fromCharCode(0xac00 + open)];
  return code === open ? steps : [...steps, syllable];
}

export class InputMethod {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async on(page: Page): Promise<InputMethod> {
    return new InputMethod(page, await page.context().newCDPSession(page));
  }

  /** The syllable's steps; it stays in composition. */
  async compose(syllable: string): Promise<void> {
    for (const text of stepsOf(syllable)) {
      await this.session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        windowsVirtualKeyCode: 229,
        key: 'Process',
      });
      await this.session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await this.page.waitForTimeout(stepMs);
    }
  }

  /** Ends the composition with what stands there. */
  async commit(syllable: string): Promise<void> {
    await this.session.send('Input.insertText', { text: syllable });
  }

  /** Whole syllables one after the other, blanks as keys. */
  async type(text: string): Promise<void> {
    for (const character of text) {
      if (character === ' ') await this.page.keyboard.press('Space');
      else {
        await this.compose(character);
        await this.commit(character);
      }
    }
  }
}
