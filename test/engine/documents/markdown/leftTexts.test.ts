import assert from 'node:assert/strict';
import { leftTexts } from '../../../../src/engine/documents/markdown/leftTexts';
import { readSyntax } from '../../../../src/engine/documents/markdown/syntax';

function left(source: string, isMdx = false): string[] {
  const syntax = readSyntax(source, { isMdx });
  return leftTexts({ ...syntax, isMdx }).map(({ start, end, kind }) => `${kind}: ${source.slice(start, end)}`);
}

suite('leftTexts', () => {
  test('titles, labels and texts of images in attributes are told', () => {
    assert.deepEqual(left('<img alt="A boat" src="a b.png"> {{< figure caption=\'The cat sleeps.\' >}}'), [
      'attribute: alt="A boat"',
      "attribute: caption='The cat sleeps.'",
    ]);
    assert.deepEqual(left('<Tab label={"With npm"} values={[{ label: "An apple", value: "a" }]} />', true), [
      'attribute: label={"With npm"',
      'attribute: label: "An apple"',
    ]);
  });

  test('paths, names of code and numbers in them are not, nor what stands in code', () => {
    assert.deepEqual(left('<A title="src/index.js" label="npm" text="^1.9.0" alt="" /> `<A title="A title">`'), []);
    assert.deepEqual(left('```html\n<img alt="A boat">\n```\n'), []);
  });

  test('a title that is read is none', () => {
    assert.deepEqual(left('::: {.note title="Mind the gap"}\ntext\n:::\n'), []);
  });

  test('options of directives and chunks, and arguments of tags without a name', () => {
    assert.deepEqual(left('```{figure} a.png\n:alt: Fish in the sea\n:width: 20px\n```\n'), [
      'attribute: :alt: Fish in the sea',
    ]);
    assert.deepEqual(left('```{r}\n#| fig-cap: "Length of bills"\n#| echo: false\n```\n'), [
      'attribute: #| fig-cap: "Length of bills"',
    ]);
    assert.deepEqual(left('{{% notice note "Before you begin" %}} {{< cmd "hugo server" >}}'), [
      'attribute: "Before you begin"',
    ]);
  });

  test('captions in lists of options, and options of chunks in languages with other comments', () => {
    assert.deepEqual(left('```{r}\n#| fig-subcap:\n#|   - "The first boat"\n#|   - "The second boat"\n1\n```\n'), [
      'attribute: #| fig-subcap:\n#|   - "The first boat"\n#|   - "The second boat"',
    ]);
    assert.deepEqual(
      left('```{ojs}\n//| fig-cap: "Fish in the sea"\n```\n\n```{sql}\n--| tbl-cap: "All the fish"\n```\n'),
      ['attribute: //| fig-cap: "Fish in the sea"', 'attribute: --| tbl-cap: "All the fish"'],
    );
  });

  test('words in placeholders, references and notes inside of sentences', () => {
    assert.deepEqual(
      left('You have {n, plural, one {# file} other {# files}}, see {ref}`the part <part>` and {ref}`part`.'),
      ['message: {n, plural, one {# file} other {# files}}', 'reference: {ref}`the part <part>`'],
    );
    assert.deepEqual(left('A word^[With a note.] inside.'), ['note: ^[With a note.]']);
  });
});
