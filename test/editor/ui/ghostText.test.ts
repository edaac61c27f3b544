// Ghost text as a person meets it: the packaged extension in a real editor, with a real keyboard and the bundled
// model. The pictures of each step are in test/editor/screenshots/.
import assert from 'node:assert/strict';
import { ghostTextEditor, longEnoughMs } from '../support/ghostTextEditor';
import type { Workbench } from '../support/workbench';

suite('ghost text in the editor', function () {
  this.retries(2); // keys, saves and paints of a real editor meet on a machine that may be busy
  const editor = ghostTextEditor();
  let workbench: Workbench;
  setup(() => {
    workbench = editor.workbench;
  });

  test('continues an English sentence; a word of it is one key and one undo', async () => {
    await workbench.openFile('README.md');
    await workbench.statusItem('ready').waitFor();
    await workbench.type('We are looking for people who');
    // On a busy machine ghost text for the first words may come before the last letters are in.
    let before = '';
    while (!before.endsWith('people who')) before = await workbench.changedDocument('README.md');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('1-ghost-text');

    await workbench.press('Control+ArrowRight');
    await workbench.page.waitForTimeout(700); // a save between the blank and the word would make two steps of one
    const accept = async () => {
      let withWord = await workbench.changedDocument('README.md');
      // The blank and the word are two edits of one key; a save may fall between them.
      while (withWord.slice(before.length).trim() === '') withWord = await workbench.changedDocument('README.md');
      const accepted = withWord.slice(before.length);
      assert.match(accepted, /^ [\p{L}\p{N}'’]+$/u, 'a word, with the blank before it, by one key');
      assert.ok(ghost.startsWith(accepted), `accepted '${accepted}' of '${ghost}'`);
      return withWord;
    };
    await accept();
    await workbench.waitForGhostText();
    await workbench.press('Control+Z');
    assert.equal(await workbench.changedDocument('README.md'), before, 'one undo takes back the word and its blank');
    // What was taken back is not offered again in its place by itself.
    await workbench.press('Alt+\\');
    await workbench.waitForGhostText();
    await workbench.press('Escape');
  });

  test('takes a word after the other, and then all of the rest', async () => {
    await workbench.openFile('README.md');
    await workbench.type('We are looking for people who');
    let before = '';
    while (!before.endsWith('people who')) before = await workbench.changedDocument('README.md');
    const ghost = await workbench.waitForGhostText();
    await workbench.press('Control+ArrowRight');
    let withWord = await workbench.changedDocument('README.md');
    while (withWord.slice(before.length).trim() === '') withWord = await workbench.changedDocument('README.md');
    assert.ok(ghost.startsWith(withWord.slice(before.length)));
    const rest = await workbench.waitForGhostText();
    await workbench.screenshot('2-word-accepted');

    await workbench.press('Tab');
    assert.equal((await workbench.changedDocument('README.md')).slice(withWord.length), rest);
    await workbench.screenshot('3-rest-accepted');
    assert.deepEqual(await workbench.notifications(), []);
  });

  test('keeps a suggestion while its own letters are typed', async () => {
    await workbench.openFile('README.md');
    await workbench.type('The library is');
    const ghost = await workbench.waitForGhostText();
    await workbench.type(ghost.slice(0, 3));
    assert.equal(await workbench.waitForGhostText(), ghost.slice(3));
  });

  test('continues a Korean sentence', async () => {
    await workbench.openFile('letter-ko.md');
    await workbench.compose('지난 주말에는 친구들과');
    const ghost = await workbench.waitForGhostText();
    await workbench.screenshot('4-korean-ghost-text');
    await workbench.press('Tab');
    assert.ok((await workbench.changedDocument('letter-ko.md')).endsWith(`지난 주말에는 친구들과${ghost}`));
    await workbench.screenshot('5-korean-accepted');
  });

  test('is switched off and on again from the menu of the status item', async () => {
    await workbench.openFile('notes.txt');
    await workbench.statusItem('ready').click();
    await workbench.pick('Turn suggestions off');
    await workbench.statusItem('suggestions are off').waitFor();
    await workbench.type('The library is');
    await workbench.page.waitForTimeout(longEnoughMs);
    await workbench.screenshot('6-off');
    assert.equal(await workbench.ghostText(), '');
    assert.match(
      await workbench.changedDocument('notes.txt'),
      /The library is$/,
      'what was typed went into the document',
    );

    await workbench.statusItem('suggestions are off').click();
    await workbench.quickPickEntries();
    await workbench.screenshot('7-status-menu');
    await workbench.pick('Turn suggestions on');
    await workbench.statusItem('ready').waitFor();
    await workbench.type(' open');
    await workbench.waitForGhostText();
  });

  test('never comes in an excluded file', async () => {
    await workbench.openFile('.env.example');
    await workbench.statusItem('this file is excluded').waitFor();
    await workbench.type('# The library is');
    await workbench.page.waitForTimeout(longEnoughMs);
    await workbench.screenshot('8-excluded');
    assert.equal(await workbench.ghostText(), '');
    assert.match(await workbench.changedDocument('.env.example'), /# The library is$/);
  });
});
