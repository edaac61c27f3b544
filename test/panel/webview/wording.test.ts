import assert from 'node:assert/strict';
import {
  checkText,
  copyLabel,
  fill,
  historyDetail,
  insertLabel,
  percent,
  progressText,
  replaceLabel,
  resultTitle,
} from '../../../src/panel/webview/wording';
import { type PanelWords, panelWordNames } from '../../../src/shared/panelWords';

const words = {
  ...Object.fromEntries(panelWordNames.map((name) => [name, name])),
  fromTo: '{0} to {1}',
  sentencesDone: '{0} of {1}',
  toCheck: '{0} to check',
} as PanelWords;
const run = { task: 'translate', type: 'tldr', from: 'en', to: 'ko' } as const;

suite('wording', () => {
  test('fills places and leaves what it has nothing for', () => {
    assert.equal(fill('{0} of {1}', 3, 12), '3 of 12');
    assert.equal(fill('{0} {1}', '{1}'), '{1} {1}');
  });

  test('titles a result by its languages or its kind', () => {
    assert.equal(resultTitle(run, words), 'english to korean');
    assert.equal(resultTitle({ ...run, task: 'summarize' }, words), 'tldr: korean');
    assert.equal(resultTitle({ ...run, task: 'summarize', to: 'en' }, words), 'tldr');
  });

  test('says what an earlier result was made from', () => {
    const at = new Date(2026, 0, 2, 16, 12, 5).getTime();
    const item = { ...run, id: 1, name: 'a.md', label: '', at, done: 12, total: 12 };
    assert.match(historyDetail(item, words), /^korean, a\.md · 04:12:05\sPM$/);
    assert.match(historyDetail({ ...item, task: 'summarize', name: null }, words), /^tldr, typed · /);
    assert.match(historyDetail({ ...item, done: 3 }, words), / · 3 of 12$/);
    assert.notEqual(historyDetail(item, words), historyDetail({ ...item, at: at + 2000 }, words));
  });

  test('counts what is done once the number is known', () => {
    assert.equal(progressText({ task: 'translate', done: 0, total: 0 }, words), 'starting');
    assert.equal(progressText({ task: 'translate', done: 3, total: 12 }, words), '3 of 12');
  });

  test('counts what is to be checked', () => {
    assert.deepEqual([checkText(0, words), checkText(1, words), checkText(2, words)], ['', 'oneToCheck', '2 to check']);
  });

  test('never calls a possible thing impossible', () => {
    assert.deepEqual([percent(0), percent(0.004), percent(0.126), percent(1)], ['0', '< 1', '13', '100']);
  });

  test('buttons say how much they take', () => {
    const part = { ...words, copyPart: 'c {0} {1}', insertPart: 'i {0} {1}', replacePart: 'r {0} {1}' };
    const ended = { ...run, status: 'cancelled', done: 3, total: 9, finished: 2, replaceable: 'part' } as const;
    assert.equal(copyLabel(ended, part), 'c 3 9');
    assert.equal(insertLabel({ ...ended, insertable: 'yes' }, part), 'i 3 9');
    assert.equal(insertLabel({ ...ended, insertable: 'inserted' }, part), 'inserted');
    assert.equal(replaceLabel(ended, part), 'r 2 9');
    assert.equal(copyLabel({ ...ended, status: 'done', done: 9 }, part), 'copy');
    assert.equal(replaceLabel({ ...ended, replaceable: 'yes' }, part), 'replace');
    assert.equal(replaceLabel({ ...ended, task: 'summarize', replaceable: 'yes' }, part), 'replaceSummary');
  });
});
