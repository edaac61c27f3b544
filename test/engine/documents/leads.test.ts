import assert from 'node:assert/strict';
import { hasLabel, isSaidApart, leadLength } from '../../../src/engine/documents/leads';

suite('leads', () => {
  for (const [line, length] of [
    ['Q: Is it free?', 3],
    ['A. 캐시가 비어 있습니다.', 3],
    ['가. Node 18은 지원하지 않는다.', 3],
    ['b) Next release', 3],
    ['① 저장소를 복제합니다.', 2],
    ['②실행합니다.', 1],
    ['e.g. this', 0],
    ['feat: add a queue', 6],
    ['fix(core, api)!: keep all', 17],
    ['A note: this is prose.', 0],
    ['Fix: press the button.', 0],
    ['feat:', 0],
    ['A:b', 0],
  ] as const)
    test(`"${line}" has ${length} characters before its words`, () => assert.equal(leadLength(line), length));

  for (const [before, line, isApart] of [
    ['Attendees: Mina, Tom', 'Absent: Sora', true],
    ['> **날짜:** 3월 12일', '**장소:** 회의실', true],
    ['- Name: Mina', 'Age (years): 30', true],
    ['"Measure first."', '— an old engineer', true],
    ['Is it free?', 'A: Yes.', true],
    ['Note that there are two kinds of them', 'Example: this one', false],
    ['Warning: this is a sentence that goes on', 'in the next line: so', false],
    ['The time is', '10:30 in the morning', false],
  ] as const)
    test(`"${before}" and "${line}" are ${isApart ? '' : 'not '}said apart`, () =>
      assert.equal(isSaidApart(before, line), isApart));

  test('a word and a colon are a label', () =>
    assert.deepEqual(['Usage: tool FILE', '- Note: keep it', 'see: below', 'Usage:'].map(hasLabel), [
      true,
      true,
      false,
      false,
    ]));
});
