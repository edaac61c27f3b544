import assert from 'node:assert/strict';
import { withHeadingLinks } from '../../../../src/engine/documents/inStep/headingLinks';
import { planUpdate } from '../../../../src/engine/documents/inStep/planUpdate';
import { applyEdits, editsOf } from '../../../../src/engine/documents/inStep/renderUpdate';

const base = '# Guide\n\nRead [the log](#logs) first.\n\n## Logs\n\nThey are kept for a week.\n';
const translation = '# 안내서\n\n먼저 [로그](#로그)를 읽으세요.\n\n## 로그\n\n일주일 동안 보관됩니다.\n';
const source = base.replace('## Logs', '## Log files').replace('#logs', '#log-files');

function updated(from: { base?: string; source?: string; translation?: string } = {}, draft = '로그 파일'): string {
  const texts = { base, source, translation, ...from };
  const plan = planUpdate({ ...texts, format: 'markdown' });
  const drafts = plan.items.flatMap((item, n) => (item.draft ? [[n, draft] as const] : []));
  return applyEdits(texts.translation, editsOf(plan, new Map(drafts)));
}

suite('withHeadingLinks', () => {
  test('a link goes along with the heading that is written anew, and both are one thing to take', () => {
    const wanted = translation.replace('(#로그)', '(#로그-파일)').replace('## 로그', '## 로그 파일');
    assert.equal(updated(), wanted);
    assert.equal(updated({ translation: wanted }), wanted);
    const plan = planUpdate({ base, source, translation, format: 'markdown' });
    const edits = editsOf(plan, new Map(plan.items.map((_, n) => [n, '로그 파일'])));
    assert.deepEqual(edits[0]!.items, edits[1]!.items);
    assert.deepEqual(withHeadingLinks(plan, []), []);
  });

  test('not where the source has no such link, the heading an anchor of its own, or another one the same words', () => {
    const unlinked = source.replace('#log-files', '#logs');
    assert.equal(updated({ source: unlinked }), translation.replace('## 로그', '## 로그 파일'));
    const own = (text: string) =>
      text
        .replace(/^(## .*)$/m, '$1 {#logs}')
        .replace('(#로그)', '(#logs)')
        .replace('#log-files', '#logs');
    assert.equal(
      updated({ base: own(base), source: own(source), translation: own(translation) }),
      own(translation).replace('## 로그', '## 로그 파일'),
    );
    const twice = (text: string, heading: string, said: string) => `${text}\n## ${heading}\n\n${said}\n`;
    const result = updated({
      base: twice(base, 'Logs', 'Others are kept for a year.'),
      source: twice(source, 'Logs', 'Others are kept for a year.'),
      translation: twice(translation, '로그', '다른 것은 1년 동안 보관됩니다.'),
    });
    assert.match(result, /\(#로그\)를/);
  });

  test('a link that comes in goes to the heading that comes in, code that shows one stays', () => {
    const link = ' See [help](#help).';
    const section = '\n## Help\n\nWrite to us.\n\n```md\n[x](#help)\n```\n';
    const more = base.replace(' first.', ` first.${link}`) + section;
    const said: Record<string, string> = { Help: '도움말', 'Write to us.': '글을 쓰세요.' };
    const plan = planUpdate({ base, source: more, translation, format: 'markdown' });
    const drafts = plan.items.flatMap(({ draft, sourceAfter = '' }, n) =>
      draft ? [[n, said[sourceAfter] ?? '[도움말](#help)을 보세요.'] as const] : [],
    );
    const result = applyEdits(translation, editsOf(plan, new Map(drafts)));
    assert.match(result, /\[도움말\]\(#도움말\)을/);
    assert.match(result, /^## 도움말$/m);
    assert.match(result, /^\[x\]\(#help\)$/m);
  });

  test('a sentence that is written anew leads to the heading that is written anew', () => {
    const changed = source.replace('[the log](#log-files) first', '[the log files](#log-files) before');
    const result = (drafts: Record<string, string>) => {
      const plan = planUpdate({ base, source: changed, translation, format: 'markdown' });
      const said = plan.items.flatMap(({ sourceAfter = '' }, n) =>
        drafts[sourceAfter] === undefined ? [] : [[n, drafts[sourceAfter]] as const],
      );
      return applyEdits(translation, editsOf(plan, new Map(said)));
    };
    const sentence = { 'Read [the log files](#log-files) before.': '[로그 파일](#log-files)을 전에 읽으세요.' };
    const both = result({ ...sentence, 'Log files': '로그 파일' });
    assert.match(both, /\[로그 파일\]\(#로그-파일\)을 전에/);
    assert.match(both, /^## 로그 파일$/m);
    assert.match(result({ ...sentence, 'Log files': '로그' }), /\[로그 파일\]\(#로그\)을 전에/);
  });

  test('such a link is written alike where the heading is there already', () => {
    const more = `${base.replace(' first.\n', ' first.\n\n- [Help](#help)\n')}\n## Help\n\nWrite to us.\n`;
    const said: Record<string, string> = {
      Help: '도움말',
      'Write to us.': '글을 쓰세요.',
      '[Help](#help)': '[도움말](#help)',
    };
    let text = translation;
    for (const isFirst of [true, false]) {
      const plan = planUpdate({ base, source: more, translation: text, format: 'markdown' });
      const applied = new Set(plan.items.flatMap(({ doubt }, n) => (doubt && !isFirst ? [n] : [])));
      const drafts = plan.items.flatMap(({ draft, sourceAfter = '' }, n) =>
        draft && !applied.has(n) ? [[n, said[sourceAfter]!] as const] : [],
      );
      const result = applyEdits(text, editsOf(plan, new Map(drafts), applied));
      if (!isFirst) assert.equal(result, text);
      text = result;
    }
    assert.match(text, /^- \[도움말\]\(#도움말\)$/m);
  });

  test('code that shows such a link stays', () => {
    const code = '\n```md\n[x](#로그)\n```\n';
    assert.ok(updated({ base: base + code, source: source + code, translation: translation + code }).endsWith(code));
  });
});
