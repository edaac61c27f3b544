import assert from 'node:assert/strict';
import { excludeMatcher, isLanguageOn, placeKindOf, whyIneligible } from '../../src/completion/eligibility';
import { defaultLanguages, excludedByDefault } from '../../src/host/settings';
import { placeKinds, placesByDefault } from '../../src/shared/placeKinds';

const settings = {
  enabled: true,
  isSnoozed: false,
  languages: defaultLanguages,
  places: placesByDefault,
  comments: 'comments' as const,
  isExcluded: excludeMatcher(excludedByDefault),
};
const document = (path: string, languageId = 'markdown', scheme = 'file') => ({ path, languageId, scheme });

suite('eligibility', () => {
  test('admits what people write', () => {
    for (const path of ['/home/me/README.md', '/c:/Users/me/Notes.txt', '/repo/docs/environment.md']) {
      assert.equal(whyIneligible(document(path), settings), undefined, path);
    }
    assert.equal(whyIneligible(document('Untitled-1', 'markdown', 'untitled'), settings), undefined);
    assert.equal(whyIneligible(document('/repo/.git/COMMIT_EDITMSG', 'git-commit'), settings), undefined);
    assert.equal(whyIneligible(document('/repo/.git/worktrees/a/MERGE_MSG', 'git-commit'), settings), undefined);
    assert.equal(whyIneligible(document('git/scm0/input', 'scminput', 'vscode-scm'), settings), undefined);
  });

  test('keeps out where secrets live', () => {
    const secret = [
      '/repo/.env',
      '/repo/.env.local',
      '/repo/prod.env',
      '/repo/server.pem',
      '/repo/Server.KEY',
      '/home/me/.ssh/config',
      '/home/me/id_ed25519',
      '/home/me/id_rsa.pub',
      '/home/me/.aws/credentials',
      '/repo/.git/config',
      '/repo/.git/hooks/pre-commit',
      '/repo/client_secret.json',
      '/repo/secrets/readme.md',
      '/repo/Credentials.md',
      '/repo/.npmrc',
      '/c:/Users/me/_netrc',
      '/repo/passwords.txt',
    ];
    for (const path of secret) assert.equal(whyIneligible(document(path), settings), 'excluded', path);
  });

  test('matches globs against the path in the workspace too', () => {
    const isExcluded = excludeMatcher({ 'drafts/**': true, '**/*.md': false });
    assert.equal(isExcluded({ path: '/home/me/repo/drafts/a.md', relativePath: 'drafts/a.md' }), true);
    assert.equal(isExcluded({ path: '/home/me/repo/a.md', relativePath: 'a.md' }), false);
    assert.equal(excludeMatcher({})({ path: '/a' }), false);
  });

  test('says why', () => {
    const file = document('/a.md');
    assert.equal(whyIneligible(file, { ...settings, enabled: false }), 'off');
    assert.equal(whyIneligible(file, { ...settings, isSnoozed: true }), 'snoozed');
    assert.equal(whyIneligible({ ...file, isIgnored: true }, settings), 'ignored');
    assert.equal(whyIneligible({ ...file, isIgnored: 'reading' }, settings), 'reading');
    assert.equal(whyIneligible({ ...file, isIgnored: true }, { ...settings, isExcluded: () => true }), 'excluded');
    assert.equal(whyIneligible(document('/a.ts', 'typescript'), { ...settings, comments: 'off' }), 'commentsOff');
    assert.equal(whyIneligible(file, { ...settings, comments: 'off' }), undefined);
    assert.equal(whyIneligible(document('/a.json', 'json'), settings), 'language');
    assert.equal(whyIneligible(document('/a.html', 'html'), settings), 'language');
  });

  test('serves the kinds of editor on its list and no others', () => {
    const kinds: Record<string, string | undefined> = {
      file: 'files',
      'vscode-remote': 'files',
      untitled: 'untitled',
      'vscode-notebook-cell': 'notebooks',
      'vscode-scm': 'commitMessages',
      comment: 'commentBoxes',
      chatSessionInput: 'chat',
    };
    for (const [scheme, kind] of Object.entries(kinds)) {
      assert.equal(placeKindOf(document('/a.md', 'markdown', scheme)), kind, scheme);
    }
    const others = ['output', 'debug', 'git', 'search-editor', 'vscode-interactive-input', 'inmemory', 'constructor'];
    for (const scheme of others) {
      assert.equal(whyIneligible(document('/a.md', 'markdown', scheme), settings), 'notServed', scheme);
    }
    const remote = { ...document('/a.md', 'markdown', 'memfs'), relativePath: 'a.md' };
    assert.equal(placeKindOf(remote), 'files', 'a file of the workspace, whatever stores it');
    assert.equal(placeKindOf(document('/r/.git/COMMIT_EDITMSG', 'git-commit')), 'commitMessages');
  });

  test('leaves each kind of editor alone when it is off, and chat unless it is on', () => {
    const schemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-scm', 'comment', 'chatSessionInput'];
    for (const [index, kind] of placeKinds.entries()) {
      const here = document('/a.md', 'markdown', schemes[index]);
      assert.equal(whyIneligible(here, settings), kind === 'chat' ? 'chatOff' : undefined, kind);
      const places = { ...placesByDefault, [kind]: kind === 'chat' };
      assert.equal(whyIneligible(here, { ...settings, places }), kind === 'chat' ? undefined : `${kind}Off`, kind);
    }
  });

  test('lets the star speak for known languages only', () => {
    assert.equal(isLanguageOn('plaintext', { '*': true }), true);
    assert.equal(isLanguageOn('python', { '*': true }), true);
    assert.equal(isLanguageOn('json', { '*': true }), false);
    assert.equal(isLanguageOn('json', { json: true }), true);
    assert.equal(isLanguageOn('markdown', { '*': false }), false);
    assert.equal(isLanguageOn('markdown', { '*': true, markdown: false }), false);
    assert.equal(isLanguageOn('constructor', { '*': true }), false);
  });
});
