import assert from 'node:assert/strict';
import { repeats } from '../../../../../src/engine/tasks/translation/checks/repeats';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  repeats({ source, target, to }).map(({ check, source, target }) => [check, source, target]);

suite('repeats', () => {
  test('a word said twice in a row is told', () => {
    assert.deepEqual(failed('We made a change history list.', '기록 기록 목록을 만들었습니다.'), [
      ['repeated', '', '기록 기록'],
    ]);
    assert.equal(failed('Plug in the phone.', '전화 전화에 연결하세요.').length, 1);
    assert.equal(failed('This has a meaning.', '의미가 의미가 있습니다.').length, 1);
    assert.deepEqual(failed('나머지를 막습니다.', 'It blocks the rest of the rest.', 'en'), [
      ['repeated', '', 'rest of the rest'],
    ]);
    assert.equal(failed('어떻게 감소하는지', 'How to decrease or decrease it', 'en').length, 1);
  });
  test('a target that goes in circles is told', () => {
    const round = '빵과 같은 우유와 같은 소금과 같은 우유와 같은 설탕과 같은 우유와 같은 기름입니다.';
    assert.equal(failed('Bread, milk and others.', round).length, 1);
    assert.equal(
      failed('빵과 우유입니다.', 'This is the kind of bread, the kind of bread and the kind of bread.', 'en').length,
      1,
    );
    assert.deepEqual(
      failed('Buy 1 egg, 10 eggs or 100 eggs.', '달걀 1개를 사든 달걀 10개를 사든 달걀 100개를 사든.'),
      [],
    );
    assert.deepEqual(failed('See the overview.', 'See [the overview](overview/overview.md) of overviews.', 'en'), []);
  });
  test('how often something is done is said once, where the source says it once', () => {
    assert.equal(failed('Click Save twice to keep both.', '두 번 저장을 두 번 클릭하여 유지합니다.').length, 1);
    assert.equal(failed('저장을 두 번 누릅니다.', 'Press twice to save it twice.', 'en').length, 1);
    assert.deepEqual(
      failed('Press it twice, then wait and press it twice.', '두 번 누르고 기다린 뒤 두 번 누릅니다.'),
      [],
    );
    assert.equal(failed('Press it 3 times.', '3번 눌러 3번 실행합니다.').length, 1);
    assert.equal(failed('Press it three times within 10 seconds.', '세 번 눌러 세 번 실행합니다.').length, 1);
    assert.equal(failed('여러 번 누르세요.', 'Press many times, many times.', 'en').length, 1);
    assert.deepEqual(failed('Press it 3 times and wait three times.', '3번 누르고 3번 기다립니다.'), []);
    assert.deepEqual(failed('Two taps and two clicks.', '두 번 탭하고 두 번 클릭합니다.'), []);
    assert.deepEqual(failed('The second time you press it twice.', '두 번째로 두 번 누릅니다.'), []);
  });
  test('not where the source says it twice, too', () => {
    assert.deepEqual(failed('The parameter parameter is missing.', '매개변수 매개변수가 없습니다.'), []);
    assert.deepEqual(failed('Compare word by word.', '단어 단어를 비교합니다.'), []);
    assert.deepEqual(failed('목록의 목록을 만듭니다.', 'Make a list of list.', 'en'), []);
  });
  test('words that begin alike, and those that both languages repeat, are not the same word twice', () => {
    assert.deepEqual(failed('Letters and a string', '문자 문자열'), []);
    assert.deepEqual(failed('Then run the following command.', '그런 다음 다음 명령을 실행합니다.'), []);
    assert.deepEqual(failed('점점 많은 시간', 'More and more time', 'en'), []);
    assert.deepEqual(failed('액세스를 사용하여 액세스', 'Use access to access it', 'en'), []);
  });
});
