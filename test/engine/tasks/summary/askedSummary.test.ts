import assert from 'node:assert/strict';
import { readSummary, summaryQuestion } from '../../../../src/engine/tasks/summary/askedSummary';

const question = { kind: 'description', sentences: 2, language: 'en', page: 'The cat sat on the mat.' } as const;

suite('askedSummary', () => {
  test('asks for the kind, the number and the language', () => {
    assert.match(
      summaryQuestion(question),
      /at most 2 short sentences.*Answer in English.*\n\nThe cat sat on the mat\.$/s,
    );
    assert.match(summaryQuestion({ ...question, kind: 'headline', sentences: 1, language: 'ko' }), /headline.*Korean/);
  });

  test('takes sentences line by line, off their bullets, and no more than were asked for', () => {
    assert.deepEqual(readSummary('- The cat sat.\n2. "It was here."\nThird.', question), [
      'The cat sat.',
      'It was here.',
    ]);
  });

  test('takes none of another language, of a chat’s marks, or as long as a page', () => {
    assert.deepEqual(readSummary('고양이가 앉았습니다.\nThe cat<|im_end|>', question), []);
    assert.deepEqual(readSummary('The cat sat. '.repeat(50), question), []);
  });
});
