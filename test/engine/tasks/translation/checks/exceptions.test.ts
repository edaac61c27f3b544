import assert from 'node:assert/strict';
import { readDenials } from '../../../../../src/engine/tasks/translation/checks/denials';
import { exceptions } from '../../../../../src/engine/tasks/translation/checks/exceptions';

const failed = (source: string, target: string, to: 'en' | 'ko' = 'ko') =>
  exceptions
    .flatMap((rule) => rule(readDenials({ source, target, to })) ?? [])
    .map((each) => [each.source, each.target]);

suite('exceptions', () => {
  test('all but some is not all', () => {
    const source = 'All but the last two backups are deleted.';
    assert.deepEqual(failed(source, '모든 반면 마지막 두 백업이 삭제됩니다.'), [['All but', '']]);
    assert.deepEqual(failed(source, '마지막 두 백업을 제외한 모든 백업이 삭제됩니다.'), []);
    assert.equal(failed('All but one of the tests passed.', '테스트 중 하나만 통과했습니다.').length, 1);
    assert.deepEqual(failed('It is all but impossible.', '거의 불가능합니다.'), []);
  });
  test('what is left out is no quality of the rest, nor there as well', () => {
    const source = '최근 두 개를 제외한 모든 백업을 삭제합니다.';
    assert.deepEqual(failed(source, 'Delete every backup that excludes the last two.', 'en'), [
      ['개를 제외한 모든', 'that excludes'],
    ]);
    assert.deepEqual(failed(source, 'Delete all backups but the last two.', 'en'), []);
    assert.equal(failed('관리자 외의 모든 사용자', 'All users in addition to administrators', 'en').length, 1);
    assert.deepEqual(failed('관리자 외의 모든 사용자', 'All users other than administrators', 'en'), []);
    assert.equal(failed('관리자를 제외하고 볼 수 있습니다.', 'The administrator can see it.', 'en').length, 1);
  });
  test('of two that are set against each other both are said', () => {
    const source = 'It is at the end, not here.';
    assert.deepEqual(failed(source, '여기에는 있지 않습니다.'), [['not here', '']]);
    assert.deepEqual(failed('The limit is per user, not per team.', '제한은 팀당 사용자별입니다.'), [
      ['not per team', ''],
    ]);
    assert.deepEqual(failed(source, '여기가 아니라 끝에 있습니다.'), []);
    assert.deepEqual(failed('Use spaces, not tabs.', '탭 대신 공백을 사용합니다.'), []);
    assert.deepEqual(failed('It works, not always fast.', '작동하지만 느립니다.'), []);
  });
});
