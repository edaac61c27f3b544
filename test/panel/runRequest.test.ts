import assert from 'node:assert/strict';
import { languageOf, runRequest, typedText } from '../../src/panel/runRequest';
import type { PanelOptions } from '../../src/shared/panelProtocol';

const options: PanelOptions = {
  task: 'translate',
  direction: 'auto',
  type: 'tldr',
  length: 'short',
  language: 'auto',
  by: 'bundled',
};
const settings = { beams: 2, glossaries: [[{ source: '커밋', target: 'commit' }]] };

suite('what is asked of the engine', () => {
  test('follows the text and the options', () => {
    const { from, to, beams, glossary, format, name } = runRequest(typedText('비가 왔다.'), options, settings);
    assert.deepEqual(
      { from, to, beams, format, name },
      { from: 'ko', to: 'en', beams: 2, format: 'markdown', name: null },
    );
    assert.deepEqual(glossary, [{ source: '커밋', target: 'commit' }]);
  });

  test('takes the site along', () => {
    const site = { generator: 'mkdocs', traits: [] } as const;
    const asked = runRequest(typedText('비가 왔다.'), options, {
      ...settings,
      site: { ...site, traits: [] },
      keepAddresses: true,
    });
    assert.deepEqual([asked.site, asked.keepAddresses], [site, true]);
    assert.ok(!('site' in runRequest(typedText('비가 왔다.'), options, { ...settings, site: undefined })));
  });

  test('says who is asked, where it is not the bundled model', () => {
    const by = { kind: 'editor', id: 'm' } as const;
    assert.deepEqual(runRequest(typedText('It rained.'), options, { ...settings, by }).by, by);
    assert.ok(!('by' in runRequest(typedText('It rained.'), options, { ...settings, by: undefined })));
  });

  test('for a summary has no glossary and the language that was chosen', () => {
    const asked = runRequest(typedText('It rained.'), { ...options, task: 'summarize', language: 'ko' }, settings);
    assert.deepEqual(
      [asked.from, asked.to, asked.type, asked.length, asked.glossary],
      ['en', 'ko', 'tldr', 'short', []],
    );
  });

  test('tells the language of a program from its comments', () => {
    const text = 'const rain = "the rain in the garden";\n// 비\n';
    const parts = [{ start: text.indexOf('//'), end: text.length }];
    const asked = runRequest({ text, format: 'comment', parts, name: 'a.ts' }, options, settings);
    assert.deepEqual([asked.from, asked.to], ['ko', 'en']);
  });

  test('goes between the languages of the person’s own model, where it is the one that speaks', () => {
    const own = { ...settings, translates: [{ from: ['en', 'ja'], to: ['de', 'en'] }], ownLanguage: 'de' };
    const asked = (text: string, direction: string) => {
      const { from, to } = runRequest(typedText(text), { ...options, direction }, own);
      return [from, to];
    };
    assert.deepEqual(asked('It rained in the garden.', 'auto'), ['en', 'de']);
    assert.deepEqual(asked('雨が降った。', '>en'), ['ja', 'en']);
    assert.deepEqual(asked('It rained.', 'ja>de'), ['ja', 'de']);
  });

  test('knows no language of a text without letters', () => {
    assert.equal(languageOf('1 + 1'), null);
  });
});
