import assert from 'node:assert/strict';
import { koreanWelcome, withKoreanWelcome } from '../../../src/engine/languages/welcomes';

suite('koreanWelcome', () => {
  test('to a name', () => {
    assert.equal(koreanWelcome('Welcome to Mattermost'), 'Mattermost에 오신 것을 환영합니다');
    assert.equal(koreanWelcome('Welcome to Python 3.12'), undefined);
    assert.equal(koreanWelcome('Welcome to Django Grafana'), 'Django Grafana에 오신 것을 환영합니다');
    assert.equal(koreanWelcome('Welcome to jQuery'), 'jQuery에 오신 것을 환영합니다');
  });
  test('to nothing that has words in it', () => {
    for (const text of [
      'Welcome to the team',
      'Welcome to Our Documentation',
      'Welcome to',
      'You are welcome to Zulip',
    ])
      assert.equal(koreanWelcome(text), undefined, text);
  });
});

suite('withKoreanWelcome', () => {
  const check = (target: string, wanted: string, source = 'Welcome to it!') =>
    assert.equal(withKoreanWelcome(source, target), wanted);
  test('what is no form becomes one', () => {
    check('팀에 오신을 환영합니다!', '팀에 오신 것을 환영합니다!');
    check('새 사이트에 오신신', '새 사이트에 오신 것을 환영합니다');
    check('파이썬 3.12에 오신 종료', '파이썬 3.12에 오신 것을 환영합니다');
    check('OpenStack을 환영합니다.', 'OpenStack에 오신 것을 환영합니다.');
    check('OpenStack을 종료합니다.', 'OpenStack에 오신 것을 환영합니다.');
    check('두 번째 부분에 오신을 환영합니다. 앱입니다.', '두 번째 부분에 오신 것을 환영합니다. 앱입니다.');
  });
  test('what is right, and what welcomes nobody, stays', () => {
    for (const text of [
      '팀에 오신 것을 환영합니다.',
      '팀에 오신 여러분을 환영합니다.',
      '환영합니다!',
      '방문을 환영합니다.',
    ])
      check(text, text);
    check('기여를 환영합니다.', '기여를 환영합니다.', 'Contributions are welcome.');
  });
});
