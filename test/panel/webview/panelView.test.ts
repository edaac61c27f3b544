import assert from 'node:assert/strict';
import { bodyMessages, bodyOf, PanelSession, type RunRequest, resultText } from '../../../src/panel/panelSession';
import { PanelView } from '../../../src/panel/webview/panelView';
import { asToHost, asToView } from '../../../src/shared/panelChecks';
import type { PanelOptions, PanelState, RunView, SourceView, ToHost, ToView } from '../../../src/shared/panelProtocol';
import { type PanelWords, panelWordNames } from '../../../src/shared/panelWords';
import { FakePanelEngine, turn } from '../../support/fakePanelEngine';
import { marks } from '../../support/fakeTranslator';
import { allElements, type FakeElement, useFakeDocument } from './fakeDom';

const words = Object.fromEntries(panelWordNames.map((name) => [name, `${name} {0} {1}`])) as PanelWords;
const options: PanelOptions = {
  task: 'translate',
  direction: 'auto',
  type: 'keyPoints',
  length: 'short',
  language: 'auto',
  by: 'bundled',
};
const source: SourceView = {
  kind: 'editor',
  extent: 'document',
  name: 'a.md',
  preview: 'The rain',
  length: 8,
  language: 'en',
};

/** The view and a session as the host has it, each message checked and copied as between two processes. */
function start({ directions = ['en-ko', 'ko-en'] } = {}) {
  const page = useFakeDocument();
  const root = page.createElement('main');
  const sent: ToHost[] = [];
  const view = new PanelView(root as unknown as HTMLElement, (message) => {
    const copy = asToHost(JSON.parse(JSON.stringify(message)));
    assert.ok(copy, message.type);
    sent.push(copy);
  });
  const post = (message: ToView) => {
    const copy = asToView(JSON.parse(JSON.stringify(message)));
    assert.ok(copy, message.type);
    view.receive(copy);
  };
  const session = new PanelSession(
    new FakePanelEngine(),
    {
      onState: () => post({ type: 'state', state: state() }),
      onBody: (focus) => bodyMessages(session.current, focus).forEach(post),
      onAppended: (appended) => post({ type: 'append', ...appended, focus: null }),
      onOffer: ({ alternatives, ...offer }) => {
        const choices = alternatives.map(({ word, probability }) => ({ word, probability }));
        post({ type: 'alternatives', ...offer, choices });
      },
    },
    () => 'It broke.',
  );
  const state = (): PanelState => ({
    options,
    directions,
    source,
    speakers: [{ id: 'bundled', label: 'The bundled model' }],
    isFollowing: true,
    run: runView(session),
    history: session.history,
  });
  post({ type: 'words', words });
  post({ type: 'body', body: null, focus: null });
  post({ type: 'state', state: state() });
  const run = async (text: string, more: Partial<RunRequest> = {}) => session.start(request(text, more)).ended;
  return { page, root, sent, post, session, state, run, find: (selector: string) => root.querySelectorAll(selector) };
}

function request(text: string, more: Partial<RunRequest>): RunRequest {
  const base = { task: 'translate', type: 'keyPoints', length: 'short', from: 'en', to: 'ko' } as const;
  return { ...base, text, format: 'markdown', beams: 1, glossary: [], name: 'a.md', ...more };
}

function runView({ current: run }: PanelSession): RunView | null {
  if (!run) return null;
  const { task, type, from, to, name } = run.request;
  const { id, status, done, total, failure } = run;
  const rest = { finished: done, replaceable: 'changed', insertable: 'yes', note: null } as const;
  return { id, task, type, from, to, name, status, done, total, failure, ...rest };
}

const texts = (elements: FakeElement[]) => elements.map(({ textContent }) => textContent);
const lit = (elements: FakeElement[]) => texts(elements.filter(({ classList }) => classList.contains('lit')));

suite("the panel's view", () => {
  test('shows the result as it is, word by word, and its source below', async () => {
    const { root, session, run, find } = start();
    const text = '# Rain\n\n- It  fell.\n\n    code\n';
    await run(text);
    assert.equal(root.querySelector('.result')?.textContent, resultText(session.current!));
    assert.equal(root.querySelector('.original')?.textContent, text);
    assert.deepEqual(texts(find('.origin')), ['Rain', 'It', 'fell', 'code']);
    assert.equal(find('.word').length, 4);
  });

  test('has a list of who translates where there is somebody else, and says where the text goes', () => {
    const { root, sent, state, post, find } = start();
    assert.equal(find('.speaker')[0]?.hidden, true);
    const speakers = [
      { id: 'bundled', label: 'The bundled model' },
      { id: 'server', label: 'M at example' },
    ];
    post({ type: 'state', state: { ...state(), speakers } });
    assert.equal(find('.speaker')[0]?.hidden, false);
    assert.equal(root.querySelector('.empty')?.textContent, words.noResult);
    const select = find('.speaker')[0]!.querySelectorAll('vscode-single-select')[0]!;
    assert.deepEqual(texts(select.querySelectorAll('vscode-option')), ['The bundled model', 'M at example']);
    select.value = 'server';
    select.fire('change');
    assert.deepEqual(sent.at(-1), { type: 'options', options: { ...options, by: 'server' } });
    post({ type: 'state', state: { ...state(), speakers, options: { ...options, by: 'server' } } });
    assert.equal(root.querySelector('.empty')?.textContent, 'textGoesTo M at example {1}');
  });

  test('says of another model’s words where they come from, not how sure somebody was, and who wrote them', async () => {
    const { root, session, state, post, run, find } = start();
    await run('The rain came.');
    const [sentence] = session.current!.translation.sentences;
    session.current!.translation = { ...session.current!.translation, sentences: [{ ...sentence!, by: 'server' }] };
    for (const message of bodyMessages(session.current, null)) post(message);
    const now = state();
    post({ type: 'state', state: { ...now, run: { ...now.run!, spoken: 'Written by M.' } } });
    assert.equal(find('.whose')[0]?.textContent, 'Written by M.');
    find('.word')[1]!.fire('pointerover');
    assert.equal(root.querySelector('.detail')?.textContent, 'wordFrom rain {1}');
  });

  test('lights up what a word was made from, here and in the editor, and the other way round', async () => {
    const { sent, run, find } = start();
    await run('The rain came.');
    find('.word')[1]!.fire('pointerover');
    assert.deepEqual(lit(find('.origin')), ['rain']);
    assert.deepEqual(sent.at(-1), { type: 'light', id: 1, ranges: [{ start: 4, end: 8 }] });
    find('.result')[0]!.fire('pointerleave');
    assert.deepEqual(lit(find('.origin')), []);
    assert.deepEqual(sent.at(-1), { type: 'light', id: 1, ranges: [] });
    find('.origin')[2]!.fire('pointerover');
    assert.deepEqual(lit(find('.word')), [find('.word')[2]!.textContent]);
  });

  test('shows a long result that comes in parts as one that came at once, and finds a word at its end', async () => {
    const { page, root, session, post, run, find } = start();
    await run('The rain came. It fell.\n\n'.repeat(250));
    const focus = { sentence: 499, word: 1 };
    const messages = bodyMessages(session.current, focus);
    assert.deepEqual(
      messages.map(({ type }) => type),
      ['body', 'append', 'append'],
    );
    messages.forEach(post);
    assert.equal(root.querySelector('.result')?.textContent, resultText(session.current!));
    assert.equal(find('.sentence').length, 500);
    assert.equal(page.activeElement, find('.word').at(-1));
  });

  test('is one tab stop, with arrow keys from word to word and from sentence to sentence', async () => {
    const { page, run, find } = start();
    await run('One two. Three four. Five.');
    const all = find('.word');
    const stops = () => all.flatMap(({ tabIndex }, index) => (tabIndex === 0 ? [index] : []));
    const focused = () => all.indexOf(page.activeElement!);
    assert.deepEqual(stops(), [0]);
    all[0]!.focus();
    for (const [key, expected] of [
      ['ArrowRight', 1],
      ['ArrowDown', 2],
      ['ArrowDown', 4],
      ['ArrowUp', 2],
      ['ArrowLeft', 1],
      ['End', 4],
      ['ArrowRight', 4],
      ['Home', 0],
      ['ArrowUp', 0],
    ] as const) {
      page.activeElement!.fire('keydown', key);
      assert.equal(focused(), expected, key);
    }
    assert.deepEqual(stops(), [0]);
  });

  test('marks doubtful sentences with a sign that says why', async () => {
    const { run, find } = start();
    await run(`It ${marks.unsure} rained. It went on ${marks.cut}. It ended.`);
    const signs = find('.mark').map(({ attributes }) => attributes.get('aria-label'));
    assert.deepEqual(signs, ['unsure 23 {1}', 'cut {0} {1}']);
    assert.equal(find('.codicon-warning').length, 2, 'painted at once: no style sheet is loaded for each');
    assert.equal(find('.unsure').length, 1);
    assert.equal(find('.cut').length, 1);
    assert.equal(find('.notice')[0]?.textContent.startsWith('toCheck 2'), true);
  });

  test('says of a sentence that a person wrote where, and how near it is; near ones stand among other words', async () => {
    const { post, run, find, session } = start();
    await run('The rain came.');
    const body = bodyOf(session.current!);
    const [sentence] = body.sentences;
    const memory = { origin: 'ko/a.md', share: 0.8, isPatched: true };
    post({ type: 'body', body: { ...body, sentences: [{ ...sentence!, memory }] }, focus: null });
    assert.equal(find('.remembered')[0]?.attributes.get('aria-label'), 'rememberedPatched ko/a.md 80');
    assert.equal(find('.mark').length, 0);
    find('.word')[0]!.fire('pointerover');
    assert.match(find('.detail')[0]!.textContent, /^rememberedPatched ko\/a\.md 80$/);
    find('.word')[0]!.fire('click');
    const choices = [{ word: '비가 왔다.', probability: 0.8, memory: { origin: 'ko/b.md', share: 0.8 } }];
    post({ type: 'alternatives', id: 1, sentence: 0, word: 0, choices, failure: null });
    assert.equal(find('.item')[0]?.textContent, '비가 왔다. alike 80 ko/b.md');
  });

  test('offers other words by keyboard and comes back to the place', async () => {
    const { page, sent, session, run, find } = start();
    await run('The rain came.');
    find('.word')[1]!.focus();
    page.activeElement!.fire('keydown', 'Enter');
    assert.deepEqual(sent.at(-1), { type: 'alternatives', id: 1, sentence: 0, word: 1 });
    assert.equal(find('.menu')[0]?.hidden, false);
    await session.findAlternatives(0, 1);
    const [first, second] = find('.item');
    assert.equal(page.activeElement, first);
    assert.match(second!.textContent, /25 %$/);
    page.activeElement!.fire('keydown', 'ArrowDown');
    page.activeElement!.fire('click');
    assert.deepEqual(sent.at(-1), { type: 'choose', id: 1, choice: 1 });
    session.choose(1);
    assert.equal(page.activeElement, find('.word')[1]);
    assert.equal(find('.menu')[0]?.hidden, true);
  });

  test('asks for a term to go into the glossary, and shows what is from there', async () => {
    const { page, sent, session, run, find, post } = start();
    await run('The rain came.');
    find('.word')[1]!.focus();
    page.activeElement!.fire('keydown', 'Enter');
    await session.findAlternatives(0, 1);
    page.activeElement!.fire('keydown', 'End');
    assert.match(page.activeElement!.textContent, /^addTerm/);
    page.activeElement!.fire('click');
    assert.deepEqual(sent.at(-1), { type: 'addTerm', id: 1, sentence: 0, word: 1 });
    assert.equal(find('.menu')[0]?.hidden, true);
    const body = bodyOf(session.current!);
    const [sentence] = body.sentences;
    const terms = sentence!.words.map((word, n) => ({ ...word, isGlossary: n === 1 }));
    post({ type: 'body', body: { ...body, sentences: [{ ...sentence!, words: terms }] }, focus: null });
    assert.equal(find('.term').length, 1);
    find('.term')[0]!.focus();
    assert.match(find('.detail')[0]!.textContent, /^wordGlossary/);
  });

  test('says what a site is built with, and that data is not read', () => {
    const { post, state, find } = start();
    post({ type: 'state', state: { ...state(), source: { ...source, generator: 'MkDocs' } } });
    assert.ok(texts(find('.facts')).some((text) => text.endsWith(' · MkDocs')));
    post({ type: 'state', state: { ...state(), source: { kind: 'unread', name: 'a.json', what: 'JSON' } } });
    assert.match(find('.card')[0]!.textContent, /^unread a\.json JSON$/);
  });

  test('closes the menu with Escape and gives the focus back', async () => {
    const { page, run, find } = start();
    await run('The rain came.');
    const word = find('.word')[1]!;
    word.focus();
    word.fire('click');
    find('.menu')[0]!.fire('keydown', 'Escape');
    assert.equal(find('.menu')[0]?.hidden, true);
    assert.equal(page.activeElement, word);
  });

  test('shows key points that lead to their place', async () => {
    const { sent, run, find } = start();
    await run('The rain came. It fell. It ended.', { task: 'summarize' });
    assert.deepEqual(texts(find('.point')), ['The rain came.', 'It ended.']);
    find('.point')[1]!.fire('click');
    assert.deepEqual(sent.at(-1), { type: 'reveal', id: 1, range: { start: 24, end: 33 } });
    find('.point')[1]!.fire('pointerover');
    assert.deepEqual(lit(find('.origin')), ['It ended.']);
  });

  test('cancels with Escape while a run goes on, and shows how far it is', async () => {
    const { root, sent, session, run, find } = start();
    const ended = run(`The rain came. It fell ${marks.waits}.`);
    while (find('.word').length === 0) await turn();
    assert.equal(find('.count')[0]?.textContent, 'sentencesDone 1 2');
    root.fire('keydown', 'Escape');
    assert.deepEqual(sent.at(-1), { type: 'cancel' });
    session.cancel();
    await ended;
    assert.match(find('.notice')[0]!.textContent, /^incomplete/);
    assert.equal(find('.going')[0]?.hidden, true);
  });

  test('shows a failure with ways out, and buttons that say why they are not available', async () => {
    const { sent, run, find } = start();
    await run(`The rain came. It ended ${marks.fails}.`);
    assert.match(find('.notice')[0]!.textContent, /^It broke\./);
    for (const button of find('.notice')[0]!.querySelectorAll('vscode-button')) button.fire('click');
    assert.deepEqual(sent.slice(-2), [{ type: 'retry' }, { type: 'restartEngine' }]);
    const replace = find('.tool').find(({ title }) => title.startsWith('replaceChanged'))!;
    assert.equal(replace.getAttribute('aria-disabled'), 'true');
    const before = sent.length;
    replace.fire('click');
    assert.equal(sent.length, before);
  });

  test('announces the start and the end, not each sentence', async () => {
    const { root, run } = start();
    const live = root.querySelector('.unseen')!;
    const heard: string[] = [];
    Object.defineProperty(live, 'textContent', { set: (text: string) => heard.push(text) });
    await run('One. Two. Three.');
    assert.deepEqual(heard, ['starting {0} {1}', 'ready {0} {1}']);
  });

  for (const hostile of [
    '<img src=x onerror=alert(1)> fell.',
    '</script><script>alert(1)</script> fell.',
    '[fall](javascript:alert(1)) and <a href="javascript:alert(1)">more</a>.',
    '&lt;b&gt; <b onclick=alert(1)>fell</b>.',
  ]) {
    test(`takes ${hostile.slice(0, 12)}… for text, wherever it comes`, async () => {
      const { root, session, state, post, run } = start();
      const tags = () => new Set(allElements(root).map(({ tag }) => tag));
      const before = tags();
      await run(hostile, { name: hostile });
      assert.equal(root.querySelector('.result')?.textContent, resultText(session.current!));
      assert.ok(resultText(session.current!).includes(hostile.match(/<[^>]*>|\(/)![0]));
      await run(hostile, { task: 'summarize' });
      await session.findAlternatives(0, 0);
      const shown = { ...source, name: hostile, preview: hostile };
      post({ type: 'state', state: { ...state(), source: shown } });
      post({ type: 'state', state: { ...state(), source: { kind: 'excluded', name: hostile } } });
      post({ type: 'state', state: { ...state(), source: { kind: 'typed', text: hostile, language: 'en' } } });
      const made = [...tags()].filter((tag) => !before.has(tag));
      assert.deepEqual(
        made.filter((tag) => !['div', 'button', 'li', 'span', 'vscode-icon', 'p'].includes(tag)),
        [],
      );
      for (const { attributes } of allElements(root)) {
        assert.deepEqual(
          [...attributes.keys()].filter((name) => /^on|^href$|^src|^style$/.test(name)),
          [],
        );
      }
    });
  }

  test('renders Markdown from its tokens: no HTML, no address, no picture', async () => {
    const { find, run, page } = start();
    const hostile = '<img src=x onerror=alert(1)> <b onclick=x>bold</b>';
    await run(
      `# Rain\n\nIt *fell* [here](javascript:x) ![garden](http://127.0.0.1/a.png). ${hostile}\n\n- one\n- two\n`,
    );
    assert.equal(find('.rendered')[0]!.hidden, true);
    find('.tool')
      .find(({ title }) => title.startsWith('rendered'))!
      .fire('click');
    const [rendered] = find('.rendered');
    assert.equal(rendered!.hidden, false);
    assert.equal(find('.result')[0]!.hidden, true);
    const tagsIn = allElements(rendered!).map(({ tag }) => tag);
    for (const tag of ['p', 'em', 'ul', 'li']) assert.ok(tagsIn.includes(tag), tag);
    for (const tag of ['a', 'img', 'b', 'script']) assert.ok(!tagsIn.includes(tag), tag);
    assert.match(rendered!.textContent, /<img src=x onerror=/);
    assert.equal(find('.heading')[0]!.getAttribute('aria-level'), '1');
    find('.tool')
      .find(({ title }) => title.startsWith('asMarkdown'))!
      .fire('click');
    assert.equal(find('.result')[0]!.hidden, false);
    assert.ok(page);
  });

  test('a click in a sentence shows it in the editor', async () => {
    const { find, run, sent } = start();
    await run('The rain came. The garden was dry.');
    find('.word')[4]!.fire('click');
    const reveal = sent.find(({ type }) => type === 'reveal');
    assert.deepEqual(reveal, { type: 'reveal', id: 1, range: { start: 15, end: 34 } });
  });

  test('says beside the mark why a sentence should be looked at', async () => {
    const { find, run } = start();
    await run(`The rain came. ${marks.unsure} the garden was dry.`);
    assert.match(find('.mark .reason')[0]?.textContent ?? find('.reason')[0]!.textContent, /^unsure 23/);
  });

  test('the directions are those that the model has, by the names of their languages', () => {
    const shown = ({ find }: ReturnType<typeof start>) =>
      find('vscode-single-select')[0]!
        .querySelectorAll('vscode-option')
        .map((each) => [each.getAttribute('value'), each.textContent]);
    assert.deepEqual(
      shown(start()).map(([value]) => value),
      ['auto', 'en-ko', 'ko-en'],
    );
    const own = start({ directions: ['>ja', 'en>de', 'de>ko'] });
    assert.deepEqual(shown(own), [
      ['auto', words.detect],
      ['en>de', 'fromTo english {0} {1} German'],
      ['de>ko', 'fromTo German korean {0} {1}'],
      ['>ja', 'Japanese'],
    ]);
  });
});
