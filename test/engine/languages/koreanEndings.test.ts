import assert from 'node:assert/strict';
import { isNoteBeside, isRightBeside } from '../../../src/engine/languages/koreanEndings';

suite('ends of Korean words beside others', () => {
  test('a bare stem is no word where another end stands', () => {
    assert.ok(isRightBeside('포함돼', '포함되'));
    assert.ok(isRightBeside('노출돼', '노출되'));
    assert.ok(!isRightBeside('되', '돼'));
    assert.ok(!isRightBeside('포함되', '포함돼'));
    assert.ok(!isRightBeside('돼', '되'));
  });

  test('는 may be said together with what is before it', () => {
    for (const [word, other] of [
      '쓰기엔 쓰기에',
      '그땐 그때',
      '때론 때로',
      '서버에선 서버에서',
      '사용자에겐 사용자에게',
      '건 거',
    ].map((each) => each.split(' ')))
      assert.ok(isRightBeside(word!, other!), word);
    assert.ok(!isRightBeside('서버의', '서버에'));
    assert.ok(!isRightBeside('하는', '하느'));
    assert.ok(!isRightBeside('파일은', '파일을'));
  });

  test("a note's end is a noun", () => {
    assert.ok(isNoteBeside('독립적임', '독립적인'));
    assert.ok(isNoteBeside('지원함', '지원한'));
    assert.ok(!isNoteBeside('지원한', '지원함'));
  });
});
