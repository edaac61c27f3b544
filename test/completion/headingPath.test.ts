import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HeadingPaths } from '../../src/completion/headingPath';

const headingPath = (text: string) => new HeadingPaths().of(text);

suite('headingPath', () => {
  test('is the path of the section that the text ends in', () => {
    const text = '# Title\n\nText\n\n## One\n\n### Deep\n\nText\n\n## Two\n\n### Here\n\nText';
    assert.equal(headingPath(text), '# Title\n## Two\n### Here\n');
  });

  test('reads setext headings and closing marks', () => {
    assert.equal(headingPath('Title\n=====\n\nPart\n----\n\n### Deep ###\n\nText'), '# Title\n## Part\n### Deep\n');
  });

  test('skips fenced code, indented code, HTML comments and quotes', () => {
    const text =
      '# Title\n\n```sh\n# not this\n```\n\n    # nor this\n\n<!--\n# nor this\n-->\n\n> # nor this\n\n~~~\n# open fence';
    assert.equal(headingPath(text), '# Title\n');
  });

  test('takes the title out of the front matter, which is no heading itself', () => {
    assert.equal(headingPath('---\ntitle: "My page"\ndate: 2026\n---\n\n## Part\n\nText'), '# My page\n## Part\n');
    assert.equal(headingPath('---\ndate: 2026\n---\nText'), '');
    assert.equal(headingPath('---\r\ntitle: 내 글\r\n---\r\n\r\n# 제목\r\n\r\nText'), '# 내 글\n# 제목\n');
  });

  test('does not say the same title twice', () => {
    assert.equal(headingPath('---\ntitle: Same\n---\n\n# Same\n\nText'), '# Same\n');
  });

  test('is empty without headings', () => {
    assert.equal(headingPath(''), '');
    assert.equal(headingPath('Just text\n\n#hashtag'), '');
  });

  test('of a text that grows is what it is of the whole', () => {
    const lines = [
      '# One',
      '## Two',
      'Three',
      '=====',
      '---',
      '```',
      '> # no',
      '- item',
      '  # in it',
      'text',
      '',
      '<!--',
      '-->',
      '#### Four',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        (all, lineEnd) => {
          const growing = new HeadingPaths();
          for (let count = 1; count <= all.length; count++) {
            const text = all
              .slice(0, count)
              .map((line) => line + lineEnd)
              .join('');
            assert.equal(growing.of(text), headingPath(text));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('knows front matter that ends later than its headings were seen', () => {
    const paths = new HeadingPaths();
    assert.equal(paths.of('---\n# One\n'), '# One\n');
    assert.equal(paths.of('---\n# One\n---\n'), '');
  });

  test('of another text does not remember the first', () => {
    const paths = new HeadingPaths();
    assert.equal(paths.of('# One\n\n## Two\n\nText'), '# One\n## Two\n');
    assert.equal(paths.of('# Other\n\nText'), '# Other\n');
  });
});
