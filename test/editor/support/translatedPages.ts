// A page and its translation in a git repository, the page changed since: what the tests and the pictures of updates work on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const sourceThen = `# Backups

Backups run every night at 2. They are kept for 30 days.

Run \`backup now\` to make one by hand.

## Restore

Choose a date and press **Restore**. Files that exist are not overwritten.

- Restore one file: open its history.
`;
export const sourceNow = `# Backups

Backups run every night at 3. They are kept for 30 days.

Run \`backup now\` to make one by hand.

The first backup takes longer than the others.

## Restore

Choose a date and press **Restore**. The old files are kept beside the restored ones.

- Restore one file: open its history.
- Restore a folder: choose it in the list.
`;
export const translation = `# 백업

백업은 매일 밤 2시에 실행됩니다. 백업은 30일 동안 보관됩니다.

백업을 직접 만들려면 \`backup now\`를 실행하세요.

## 복원

날짜를 고르고 **복원**을 누르세요. 이미 있는 파일은 덮어쓰지 않습니다.

- 파일 하나를 복원하려면 그 파일의 기록을 여세요.
`;

/** @param folder Becomes the repository, with backups.md and backups.ko.md. */
export function makeTranslatedPages(folder: string, lineEnd = '\n'): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text.replaceAll('\n', lineEnd));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'core.autocrlf=false', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  write('backups.md', sourceThen);
  write('backups.ko.md', translation);
  git('init', '-q');
  git('add', 'backups.md', 'backups.ko.md');
  git('commit', '-qm', 'Page and translation');
  write('backups.md', sourceNow);
}
