import assert from 'node:assert/strict';
import { withoutRepeatedLines } from '../../src/completion/repeatedLine';

function check(marked: string, text: string, expected: string): void {
  const [before = '', after = ''] = marked.split('‸'); // `|` is a table's
  assert.equal(withoutRepeatedLines(text, before, after), expected, marked);
}

suite('a line that the document has', () => {
  test('is not suggested again, whatever its kind', () => {
    check('- one\n- two\n- ‸', 'one', '');
    check('- one\n* o‸', 'ne', '');
    check('- [ ] Write the report.\n- [x] Wr‸', 'ite the report', '');
    check('1. Wash it.\n2. Dry it.\n3. W‸', 'ash it.', '');
    check('# Setup\n\nText.\n\n## S‸', 'etup', '');
    check('> Be kind.\n\n> B‸', 'e kind.', '');
    check('| Monday | 9 |\n| M‸', 'onday | 9 |', '');
    check('|Monday|9|\n| Monday | ‸', '9 |', '');
    check('  - one\n\t- O‸', 'NE', '');
    check('## S‸\n\nText.\n\n## Setup\n', 'etup', '');
    check('- o‸e\n- one', 'n', '');
  });

  test('ends a suggestion of several lines', () => {
    check('- one\n- two\n- th‸', 'ree\n- one\n- four', 'ree');
    check('- one\r\n- tw‸', 'o\r\n- one', 'o');
    check('# A\n\nTe‸', 'xt.\n\n# A\n\nMore.', 'xt.');
  });

  test('is another kind, or only the beginning: then it may come', () => {
    check('# Setup\n\n- S‸', 'etup', 'etup');
    check('- Write the report.\n- Wr‸', 'ite the letter.', 'ite the letter.');
    check('- Write the report.\n- Wr‸', 'ite the', 'ite the');
    check('| Monday | 9 |\n| Monday | ‸', '10 |', '10 |');
    check('| Monday | 9 |\n| M‸', 'onday', 'onday');
  });

  test('is prose: then it may come', () => {
    check('So it goes.\n\nSo it ‸', 'goes.', 'goes.');
    check('- one\n\nSo o‸', 'ne', 'ne');
    check('‸', 'Text.\n\nMore.', 'Text.\n\nMore.');
  });
});
