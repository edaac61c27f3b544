import assert from 'node:assert/strict';
import { excludeMatcher, isLanguageOn, whyIneligible } from '../../src/completion/eligibility';
import { defaultLanguages, excludedByDefault } from '../../src/host/settings';

const settings = {
  enabled: true,
  isSnoozed: false,
  languages: defaultLanguages,
  isExcluded: excludeMatcher(excludedByDefault),
};
const document = (path: string, languageId = 'markdown', scheme = 'file') => ({ path, languageId, scheme });

suite('eligibility', () => {
  test('admits what people write', () => {
    for (const path of ['/home/me/README.md', '/c:/Users/me/Notes.txt', 'Untitled-1', '/repo/docs/environment.md']) {
      assert.equal(whyIneligible(document(path), settings), undefined, path);
    }
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
    assert.equal(whyIneligible(document('/a', 'markdown', 'output'), settings), 'scheme');
    assert.equal(whyIneligible(document('/a.json', 'json'), settings), 'language');
    assert.equal(whyIneligible(document('/a.html', 'html'), settings), 'language');
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
