import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ModelText } from '../../../src/engine/vocabulary/modelText';

suite('ModelText', () => {
  const check = (name: string, original: string, wanted: string) =>
    test(name, () => assert.equal(ModelText.of(original).text, wanted));
  check('joins the soft breaks of a paragraph', 'One two\nthree  \nfour\n\nfive', 'One two three  \nfour\n\nfive');
  check('keeps the breaks of blocks', '# A\ntext\n- one\n- two\n  more', '# A\ntext\n- one\n- two more');
  check('keeps tables, quotes and rules', 'a\n> b\n> c\n| d |\n| e |\n---\nf', 'a\n> b\n> c\n| d |\n| e |\n--- f');
  check('leaves code alone', 'a\n```\nb\nc\n```\nd\ne', 'a\n```\nb\nc\n```\nd e');
  check('drops line comment markers', '  // One two\n  // three.\n  //\n  // Four.', 'One two three.\n\nFour.');
  check('drops block comment markers', '/**\n * One\n * two.\n */', '\nOne two.\n');
  check('one # is a heading, two are a comment', '# Title\nText', '# Title\nText');
  check('several # lines are a comment', '# one\n# two', 'one two');
  check('bullets with stars are no comment', '* one\n* two', '* one\n* two');

  test('knows the way back', () => {
    const original = '// The cat\n//   sat down.';
    const passage = ModelText.of(original);
    const at = passage.text.indexOf('sat');
    assert.equal(original.slice(passage.toOriginal(at), passage.toOriginalEnd(at + 3)), 'sat');
    assert.equal(passage.toModel(original.indexOf('sat')), at);
    assert.equal(passage.toModel(original.length), passage.text.length);
  });

  test('every kept letter comes from where it says', () => {
    const line = fc.stringMatching(/^(\/\/ |# |- |> | {2})?[a-z가-힣 ]{0,8}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const original = lines.join('\n');
        const { text } = ModelText.of(original);
        const passage = ModelText.of(original);
        for (let at = 0; at < text.length; at++) {
          const from = original[passage.toOriginal(at)];
          assert.ok(text[at] === from || (text[at] === ' ' && from === '\n'));
          assert.equal(passage.toModel(passage.toOriginal(at)), at);
        }
      }),
    );
  });
});
