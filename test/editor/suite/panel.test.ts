// The panel inside the extension host: where its text comes from, and what its results do to documents. The parts that
// touch documents are tried without an engine; with the bundled one it is what becomes of a run, not what it says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { EngineDiagnostics } from '../../../src/client/engineClient';
import { EditorSource } from '../../../src/panel/editorSourceProvider';
import { Places } from '../../../src/panel/placesProvider';
import type { PanelState } from '../../../src/shared/panelProtocol';
import { openFile, openUntitled, until } from './documents';
import { setSetting } from './settings';
import { type TestApi, testApi, theExtension } from './testApi';

interface PanelApi {
  panel: {
    engine(): EngineDiagnostics;
    provider: { state: PanelState; resultText: string; resultOrigins: (string | undefined)[] };
    memoryPairs(): number;
  };
}

const text = 'The rain came.\n\nThe garden was dry.\n\nIt ended.\n';

suite('panel', () => {
  let api: TestApi & PanelApi;
  const state = () => api.panel.provider.state;
  const run = (command: string) => vscode.commands.executeCommand(`localText.panel.${command}`);

  suiteSetup(async () => {
    api = (await testApi()) as TestApi & PanelApi;
  });

  teardown(async () => {
    await setSetting('exclude', undefined);
    await setSetting('panel.followSelection', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  suite('where a source stands', () => {
    let places: Places;
    setup(() => {
      places = new Places();
    });
    teardown(() => places.dispose());

    /** The middle paragraph is the source of run 1. */
    async function placed(name: string, content = text) {
      const editor = await openFile(name, content);
      const start = editor.document.getText().indexOf('The garden');
      const range = { start, end: start + 'The garden was dry.'.length };
      places.add(1, { document: editor.document, range, text: 'The garden was dry.', format: 'plain', name });
      return editor;
    }
    const edit = async ({ document }: vscode.TextEditor, at: vscode.Range, replacement: string) => {
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, at, replacement);
      assert.ok(await vscode.workspace.applyEdit(change));
    };
    /** Of the source's text, or of its beginning. */
    const replace = (id: number, by: string, end = 'The garden was dry.'.length) =>
      places.replace(id, [{ range: { start: 0, end }, text: by }]);
    const undo = () => vscode.commands.executeCommand('undo');

    test('is replaced by one edit, which one undo takes back', async () => {
      const { document } = await placed('replace.md');
      assert.equal(places.state(1), 'source');
      assert.equal(await replace(1, 'One.\n\nTwo.'), 'done');
      assert.equal(document.getText(), text.replace('The garden was dry.', 'One.\n\nTwo.'));
      assert.equal(places.state(1), 'replaced');
      await undo();
      assert.equal(document.getText(), text);
      assert.equal(places.state(1), 'source');
    });

    test('follows edits elsewhere in the document', async () => {
      const editor = await placed('follow.md');
      await edit(editor, new vscode.Range(0, 0, 0, 3), '# A long beginning\n\nThe');
      await edit(editor, editor.document.lineAt(editor.document.lineCount - 2).range, 'Another end.');
      assert.equal(places.state(1), 'source');
      assert.equal(await replace(1, 'DRY'), 'done');
      assert.match(editor.document.getText(), /^# A long beginning\n\nThe rain came\.\n\nDRY\n\nAnother end\.\n$/);
    });

    test('is not replaced once it says something else, until that is undone', async () => {
      const editor = await placed('guard.md');
      await edit(editor, new vscode.Range(2, 4, 2, 10), 'field');
      const changed = editor.document.getText();
      assert.equal(places.state(1), 'changed');
      assert.equal(await replace(1, 'DRY'), 'changed');
      assert.equal(editor.document.getText(), changed);
      await undo();
      assert.equal(places.state(1), 'source');
    });

    test('has results inserted below it, one undo each, and is still what it was', async () => {
      const { document } = await placed('insert.md');
      assert.equal(await places.insertBelow(1, 'Below.\n'), 'done');
      assert.equal(document.getText(), text.replace('dry.\n', 'dry.\n\nBelow.\n'));
      assert.equal(places.state(1), 'source');
      await undo();
      assert.equal(document.getText(), text);
    });

    test('is found in a document with CRLF', async () => {
      const crlf = text.replaceAll('\n', '\r\n');
      const { document } = await placed('crlf.md', crlf);
      assert.ok(await places.reveal(1, { start: 4, end: 10 }));
      const editor = vscode.window.activeTextEditor!;
      assert.equal(document.getText(editor.selection), 'garden');
      assert.ok(places.isRevealed(editor));
      assert.equal(await places.insertBelow(1, 'One.\nTwo.'), 'done');
      assert.equal(document.getText(), crlf.replace('dry.\r\n', 'dry.\r\n\r\nOne.\r\nTwo.\r\n'));
    });

    test('is replaced in part, and the rest is not touched', async () => {
      const crlf = text.replaceAll('\n', '\r\n');
      const { document } = await openFile('part-crlf.md', crlf);
      const range = { start: 0, end: crlf.length };
      places.add(1, { document, range, text, format: 'markdown', name: 'part-crlf.md' });
      const upTo = text.indexOf('\n\nIt ended');
      assert.equal(await replace(1, '비가 왔다.\n\n건조했다.', upTo), 'done');
      assert.equal(document.getText(), '비가 왔다.\r\n\r\n건조했다.\r\n\r\nIt ended.\r\n');
      assert.equal(places.state(1), 'replaced');
      assert.equal(await replace(1, 'twice', upTo), 'same');
      await undo();
      assert.equal(document.getText(), crlf);
      assert.equal(places.state(1), 'source');
    });

    test('takes a press that comes twice for one', async () => {
      const { document } = await placed('pressed-twice.md');
      const outcomes = await Promise.all([1, 2, 3].map(() => places.insertBelow(1, 'Below.')));
      assert.deepEqual(outcomes, ['done', 'same', 'same']);
      assert.equal(await places.insertBelow(1, 'Below.'), 'same');
      assert.ok(places.isInserted(1, 'Below.'));
      assert.equal(document.getText(), text.replace('dry.\n', 'dry.\n\nBelow.\n'));
      await undo();
      assert.ok(!places.isInserted(1, 'Below.'));
      await vscode.commands.executeCommand('redo');
      assert.ok(places.isInserted(1, 'Below.'));
      await undo();
      assert.equal(await places.insertBelow(1, 'Below.'), 'done');
      const replaced = await Promise.all([1, 2].map(() => replace(1, 'DRY')));
      assert.deepEqual(replaced, ['done', 'same']);
      assert.equal(document.getText(), text.replace('The garden was dry.\n', 'DRY\n\nBelow.\n'));
    });

    test('is found again after the editor has taken its document away and brought it back', async () => {
      const { document } = await placed('language.md');
      await vscode.languages.setTextDocumentLanguage(document, 'plaintext'); // VS Code closes it for that
      assert.equal(await replace(1, 'DRY'), 'done');
      assert.equal(document.getText(), text.replace('The garden was dry.', 'DRY'));
    });

    test('is where its file is after a rename, and after one of a folder above it', async () => {
      const { document } = await placed('old-name.md');
      const folder = vscode.Uri.joinPath(document.uri, '..');
      const rename = async (from: vscode.Uri, to: vscode.Uri) => {
        const edit = new vscode.WorkspaceEdit();
        edit.renameFile(from, to, { overwrite: true });
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      const renamed = vscode.Uri.joinPath(folder, 'moved', 'new-name.md');
      await rename(document.uri, renamed);
      await until(() => places.uriOf(1)?.path === renamed.path);
      const inFolder = vscode.Uri.joinPath(folder, 'moved again', 'new-name.md');
      await rename(vscode.Uri.joinPath(folder, 'moved'), vscode.Uri.joinPath(folder, 'moved again'));
      await until(() => places.uriOf(1)?.path === inFolder.path);
      assert.equal(await replace(1, 'DRY'), 'done');
      const changed = await vscode.workspace.openTextDocument(inFolder);
      assert.equal(changed.getText(), text.replace('The garden was dry.', 'DRY'));
    });

    test('is found again when the line ends change, and when all of the text is put in anew', async () => {
      const editor = await placed('line-ends.md');
      const { document } = editor;
      await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
      await until(() => document.getText().includes('\r\n'));
      assert.equal(places.state(1), 'source');
      await edit(editor, new vscode.Range(0, 0, document.lineCount, 0), `# New\r\n\r\n${document.getText()}`);
      assert.equal(places.state(1), 'source');
      assert.equal(await replace(1, 'DRY'), 'done');
      assert.equal(
        document.getText(),
        `# New\n\n${text}`.replace('The garden was dry.', 'DRY').replaceAll('\n', '\r\n'),
      );
    });

    test('is shown where it is in view, and not opened a second time', async () => {
      const { document } = await placed('beside.md');
      const other = await vscode.workspace.openTextDocument({ content: 'Another document.' });
      await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
      assert.ok(await places.reveal(1, { start: 4, end: 10 }));
      const shown = vscode.window.visibleTextEditors.filter((each) => each.document === document);
      assert.deepEqual(
        shown.map(({ viewColumn, selection }) => [viewColumn, document.getText(selection)]),
        [[vscode.ViewColumn.One, 'garden']],
      );
      assert.equal(vscode.window.activeTextEditor?.document, other);
    });

    test('is in the file that a text without one was saved as', async () => {
      const [folder] = vscode.workspace.workspaceFolders!;
      const file = vscode.Uri.joinPath(folder!.uri, 'suite', 'saved-as.md');
      const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
      const editor = await vscode.window.showTextDocument(document);
      await edit(editor, new vscode.Range(0, 0, 0, 0), text);
      const start = text.indexOf('The garden');
      const range = { start, end: start + 'The garden was dry.'.length };
      places.add(1, { document, range, text: 'The garden was dry.', format: 'markdown', name: 'x' });
      await document.save();
      await until(() => places.uriOf(1)?.scheme === file.scheme);
      assert.equal(places.state(1), 'source');
      assert.equal(await replace(1, 'DRY'), 'done');
      const saved = await vscode.workspace.openTextDocument(file);
      assert.equal(saved.getText(), text.replace('The garden was dry.', 'DRY'));
    });

    test('is not touched in a document that is read-only', async () => {
      const files = vscode.workspace.getConfiguration('files');
      await files.update('readonlyInclude', { '**/locked*': true }, vscode.ConfigurationTarget.Global);
      try {
        const { document } = await placed('locked.md');
        assert.equal(await replace(1, 'DRY'), 'refused');
        assert.equal(await places.insertBelow(1, 'Below.'), 'refused');
        assert.equal(document.getText(), text);
      } finally {
        await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
      }
    });

    test('is shown where something is put into a document that is not in view', async () => {
      const { document } = await placed('behind.md');
      await openFile('before.md', 'Another document.');
      assert.equal(await replace(1, 'DRY'), 'done');
      assert.equal(document.getText(), text.replace('The garden was dry.', 'DRY'));
      assert.ok(vscode.window.visibleTextEditors.some((each) => each.document === document));
    });

    test('is gone with a document that was never saved', async () => {
      const { document } = await openUntitled('markdown', text);
      const range = { start: 0, end: text.length };
      places.add(1, { document, range, text, format: 'markdown', name: 'x' });
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await until(() => document.isClosed);
      assert.equal(await places.insertBelow(1, 'Below.'), 'gone');
      assert.equal(await replace(1, 'DRY'), 'gone');
    });

    test('is nowhere for a text that was typed', async () => {
      assert.equal(places.state(2), 'none');
      assert.equal(await replace(2, 'x'), 'gone');
      assert.equal(await places.reveal(2, { start: 0, end: 1 }), false);
    });
  });

  suite('what it works on', () => {
    const parts = {
      isExcluded: () => false,
      commentRegions: () => undefined,
      isFollowing: () => true,
      isRevealed: () => false,
    };

    test('is the selection with LF, whatever the document has', async () => {
      const editor = await openFile('source-crlf.md', text.replaceAll('\n', '\r\n'));
      editor.selection = new vscode.Selection(2, 0, 4, 3);
      const source = new EditorSource(parts);
      const read = source.read()!;
      assert.equal(read.text, 'The garden was dry.\n\nIt ');
      assert.equal(editor.document.getText().slice(read.range.start, read.range.end), 'The garden was dry.\r\n\r\nIt ');
      source.dispose();
    });

    test('follows the selection', async () => {
      const editor = await openFile('source-follow.md', text);
      const source = new EditorSource(parts);
      assert.equal(source.read()?.text, text);
      editor.selection = new vscode.Selection(0, 0, 0, 8);
      await until(() => source.read()?.text === 'The rain');
      source.dispose();
    });

    test('is looked for once in each state of a document', async () => {
      let looks = 0;
      const editor = await openFile('source-once.md', text);
      const commentRegions = () => {
        looks++;
        return undefined;
      };
      const source = new EditorSource({ ...parts, commentRegions });
      source.view();
      assert.equal(source.view().kind, 'editor');
      assert.equal(source.read()?.text, text);
      assert.equal(looks, 1);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Now '));
      assert.equal(source.read()?.text, `Now ${text}`);
      assert.equal(looks, 2);
      source.dispose();
    });

    test('stays where it is while it does not follow', async () => {
      const editor = await openFile('source-stay.md', text);
      const source = new EditorSource({ ...parts, isFollowing: () => false });
      editor.selection = new vscode.Selection(0, 0, 0, 8);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(source.read()?.text, text);
      source.take();
      assert.equal(source.read()?.text, 'The rain');
      source.dispose();
    });

    test('is never an excluded file', async () => {
      await setSetting('exclude', { '**/diary*': true });
      await openFile('diary-panel.md', text);
      await until(() => state().source.kind === 'excluded');
      const before = state().run?.id;
      await run('translateSelection');
      assert.equal(state().run?.id, before, 'nothing was begun');
      assert.equal(state().options.task, 'translate');
      assert.doesNotMatch(JSON.stringify(state()), /The rain/);
    });

    test('is read when a command asks for it', async () => {
      await openUntitled('markdown', '|');
      await run('summarizeSelection');
      assert.equal(state().options.task, 'summarize');
    });
  });

  suite('with the bundled model', function () {
    this.timeout(300_000);

    suiteSetup(function () {
      if (existsSync(path.join(theExtension().extensionPath, 'models', 'seq2seq', 'config.json'))) return;
      console.log('    SKIPPED: models/seq2seq is not there');
      this.skip();
    });

    test('translates a selection in a process of its own, and puts it where it was', async () => {
      const editor = await openFile('translate.md', text);
      editor.selection = new vscode.Selection(2, 0, 2, 19);
      await run('translateSelection');
      const { run: ended } = state();
      assert.equal(ended?.status, 'done', ended?.failure ?? '');
      assert.deepEqual([ended.from, ended.to, ended.done], ['en', 'ko', ended.total]);
      const { pid, info } = api.panel.engine();
      assert.equal(info?.kind, 'seq2seq');
      assert.ok(pid !== undefined && pid !== process.pid && pid !== api.engine().pid);
      const result = api.panel.provider.resultText;
      await run('replaceSource');
      assert.equal(
        editor.document.getText(),
        text.replace('The garden was dry.', () => result),
      );
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup'); // the panel has the keyboard
      await vscode.commands.executeCommand('undo');
      assert.equal(editor.document.getText(), text);
    });

    test('translates comments where they stand, in one step, markers and code untouched', async () => {
      const code = [
        'const one = "The rain came."; // The rain came in the night.',
        '',
        '/**',
        ' * The garden was dry. Nobody knew why.',
        ' *',
        ' * @param a the first word',
        ' */',
        'function add(a: number) { return a; }',
        '  // It ended in the morning.',
        '  // Nobody had expected it.',
        '',
      ].join('\r\n');
      const editor = await openFile('comments.ts', code);
      const { document } = editor;
      await vscode.commands.executeCommand('localText.translateAllComments');
      const changed = document.getText();
      assert.match(changed, /\p{Script=Hangul}/u);
      const skeleton = (each: string) => each.replace(/(\/\/|\* (?:@param a )?)[^\r\n]*/g, '$1');
      assert.equal(skeleton(changed), skeleton(code));
      await undo();
      assert.equal(document.getText(), code);
      editor.selection = new vscode.Selection(3, 5, 3, 5);
      await vscode.commands.executeCommand('localText.translateComment');
      const once = document.getText();
      assert.notEqual(once, code);
      assert.ok(
        once.startsWith(code.slice(0, code.indexOf(' * The'))) && once.endsWith(code.slice(code.indexOf(' */'))),
      );
      await undo();
      assert.equal(document.getText(), code);

      async function undo(): Promise<void> {
        await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
        await vscode.commands.executeCommand('undo');
      }
    });

    test('a sentence that is translated in the workspace already comes as the person wrote it, with its place', async () => {
      const english = '# Hut\n\nThe garden was dry, but `npm` ran.\n\n- Nobody knew why 3 of them slept.\n';
      await openFile(
        'memory/docs/ko/a.md',
        '# 오두막\n\n정원은 말랐어도 `npm`은 돌았지롱.\n\n- 셋 중 3이 잔 까닭은 아무도 몰랐다네.\n',
      );
      await openFile('memory/docs/a.md', english);
      await openFile('memory/docs/b.md', 'It rained. The garden was dry, but `npm` ran.\n');
      const { provider, memoryPairs } = api.panel;
      /** A slow machine's translation begins with what was read in time. */
      const comesFrom = (origins: (string | undefined)[]) =>
        until(async () => {
          await run('translateSelection');
          assert.equal(state().run?.status, 'done', state().run?.failure ?? '');
          return isDeepStrictEqual(provider.resultOrigins, origins);
        });
      const place = 'suite/memory/docs/ko/a.md';
      await comesFrom([undefined, place]);
      assert.ok(provider.resultText.endsWith(' 정원은 말랐어도 `npm`은 돌았지롱.\n'));
      const all = memoryPairs();
      assert.ok(all >= 3);
      await setSetting('exclude', { '**/memory/docs/ko/*': true });
      await until(() => memoryPairs() < all);
      await comesFrom([undefined, undefined]);
      await setSetting('exclude', undefined);
      await comesFrom([undefined, place]);
      const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'suite', 'memory', 'all.tmx');
      await vscode.commands.executeCommand('localText.memory.export', file);
      assert.match(
        new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),
        /<seg>정원은 말랐어도 `npm`은 돌았지롱\.<\/seg>/,
      );
      await setSetting('translate.memory', false);
      await until(() => memoryPairs() === 0);
      await setSetting('translate.memory', undefined);
    });

    test('in a repository, what was never committed is nobody’s word, until it is', async () => {
      const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'suite', 'committed');
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder.fsPath });
      await openFile('committed/docs/ko/hut.md', '정원은 말랐어도 `npm`은 돌았지롱.\n');
      await openFile('committed/docs/hut.md', 'The shed was dry, but `npm` ran.\n');
      git('init', '-q');
      await openFile('committed/docs/b.md', 'The shed was dry, but `npm` ran.\n');
      const translates = async (origin: string | undefined) => {
        await run('translateSelection');
        assert.equal(state().run?.status, 'done', state().run?.failure ?? '');
        return isDeepStrictEqual(api.panel.provider.resultOrigins, [origin]);
      };
      assert.ok(await translates(undefined));
      assert.ok(await translates(undefined));
      git('add', 'docs/hut.md', 'docs/ko/hut.md');
      git('commit', '-qm', 'Read over');
      await until(() => translates('suite/committed/docs/ko/hut.md'));
    });

    test('picks key points out of the text itself', async () => {
      await openFile(
        'points.md',
        '|The rain came in the night. The garden was dry before that. Nobody had expected it.\n',
      );
      await run('summarizeSelection');
      assert.equal(state().run?.status, 'done', state().run?.failure ?? '');
      assert.match(api.panel.provider.resultText, /^[-*] /);
    });

    test('cancels and keeps what is ready', async () => {
      // None twice: a sentence that stands twice is translated once.
      const gardens = Array.from({ length: 90 }, (_, n) => `The garden of house ${n} was dry.\n\n`);
      await openFile('cancel.md', `|${gardens.join('')}`);
      const ended = run('translateSelection');
      await until(() => state().run?.status === 'running' && (state().run?.done ?? 0) > 0);
      const whole = vscode.window.activeTextEditor!.document.getText();
      await run('replaceSource');
      assert.equal(vscode.window.activeTextEditor!.document.getText(), whole, 'nothing before the end of a run');
      await run('cancel');
      assert.equal(state().run?.status, 'cancelled');
      await ended;
      assert.notEqual(api.panel.provider.resultText, '');
      const cancelled = state().run!;
      assert.equal(cancelled.replaceable, 'part');
      assert.ok(cancelled.finished < cancelled.total, `${cancelled.finished} of ${cancelled.total}`);
      await run('replaceSource');
      const { document } = vscode.window.activeTextEditor!;
      const rest = whole.split('.').slice(cancelled.done).join('.');
      assert.ok(rest.length > 1 && document.getText().endsWith(rest), 'the rest stays byte for byte');
      assert.notEqual(document.getText(), whole);
      assert.match(state().run?.note ?? '', new RegExp(`^${cancelled.finished} of ${cancelled.total} `));
    });
  });
});
