import assert from 'node:assert/strict';
import { unitOfFigure } from '../../../../../src/engine/tasks/translation/checks/unitOfFigure';

const failed = (source: string, target: string, to: 'en' | 'ko' = 'ko') =>
  unitOfFigure({ source, target, to }).map((each) => [each.source, each.target]);

suite('unitOfFigure', () => {
  test('a figure with the unit of another one fails', () => {
    assert.deepEqual(
      failed('Hooks are sent up to five times within 24 hours.', '훅은 24시간 내에 5시간까지 전송됩니다.'),
      [['five times', '5시간']],
    );
    assert.deepEqual(failed('A class has 25 students.', '학급에는 25년이 있습니다.'), [['25 students', '25년']]);
    assert.deepEqual(failed('분당 60회 보냅니다.', 'It is sent 60 days per minute.', 'en'), [['60회', '60 days']]);
    assert.deepEqual(failed('Wait 1, 2 or 4 seconds, then 3 minutes.', '1, 2 또는 4초, 그다음 3초 기다립니다.'), [
      ['3 minutes', '3초'],
    ]);
  });
  test('a unit that is gone where its figure stays fails', () =>
    assert.deepEqual(
      failed('1분에서 30초로 바뀌었습니다.', 'It is replaced with 30 seconds in 1.', 'en').map(([source]) => source),
      ['1분'],
    ));
  test('a counter is no unit of what lasts', () => {
    assert.deepEqual(failed('It is 10 s instead of 30 s.', '30개 대신 10개입니다.'), [['10 s', '']]);
    assert.deepEqual(failed('It is 10 s now.', '이제 10 s입니다.'), []);
  });
  test('the same unit, a counter for what is counted, lists and ranges pass', () => {
    assert.deepEqual(failed('It is tried five times within 24 hours.', '24시간 안에 5회 시도합니다.'), []);
    assert.deepEqual(failed('It took three attempts.', '3번 시도했습니다.'), []);
    assert.deepEqual(failed('After 1, 2, 4 and 8 seconds.', '1, 2, 4, 8초 후에.'), []);
    assert.deepEqual(failed('It takes 30 to 60 seconds.', '30~60초 걸립니다.'), []);
    assert.deepEqual(failed('Ten working days.', '영업일 기준 10일.'), []);
    assert.deepEqual(failed('2025년 3월 5일부터 30분 동안', 'From March 5, 2025, for 30 minutes', 'en'), []);
    assert.deepEqual(failed('3D 그래픽과 5 GB', '3D graphics and 5 GB', 'en'), []);
    assert.deepEqual(failed('It draws 3D graphics.', '3D 그래픽을 그립니다.'), []);
    assert.deepEqual(failed('값이 3일 경우', 'if the value is 3', 'en'), []);
  });
  test('a rate without what it is by fails', () => {
    assert.deepEqual(failed('60 requests per minute are allowed.', '60개 요청이 허용됩니다.'), [['per minute', '']]);
    assert.deepEqual(failed('시간당 350 ml를 씁니다.', 'It uses 350 ml per time.', 'en'), [['시간당', '']]);
    assert.deepEqual(failed('60 requests per minute are allowed.', '분당 60개 요청이 허용됩니다.'), []);
    assert.deepEqual(failed('Sends 60 requests per second.', '1초에 60개를 보냅니다.'), []);
  });
  test('a figure with nothing behind it gets no unit, but where the sentence has one', () => {
    assert.deepEqual(failed('The default is seven.', '기본값은 7일입니다.'), [['seven', '7일']]);
    assert.deepEqual(failed('기본값은 7입니다.', 'The default is 7 days.', 'en'), [['7', '7 days']]);
    assert.deepEqual(failed('The number of days is 7.', '일수는 7일입니다.'), []);
    assert.deepEqual(failed('It ends at 9.', '9시에 끝납니다.'), []);
    assert.deepEqual(failed('The default is seven.', '기본값은 7개입니다.'), []);
  });
});
