// Ghost text that stays out of the way: compositions, Tab in lists, several cursors, addresses, and what was declined.
// The packaged extension in a real editor, beside one that binds Tab in lists as widely used ones do, and one that brings
// boxes to write in.
import assert from 'node:assert/strict';
import { ghostTextEditor, longEnoughMs } from '../support/ghostTextEditor';
import { InputMethod } from '../support/inputMethod';
import type { Workbench } from '../support/workbench';

suite('ghost text in its place', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  const editor = ghostTextEditor('listKeys', 'inputs');
  const { expectNoGhostText } = editor;
  let workbench: Workbench;
  setup(() => {
    workbench = editor.workbench;
  });

  test('stands again when a composition ends, and nothing is asked anew', async () => {
    await workbench.openFile('letter-ko.md');
    await workbench.statusItem('ready').waitFor();
    const inputMethod = await InputMethod.on(workbench.page);
    await inputMethod.type('지난 주말에는 친구들과 ');
    await inputMethod.compose('함');
    await expectNoGhostText(); // the editor paints nothing in a composition
    await inputMethod.commit('함');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('11-after-composition');
    await workbench.press('Tab');
    const text = await workbench.changedDocument('letter-ko.md');
    assert.ok(text.endsWith(`지난 주말에는 친구들과 함${ghost}`), text.slice(-80));
  });

  test('leaves Tab to indent an empty list item, and takes it in one with words', async () => {
    await workbench.openFile('README.md');
    await workbench.press('Enter');
    await workbench.type('- Bring a book.');
    await workbench.press('Escape');
    await workbench.press('Enter');
    await workbench.type('- ');
    await expectNoGhostText();
    await workbench.press('Tab');
    // The key reaches a busy editor behind the first save.
    await workbench.changedDocument('README.md', /\n- Bring a book\.\n[ \t]+- $/);
    await workbench.type('The library is');
    const ghost = await workbench.waitForGhostText();
    await workbench.press('Tab');
    const accepted = await workbench.changedDocument('README.md');
    assert.ok(accepted.endsWith(`- The library is${ghost}`), accepted.slice(-80));
  });

  test('comes at no cursor when the lines at the cursors differ', async () => {
    await workbench.openFile('notes.txt');
    for (const line of ['We are looking for people', 'The library is open', 'The weather was']) {
      await workbench.press('Enter');
      await workbench.type(line);
    }
    await workbench.press('Shift+ArrowUp');
    await workbench.press('Shift+ArrowUp');
    await workbench.press('Shift+Home');
    await workbench.press('Shift+Alt+I'); // a cursor at each line's end
    await workbench.type(' w');
    await expectNoGhostText();
    const text = await workbench.changedDocument('notes.txt');
    assert.match(text, /people w\nThe library is open w\nThe weather was w$/);
  });

  test("stays out of a link's address", async () => {
    await workbench.openFile('notes.txt');
    await workbench.type('Please read https://example.com/gui');
    await expectNoGhostText();
    await workbench.press('Alt+\\');
    await workbench.page.locator('.statusbar-item', { hasText: 'the cursor is in the address of a link' }).waitFor();
    // Behind the address it comes again; at which word is the model's matter.
    for (const words of [' and the', ' first part', ' of the', ' book and', ' the']) {
      await workbench.type(words);
      await workbench.page.waitForTimeout(longEnoughMs);
      if ((await workbench.ghostText()) !== '') return;
    }
    await workbench.waitForGhostText();
  });

  test('does not come back after Esc until something else is written', async () => {
    await workbench.openFile('README.md');
    await workbench.type(' The library is');
    const ghost = await workbench.waitForGhostText();
    await workbench.press('Escape');
    await workbench.waitForNoGhostText();
    await workbench.type(' ');
    await workbench.press('Backspace');
    await expectNoGhostText();
    await workbench.type(ghost.startsWith(' c') ? ' not' : ' closed');
    await workbench.waitForGhostText();
  });

  test('does not come back after an undo, of a word or of all', async () => {
    await workbench.openFile('README.md');
    await workbench.type(' The library is');
    await workbench.waitForGhostText();
    await workbench.press('Tab');
    await workbench.page.waitForTimeout(500);
    await workbench.press('Escape');
    await workbench.press('Control+Z');
    await expectNoGhostText();
    assert.match(await workbench.changedDocument('README.md'), /The library is$/);
  });

  suite('on request by a key', () => {
    editor.under({ 'localText.completion.trigger': 'hold' });

    test('comes while a key is held, and goes when it is let go', async () => {
      await workbench.openFile('README.md');
      await workbench.statusItem('ready; suggestions come when you ask').waitFor();
      await workbench.type(' The library is');
      await expectNoGhostText();
      const { keyboard } = workbench.page;
      await keyboard.down('Alt');
      for (let i = 0; i < 40; i++) {
        await keyboard.down('\\'); // pressed again while it is down: a repeat
        await workbench.page.waitForTimeout(50);
      }
      await workbench.waitForGhostText();
      await keyboard.up('\\');
      await keyboard.up('Alt');
      await workbench.waitForNoGhostText();
    });
  });

  /** Each puts the cursor into a box to write in. */
  const boxes = {
    commitMessages: async () => {
      await workbench.press('Control+Shift+G');
      await workbench.page.locator('.scm-editor .monaco-editor').first().click();
    },
    commentBoxes: async () => {
      await workbench.openFile('README.md'); // its lines are what is commented on
      await workbench.runCommand('Inputs: Write a Comment');
      await workbench.page.locator('.review-widget .monaco-editor').first().click();
    },
    chat: async () => {
      await workbench.press('Control+Alt+I');
      await workbench.page.locator('.monaco-editor.focused[data-uri^="chatSessionInput"]').waitFor();
    },
  };

  /** One key takes a word with its blank, and what is sent away stays away, in a box as in an editor. */
  const expectWordByWord = async () => {
    await workbench.waitForGhostText();
    const written = workbench.page.locator('.monaco-editor.focused .view-lines');
    await workbench.press('Control+ArrowRight');
    await workbench.page.waitForTimeout(500);
    await workbench.press('Escape');
    await workbench.waitForNoGhostText();
    assert.match((await written.innerText()).replaceAll('\u00a0', ' '), /^The library is \S+/);
  };

  /** In which of them ghost text comes. */
  const expectGhostText = async (places: Record<keyof typeof boxes, boolean>) => {
    await workbench.openFile('README.md');
    await workbench.statusItem('ready').waitFor();
    for (const box of Object.keys(boxes) as (keyof typeof boxes)[]) {
      await boxes[box]();
      await workbench.type('The library is');
      if (places[box]) await expectWordByWord();
      else await expectNoGhostText();
      await workbench.press('Escape');
    }
  };

  suite('in boxes', () => {
    editor.under({ 'chat.disableAIFeatures': false });

    test('comes in the commit box and in comment boxes, and not in the chat box', async () => {
      await expectGhostText({ commitMessages: true, commentBoxes: true, chat: false });
    });
  });

  suite('in boxes that the settings name', () => {
    const places = { commitMessages: false, commentBoxes: false, chat: true };
    editor.under({ 'chat.disableAIFeatures': false, 'localText.completion.places': places });

    test('comes in the chat box alone where the settings say so', () => expectGhostText(places));
  });
});
