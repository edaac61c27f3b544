import assert from 'node:assert/strict';
import { wrongLanguage } from '../../../../src/engine/tasks/update/pairChecks';

const source = 'The cat sat on the mat.\n';
const translation = '고양이가 매트에 앉았다.\n';

suite('pairChecks', () => {
  test('an English source and a Korean translation are right, whatever code and names they are full of', () => {
    const code = `\n\`\`\`sh\n${'npm install the package in the folder\n'.repeat(20)}\`\`\`\n`;
    assert.equal(wrongLanguage({ source, translation }, 'markdown'), undefined);
    assert.equal(wrongLanguage({ source, translation: translation + code }, 'markdown'), undefined);
    assert.equal(wrongLanguage({ source: `${source}\n\`\`\`\n# 주석\n\`\`\`\n`, translation }, 'markdown'), undefined);
  });

  test('what is left as the source has it does not make a translation English', () => {
    const message = `> **NoSuchBox**: The box with the name \`BOX\` could not be found on any of the shelves.\n\n`;
    const texts = { source: `${message}Look again.\n`, translation: `${message}다시 찾아보세요.\n` };
    assert.equal(wrongLanguage(texts, 'markdown'), undefined);
    const reworded = { ...texts, translation: `${message}Search again, please.\n` };
    assert.deepEqual(wrongLanguage(reworded, 'markdown'), { why: 'language', of: 'translation', found: 'en' });
  });

  test('else the one that is wrong is told, and what it is', () => {
    const wrong = (one: string, other: string) => wrongLanguage({ source: one, translation: other }, 'markdown');
    assert.deepEqual(wrong(source, source), { why: 'language', of: 'translation', found: 'en' });
    assert.deepEqual(wrong(translation, translation), { why: 'language', of: 'source', found: 'ko' });
    assert.deepEqual(wrong(source, '1 2 3\n'), { why: 'language', of: 'translation', found: null });
    assert.deepEqual(wrong('', translation), { why: 'language', of: 'source', found: null });
  });
});
