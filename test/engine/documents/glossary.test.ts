import assert from 'node:assert/strict';
import { Glossary } from '../../../src/engine/documents/glossary';
import { readDocument } from '../../../src/engine/documents/readDocument';
import { likeKorean, type PseudoTranslator, pseudoTranslate, upperCase } from '../../support/pseudoTranslate';

const found = (plain: string, ...entries: [string, string][]) =>
  new Glossary(entries.map(([source, target]) => ({ source, target })))
    .find(plain)
    .map(({ start, end, target }) => [plain.slice(start, end), target]);

suite('Glossary', () => {
  test('finds whole words in any case, in the plural too', () => {
    assert.deepEqual(found('Engine, engines, ENGINE and reengine', ['engine', '엔진']), [
      ['Engine', '엔진'],
      ['engines', '엔진'],
      ['ENGINE', '엔진'],
    ]);
  });

  test('prefers the longest term', () => {
    assert.deepEqual(found('the language model', ['model', '모델'], ['language model', '언어 모델']), [
      ['language model', '언어 모델'],
    ]);
  });

  test('finds a term over a line that was joined, and one with signs in it', () => {
    assert.deepEqual(found('a ghost  text in C++ (x)', ['ghost text', '고스트 텍스트'], ['C++', 'C++']), [
      ['ghost  text', '고스트 텍스트'],
      ['C++', 'C++'],
    ]);
  });

  test('a Korean term may have particles, and is no part of another word', () => {
    assert.deepEqual(found('모델은 모델에서는 모델입니다. 모델링', ['모델', 'model']), [
      ['모델', 'model'],
      ['모델', 'model'],
      ['모델', 'model'],
    ]);
    assert.deepEqual(found('npm을 npmx', ['npm', 'npm']), [['npm', 'npm']]);
  });

  test('no entries find nothing, nor do empty ones', () => {
    assert.deepEqual(found('text'), []);
    assert.deepEqual(found('text', ['', 'x'], [' ', 'y']), []);
  });

  test('a term is written as the entry says, whatever becomes of the words around it', () => {
    const options = {
      from: 'en',
      to: 'en',
      glossary: [{ source: 'ghost text', target: 'Ghost_Text*' }],
      fits: () => true,
    } as const;
    const document = readDocument('The **ghost text** is grey.\n', 'markdown', { ...options, to: 'ko' });
    assert.equal(document.sentences[0]!.plain, 'The \ue000 is grey.');
    assert.equal(pseudoTranslate(document, upperCase), 'THE **Ghost_Text*** IS GREY.\n');
  });

  test('particles fit what stands before them', () => {
    const glossary = [
      { source: 'npm', target: 'npm' },
      { source: 'engine', target: '엔진' },
      { source: 'model', target: '모델' },
    ];
    const read = (text: string) => readDocument(text, 'plain', { from: 'en', to: 'ko', glossary, fits: () => true });
    const glue = (particle: string) => (source: { plain: string }) => ({
      plain: source.plain.replace(/[\ue000-\ue00f]/g, (atom) => atom + particle),
      links: [],
    });
    assert.equal(pseudoTranslate(read('Use npm or engine or model.'), glue('를')), 'Use npm을 or 엔진을 or 모델을.');
    assert.equal(
      pseudoTranslate(read('Use npm or engine or model.'), glue('으로')),
      'Use npm으로 or 엔진으로 or 모델로.',
    );
    assert.ok(pseudoTranslate(read('Use npm.'), likeKorean).includes('npm'));
  });

  const translated = (text: string, ...entries: [string, string][]) => {
    const glossary = entries.map(([source, target]) => ({ source, target }));
    const document = readDocument(text, 'markdown', {
      from: 'en',
      to: 'ko',
      glossary,
      hasInterfaceWords: true,
      fits: () => true,
    });
    return pseudoTranslate(document, ({ plain }) => ({ plain, links: [] }));
  };

  test('a term alone in a cell, a heading, an item, emphasis or a link is written as the glossary says', () => {
    const source = '# Pods\n\n| Pod | Control plane |\n| --- | --- |\n| node | `x` |\n\n- [pod](a.md)\n- **Nodes**\n';
    const entries: [string, string][] = [
      ['pod', '파드'],
      ['node', '노드'],
      ['control plane', '컨트롤 플레인'],
    ];
    assert.equal(
      translated(source, ...entries),
      '# 파드\n\n| 파드 | 컨트롤 플레인 |\n| --- | --- |\n| 노드 | `x` |\n\n- [파드](a.md)\n- **노드**\n',
    );
  });

  test('a term that is only partly emphasised stays one', () =>
    assert.equal(translated('control **plane**\n', ['control plane', '컨트롤 플레인']), '**컨트롤 플레인**\n'));

  test('a text that is in the language already stays as it is, whatever the glossary says', () => {
    const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
    const kept = (text: string, to: 'en' | 'ko', source: string, target: string) => {
      const from = to === 'ko' ? 'en' : 'ko';
      const options = { from, to, glossary: [{ source, target }], hasInterfaceWords: true, fits: () => true } as const;
      return pseudoTranslate(readDocument(text, 'markdown', options), keep);
    };
    const english = '# Pod\n\nA pod runs.\n\n| Pod | pods |\n| --- | --- |\n| **pod** | a pod |\n\n- Pod\n';
    assert.equal(kept(english, 'en', 'pod', '파드'), english);
    assert.equal(kept(english, 'en', 'pod', 'POD'), english);
    const korean = '# 파드\n\n| 파드 | 노드 |\n| --- | --- |\n| 파드 | 노드 |\n';
    assert.equal(kept(korean, 'ko', '파드', '포드'), korean);
    assert.match(kept('# Pod\n', 'ko', 'pod', '파드'), /^# 파드$/m);
    assert.match(kept('# 파드\n', 'en', '파드', 'pod'), /^# pod$/m);
  });

  /** Words of an interface as they are written in a sentence that says something else besides. */
  const said = (text: string, from: string, to: string) => {
    const options = { from, to, glossary: [], hasInterfaceWords: true, fits: () => true };
    return pseudoTranslate(readDocument(text, 'markdown', options), ({ plain }) => ({
      plain: plain.replace('.', '!'),
      links: [],
    }));
  };

  test('parts of a menu path are words of an interface; emphasised words of a sentence are none', () => {
    assert.equal(said('Go to Settings → Cookies.\n', 'en', 'ko'), 'Go to 설정 → 쿠키!\n');
    assert.equal(said('Set it to **Never**.\n', 'en', 'ko'), 'Set it to **안 함**!\n');
    assert.match(said('**Never** share it.\n', 'en', 'ko'), /Never/);
  });

  test('a stem that becomes a verb is no word of an interface', () => {
    assert.match(said('**업데이트**를 누릅니다.\n', 'ko', 'en'), /Update/);
    assert.match(said('**업데이트**할 때 씁니다.\n', 'ko', 'en'), /업데이트/);
  });

  test('words of an interface that stand alone are the built-in glossary’s, unless the person’s says otherwise', () => {
    const source = '| Option | On |\n| --- | --- |\n| **Yes** | N/A |\n';
    assert.match(translated(source), /\| 켬 \|[\s\S]*\| \*\*예\*\* \| 해당 없음 \|/);
    assert.match(translated(source, ['yes', '네']), /\*\*네\*\*/);
  });
  test('the apostrophe of a plural goes with it, one that closes a quotation does not', () => {
    const found = (text: string) =>
      new Glossary([{ source: 'worker', target: '작업자' }]).find(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found("The workers' logs"), ["workers'"]);
    assert.deepEqual(found("The page's workers' logs"), ["workers'"]);
    assert.deepEqual(found("The 'other workers' are"), ['workers']);
    assert.deepEqual(found("The worker's log"), ['worker']);
  });
});
