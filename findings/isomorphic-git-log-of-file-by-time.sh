#!/usr/bin/env bash
# isomorphic-git 1.44.19 (npm): log({ filepath }) takes the commits of all branches in the order of their time and compares the file with what it was
# in the commit seen before, not in the commit's own parents. As long as history is a line that is the same. With one merged branch the
# walk hops from side to side, the file seems to change at each hop, and commits that never touched it are given out, with their authors and dates.
# depth: 1, "the newest commit of this file", may give two.
# Why it matters: "last updated on", "edited by", and "what did the source say when its translation was written" are read that way where no
# git is installed (browsers, editors' extensions, sites that are built in a container). A repository of merged pull requests is the usual kind, the
# one with a straight history, of which tests are made, is not. To walk by the parents and compare with each is a few lines of readCommit and readTree.
# Seen: one file of two commits; git gives "page 2, page 1" ("merge" too with --full-history), isomorphic-git "merge, other 3, third 1, other 1, page 2,
# page 1", and of depth 1 "merge, other 3".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts isomorphic-git@1.44.19
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git init -q repository
cd repository
git checkout -q -b main
git config user.name someone
git config user.email someone@example.org
minute=10
at() { # git's arguments, a minute after the last commit
  minute=$((minute + 1))
  GIT_AUTHOR_DATE="2024-01-01T00:$minute:00Z" GIT_COMMITTER_DATE="2024-01-01T00:$minute:00Z" git "$@"
}
write() { # file, number
  echo "$2" >"$1"
  git add "$1"
  at commit -q -m "$1 $2"
}
write page 1
git checkout -q -b side
write page 2
git checkout -q main
write other 1
write other 2
git checkout -q side
write third 1
git checkout -q main
write other 3
at merge -q --no-ff side -m merge
write other 4
git log --graph --format=%s
cd ..
cat >run.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import git from 'isomorphic-git';
const dir = 'repository';
const byGit = (...more) => execFileSync('git', ['-C', dir, 'log', '--format=%s', ...more, '--', 'page'], { encoding: 'utf8' }).trim().split('\n').join(', ');
const byLibrary = async (more) => (await git.log({ fs, dir, filepath: 'page', ...more })).map(({ commit }) => commit.message.trim()).join(', ');
const seen = [byGit(), byGit('--full-history'), await byLibrary({}), await byLibrary({ depth: 1 })].join('; ');
console.log(seen);
const expected = 'page 2, page 1; merge, page 2, page 1; merge, other 3, third 1, other 1, page 2, page 1; merge, other 3';
if (seen !== expected) throw new Error('This has changed');
JS
node run.mjs
