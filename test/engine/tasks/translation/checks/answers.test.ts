import assert from 'node:assert/strict';
import { answers } from '../../../../../src/engine/tasks/translation/checks/answers';

const failed = (source: string, target: string, to: 'en' | 'ko' = 'ko') =>
  answers({ source, target, to }).map((each) => each.source);

suite('answers', () => {
  test('an answer that is gone or something else fails', () => {
    assert.deepEqual(failed('Does it run? Yes, on macOS 12.', '실행합니까? 예를 들어 macOS 12에서.'), ['Yes']);
    assert.deepEqual(failed('No, it cannot.', '할 수 없습니다.'), []);
    assert.deepEqual(failed('No, it stays open.', '열려 있습니다.'), ['No']);
    assert.deepEqual(failed('네, 됩니다.', 'It can be used.', 'en'), ['네']);
    assert.deepEqual(failed('아니요, 남습니다.', 'It stays.', 'en'), ['아니요']);
  });
  test('answers and other words pass', () => {
    assert.deepEqual(failed('Yes, it runs.', '예, 실행됩니다.'), []);
    assert.deepEqual(failed('Yes: it runs.', '네. 실행됩니다.'), []);
    assert.deepEqual(failed('Press Yes, then Next.', '다음을 누릅니다.'), []);
    assert.deepEqual(failed('No. 5 is the best.', '5번이 가장 좋습니다.'), []);
    assert.deepEqual(failed('예, 됩니다.', 'Yes, it can.', 'en'), []);
    assert.deepEqual(failed('예를 누릅니다.', 'Press it.', 'en'), []);
  });
});
