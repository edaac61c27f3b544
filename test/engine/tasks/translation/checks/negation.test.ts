import assert from 'node:assert/strict';
import { negation } from '../../../../../src/engine/tasks/translation/checks/negation';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  negation({ source, target, to }).map(({ source, target }) => [source, target]);

suite('negation', () => {
  test('what neither may be is forbidden', () => {
    const source = 'Neither the key nor the certificate may be shared.';
    assert.deepEqual(failed(source, '키와 인증서는 공유되지 않을 수 있습니다.').length, 1);
    assert.deepEqual(failed(source, '키와 인증서는 공유할 수 없습니다.'), []);
  });
  test('a denial that is lost fails, and says which word denied', () => {
    assert.deepEqual(failed('Do not delete this folder.', '이 폴더를 삭제합니다.'), [['not', '']]);
    assert.deepEqual(
      failed('The cache is not cleared when the program ends.', '프로그램이 끝날 때 캐시가 지워집니다.'),
      [['not', '']],
    );
    assert.deepEqual(failed('The command never writes to the source file.', '명령은 항상 소스 파일에 씁니다.'), [
      ['never', ''],
    ]);
    assert.deepEqual(failed('Neither the client nor the server stores it.', '클라이언트와 서버 모두 저장합니다.'), [
      ['Neither', ''],
    ]);
    assert.deepEqual(failed("You can't open it.", '열 수 있습니다.'), [["n't", '']]);
    assert.deepEqual(failed('This version is unsupported.', '이 버전은 지원됩니다.'), [['unsupported', '']]);
    assert.deepEqual(failed('이 파일을 삭제하지 마세요.', 'Delete this file.', 'en'), [['하지 마세요', '']]);
  });
  test('a denial that is added fails', () => {
    assert.deepEqual(failed('Delete this file.', '이 파일을 삭제하지 않습니다.'), [['', '않']]);
    assert.deepEqual(failed('서버는 파일을 저장합니다.', 'The server does not store the file.', 'en'), [['', 'not']]);
  });
  test('words that want a denial are wrong without one', () => {
    assert.deepEqual(failed('Everybody can read the file.', '아무도 파일을 읽을 수 있습니다.'), [['', '아무도']]);
    assert.deepEqual(failed('Nothing is stored.', '아무것도 저장됩니다.'), [['Nothing', '']]);
    assert.deepEqual(
      failed('You need not save; nothing is lost.', '저장할 필요가 없습니다. 아무것도 손실됩니다.').length,
      1,
    );
    assert.deepEqual(
      failed('You need not save; nothing is lost.', '저장할 필요가 없습니다. 아무것도 잃지 않습니다.'),
      [],
    );
    assert.deepEqual(failed('It is entirely different.', '전혀 다른 것입니다.'), []);
  });
  test('a denial said in another way is one', () => {
    assert.deepEqual(failed('Do not close it.', '닫지 마세요.'), []);
    assert.deepEqual(failed('It cannot be undone.', '실행 취소할 수 없습니다.'), []);
    assert.deepEqual(failed('It is disabled by default.', '기본적으로 사용하지 않습니다.'), []);
    assert.deepEqual(failed('It is not allowed.', '금지됩니다.'), []);
    assert.deepEqual(failed('Use it without a token.', '토큰 없이 사용합니다.'), []);
    assert.deepEqual(failed('No files were found.', '파일을 찾을 수 없습니다.'), []);
    assert.deepEqual(failed('This prevents changes.', '변경되지 않도록 합니다.'), []);
    assert.deepEqual(failed('Only admins may do it.', '관리자만 할 수 있습니다.'), []);
  });
  test('what only looks like a denial is none', () => {
    assert.deepEqual(failed('It is not only fast but also small.', '빠를 뿐만 아니라 작습니다.'), []);
    assert.deepEqual(failed('Whether or not it is open.', '열려 있는지 여부.'), []);
    assert.deepEqual(failed('See No. 5.', '5번을 참조하세요.'), []);
    assert.deepEqual(failed('It shows the change over the period.', '기간 동안의 변화를 보여 줍니다.'), []);
    assert.deepEqual(failed('Read the security guide.', '보안 안내서를 읽습니다.'), []);
  });
  test('what is advised against is not advised', () => {
    assert.deepEqual(failed('We recommend against washing it.', '세탁하는 것이 좋습니다.'), [
      ['recommend against', ''],
    ]);
    assert.deepEqual(failed('We recommend against washing it.', '세탁하지 않는 것이 좋습니다.'), []);
    assert.deepEqual(failed('The guide discourages long names.', '안내서는 긴 이름을 권장합니다.'), [
      ['discourages', ''],
    ]);
    assert.deepEqual(failed('The guide discourages long names.', '안내서는 긴 이름을 지양합니다.'), []);
  });
  test('"disable" is no denial of its own', () => {
    assert.deepEqual(failed('Do not disable the alarm.', '경보를 비활성화합니다.'), [['not', '']]);
    assert.deepEqual(failed('Do not disable the alarm.', '경보를 비활성화하지 마세요.'), []);
    assert.deepEqual(failed('The alarm is disabled.', '경보가 비활성화됩니다.'), []);
  });
  test('what is not to be turned off is to be used', () => {
    assert.deepEqual(failed('Never turn the fan off.', '팬을 사용하지 마세요.'), [
      ['Never turn the fan off', '사용하지 마세요'],
    ]);
    assert.deepEqual(failed('Never turn the fan off.', '팬을 절대 끄지 마세요.'), []);
  });
  test('what is rare is hardly ever', () => {
    assert.deepEqual(failed('The seal is rarely changed.', '패킹은 거의 바꾸지 않습니다.'), []);
    assert.deepEqual(failed('패킹을 바꿀 일은 거의 없습니다.', 'It is rare to change the seal.', 'en'), []);
  });
  test('each half of a contrast denies what its own does', () => {
    const en = 'The old form is still supported but no longer recommended.';
    assert.deepEqual(failed(en, '이전 형식은 여전히 지원되지 않지만 더 이상 권장되지 않습니다.'), [['', '않']]);
    assert.deepEqual(failed(en, '이전 형식은 여전히 지원되지만 더 이상 권장되지 않습니다.'), []);
    const ko = '이전 형식은 아직 지원되지만 더 이상 권장하지 않습니다.';
    assert.deepEqual(failed(ko, 'The old form is not yet supported, but is no longer recommended.', 'en'), [
      ['', 'not'],
    ]);
    assert.deepEqual(failed(ko, 'The old form is still supported but no longer recommended.', 'en'), []);
  });
  test('so does each half of a concession, in whichever order it is said', () => {
    const source = 'The format is still supported, although we no longer test it.';
    assert.equal(failed(source, '이 형식은 여전히 지원되지 않지만, 더 이상 테스트하지 않습니다.').length, 1);
    assert.deepEqual(failed(source, '이 형식은 여전히 지원되지만 더 이상 테스트하지 않습니다.'), []);
    assert.deepEqual(failed(source, '더 이상 테스트하지 않지만 이 형식은 여전히 지원됩니다.'), []);
    const other = 'Although we no longer test it, the format is supported.';
    assert.equal(failed(other, '더 이상 테스트하지 않지만 지원되지 않습니다.').length, 1);
    assert.deepEqual(failed(other, '더 이상 테스트하지 않지만 지원됩니다.'), []);
  });
  test('verbs of doing away deny nothing, in whatever form', () => {
    assert.deepEqual(failed('The old entries were deleted.', '오래된 항목을 없앴습니다.'), []);
    assert.deepEqual(failed('It gets rid of old entries.', '오래된 항목을 없앤 것입니다.'), []);
  });
  test('아직 alone denies nothing', () => {
    const source = 'You can undo it as long as nobody has seen it.';
    assert.deepEqual(failed(source, '아직 본 한 되돌릴 수 있습니다.'), [['nobody', '']]);
    assert.deepEqual(failed(source, '아직 아무도 보지 않았다면 되돌릴 수 있습니다.'), []);
  });
});
