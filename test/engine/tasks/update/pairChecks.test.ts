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

  test('else the one that is wrong is told, and what it is', () => {
    const wrong = (one: string, other: string) => wrongLanguage({ source: one, translation: other }, 'markdown');
    assert.deepEqual(wrong(source, source), { why: 'language', of: 'translation', found: 'en' });
    assert.deepEqual(wrong(translation, translation), { why: 'language', of: 'source', found: 'ko' });
    assert.deepEqual(wrong(source, '1 2 3\n'), { why: 'language', of: 'translation', found: null });
    assert.deepEqual(wrong('', translation), { why: 'language', of: 'source', found: null });
  });
});
