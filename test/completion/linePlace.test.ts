import assert from 'node:assert/strict';
import { isBareMarker, isInAddress } from '../../src/completion/linePlace';

suite('where Tab means indent', () => {
  test('is behind bare markers', () => {
    const markers = ['- ', '* ', '+ ', '-', '1. ', '12) ', '2.', 'a. ', '가. ', '① ', '(1) ', '• ', '○ '];
    const signs = [
      '# ',
      '###### ',
      '#',
      '> ',
      '> > ',
      '> - ',
      '>',
      '- [ ] ',
      '- [x] ',
      '* [ ',
      '[ ] ',
      '- - ',
      '1. - ',
      ': ',
    ];
    const others = ['\\item ', '== ', '.. '];
    for (const line of [...markers, ...signs, ...others]) {
      for (const before of [line, `Text.\n\n${line}`, `Text.\n  ${line}`, `- one\n\t${line}`]) {
        assert.equal(isBareMarker(before), true, JSON.stringify(before));
      }
    }
  });

  test('is in an empty cell of a table', () => {
    for (const line of ['|', '| ', '| a | ', '| a |', 'a | ', '> | a | ', '| a \\| b | ']) {
      assert.equal(isBareMarker(`| x | y |\n| - | - |\n${line}`), true, line);
    }
    for (const line of ['| a', '| a | b', '| a \\| ', 'either \\| ']) assert.equal(isBareMarker(line), false, line);
  });

  test("is in a line's indentation and under a list item", () => {
    for (const before of ['  ', 'Text.\n    ', 'Text.\n\t', '- one\n', '1. one\n', '> - one\n']) {
      assert.equal(isBareMarker(before), true, JSON.stringify(before));
    }
  });

  test('is told of long rows of signs, too', () => {
    for (const sign of ['=', '.', '#', '#.', '[ ', '[x.', '- ', '> ', '1.', ':', '\\item ']) {
      const row = sign.repeat(32);
      assert.equal(isBareMarker(`${row} words`), false, row); // in no time: a search through all ways to read it takes minutes
    }
    for (const row of ['='.repeat(70), '.'.repeat(70), '#'.repeat(70)]) assert.equal(isBareMarker(row), true, row);
  });

  test('is nowhere else', () => {
    for (const before of [
      '',
      'Text',
      'Text ',
      'Text.\n',
      'Text.\n\n',
      '- one',
      '- a ',
      '# Titl',
      '> so ',
      'We. ',
      '-5',
      '#tag',
      '- one\n\n',
    ]) {
      assert.equal(isBareMarker(before), false, JSON.stringify(before));
    }
  });
});

suite("a link's address", () => {
  test('is known in every notation', () => {
    const inside = [
      '[text](',
      '[text](./gui',
      'See [text](https://example.com/a_(b',
      'See [text](https://example.com/a_(b)',
      '![picture](<my pict',
      '[text][lab',
      '[[Some pa',
      'A note[^no',
      '[label]: ./gui',
      '[label]: ',
      '<https://example.com/a',
      '<mailto:me',
      'See https://exam',
      'See (http://exam',
      '참고: https://example.com/한',
      'www.exa',
      '<a href="./gui',
      "<img src='pict",
      '<a href=gui',
      'link:guide.htm',
      'image::pictures/a',
      '.. image:: pict',
      '.. _label: https',
      'see \\href{https',
      'see \\cite[p. 3]{knu',
      '`text <https://exam',
    ];
    for (const line of inside) assert.equal(isInAddress(`Text.\n${line}`), true, line);
  });

  test('ends where it ends', () => {
    const outside = [
      '[text',
      '[text](./guide.md) ',
      '[text](./guide.md "The ti',
      '[text](a_(b)) and',
      '<https://example.com> ',
      'See https://example.com for',
      '[label]: ./guide.md ',
      '[text][label] ',
      '[[Some page]] ',
      'A note[^note] ',
      'Either/or',
      'Note: this',
      'a < b and',
      'The call f(x',
      '<a href="./guide.md">the gui',
      'see \\emph{so',
      '- [ ] Write',
      '[x] done',
    ];
    for (const line of outside) assert.equal(isInAddress(`[text](\n${line}`), false, line);
  });
});
