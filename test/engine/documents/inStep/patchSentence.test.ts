import assert from 'node:assert/strict';
import { addressesIn, LinkHabits } from '../../../../src/engine/documents/inStep/links';
import {
  isAppliedAlready,
  isNameThatWordsFollow,
  patchSentence,
  saysTheSame,
} from '../../../../src/engine/documents/inStep/patchSentence';

const none = new LinkHabits();

suite('patchSentence', () => {
  const check = (old: string, next: string, target: string, wanted: string | undefined) =>
    assert.equal(patchSentence(old, next, target, none), wanted);

  test('code, numbers and versions go in, and the particle follows', () => {
    check(
      'Run `npm ci` now.',
      'Run `pnpm install` now.',
      '지금 `npm ci`를 실행하세요.',
      '지금 `pnpm install`을 실행하세요.',
    );
    check('It takes 3 minutes.', 'It takes 5 minutes.', '3분 걸립니다.', '5분 걸립니다.');
    check(
      'Needs Node v18.2 or later.',
      'Needs Node v20.19 or later.',
      'Node v18.2 이상이 필요합니다.',
      'Node v20.19 이상이 필요합니다.',
    );
  });

  test('of equal numbers the one that changed', () => {
    check('From 2 to 2 files.', 'From 2 to 7 files.', '2개에서 2개까지.', '2개에서 7개까지.');
  });

  test('a link goes in as the translation writes links', () => {
    check(
      'See [it](https://x.org/en/a/#one).',
      'See [it](https://x.org/en/b/#two).',
      '[그것](https://x.org/ko/a/#one)을 보세요.',
      '[그것](https://x.org/ko/b/#two)을 보세요.',
    );
    check('See [it](/a/).', 'See [it](/b/).', '[그것](/ko/a/)을 보세요.', '[그것](/ko/b/)을 보세요.');
    check('See [it](/a/#x).', 'See [it](/a/#y).', '[그것](/ko/a/#한글)을 보세요.', '[그것](/ko/a/#한글)을 보세요.');
  });

  test('words have to be written anew', () => {
    check('Use the `a` object.', 'Use the `a` array.', '`a` 객체를 쓰세요.', undefined);
    check('Run `a`.', 'Run `a` and `b`.', '`a`를 실행하세요.', undefined);
    check('Run `a`.', 'Run `b`.', '그것을 실행하세요.', undefined);
  });

  test('what was patched before stays as it is', () => {
    check('Run `a` 3 times.', 'Run `b` 3 times.', '`b`를 3번 실행하세요.', '`b`를 3번 실행하세요.');
    assert.ok(isAppliedAlready('Use `a`.', 'Use `a` and `b`.', '`a`와 `b`를 쓰세요.'));
    assert.ok(!isAppliedAlready('Use `a`.', 'Use `a` and `b`.', '`a`를 쓰세요.'));
  });

  test('quotes, commas, articles and slips of the pen change nothing', () => {
    assert.ok(saysTheSame('It "is" so.', 'It “is” so'));
    assert.ok(saysTheSame('Recieve the file.', 'Receive a file.'));
    assert.ok(!saysTheSame('It is on.', 'It is off.'));
    assert.ok(!saysTheSame('It is so.', 'Is it so?'));
    assert.ok(!saysTheSame('Enable it.', 'Disable it.'));
  });
});

suite('new markup', () => {
  test('code that is marked as such already is not marked twice', () => {
    const [old, next] = ['Swap window.document now.', 'Swap `window.document` now.'];
    const once = patchSentence(old, next, '이제 window.document를 바꾸세요.', none);
    assert.equal(once, '이제 `window.document`를 바꾸세요.');
    assert.equal(patchSentence(old, next, once, none), once);
  });
});

suite('words put together, and words marked as code', () => {
  test('one word written as two is the same, beside what is patched', () => {
    assert.ok(saysTheSame('Make it lowercase.', 'Make it lower case.'));
    assert.ok(!saysTheSame('Wait 1 2 hours.', 'Wait 12 hours.'));
    const [old, next] = ['- `v` (`any`): set in lowercase.', '- `v` (`T`): a text set in lower-case.'];
    assert.equal(
      patchSentence('- `v` (`any`): lowercase.', '- `v` (`T`): the lower case.', '- `v` (`any`): 소문자.', none),
      '- `v` (`T`): 소문자.',
    );
    assert.equal(patchSentence(old, next, '- `v` (`any`): 소문자.', none), undefined);
  });

  test('quotes that become part of code, and pieces that become one', () => {
    const [old, next] = ["Takes a key ('x.y' or 'x[y]').", "Takes a key (`'x.y'` or `'x[y]'`)."];
    assert.equal(patchSentence(old, next, '키를 받습니다.', none), '키를 받습니다.');
    assert.equal(
      patchSentence("Say 'x.y' now.", "Say `'x.y'` now.", "이제 'x.y'라고 하세요.", none),
      "이제 `'x.y'`라고 하세요.",
    );
  });

  test('a name is no sentence that was left in English', () => {
    assert.ok(isNameThatWordsFollow('### options.forward', '### Passing variables on'));
    assert.ok(isNameThatWordsFollow('# unset', '# unset with a path'));
    assert.ok(!isNameThatWordsFollow('# Acme', '# Acme Cloud'));
    assert.ok(!isNameThatWordsFollow('Left in plain English.', 'Left in rather plain English.'));
  });
});

suite('saysTheSame', () => {
  test('other forms of the same words, which Korean does not tell apart', () => {
    for (const [old, next] of [
      ['That including speed works.', 'That includes speed works.'],
      ['The file is here.', 'The files are here.'],
      ['Use any convention.', 'Use any conventions.'],
      ['It is not valid nor known.', 'It is not valid or known.'],
      ['Caching helps.', 'A cache helps.'],
    ] as const)
      assert.ok(saysTheSame(old, next), next);
    for (const [old, next] of [
      ['It is enabled.', 'It is disabled.'],
      ['Enabling it works.', 'Enabled it works.'],
      ['The site is here.', 'The sit is here.'],
      ['It works.', 'It does not work.'],
      ['Take this or that.', 'Take this and that.'],
    ] as const)
      assert.ok(!saysTheSame(old, next), next);
  });
});

suite('LinkHabits', () => {
  test('how folders, endings and known pages are written is learned', () => {
    const habits = new LinkHabits();
    habits.learn('[a](/guides/a/) [b](https://docs.x.org/en/b/)', '[a](/ko/guides/a/) [b](https://docs.x.org/ko/b/)');
    assert.equal(habits.rewrite('[c](/reference/c/#d)'), '[c](/ko/reference/c/#d)');
    assert.equal(
      habits.rewrite('<a href="https://docs.x.org/en/z/">z</a>'),
      '<a href="https://docs.x.org/ko/z/">z</a>',
    );
    assert.equal(habits.rewrite('[e](https://y.org/en/)'), '[e](https://y.org/en/)');
    const ended = new LinkHabits();
    ended.learn('[a](a.md)', '[a](a.ko.md)');
    assert.equal(ended.rewrite('[b](b/c.md#x)'), '[b](b/c.ko.md#x)');
    ended.learn('[l]: ./l.md#all\n\n![](./x.png)', '[l]: ./l.ko.md#모두\n\n![](./x.png)');
    assert.equal(ended.rewrite('[l]: ./l.md#every\n[m]: ./m.md'), '[l]: ./l.ko.md#every\n[m]: ./m.ko.md');
    assert.equal(ended.rewrite('![](./y.png)'), '![](./y.png)');
  });

  test('addresses are found in links, attributes, definitions and text', () => {
    const found = addressesIn('[a](b) <i src="c"> https://d.org/e.\n[f]: g/h');
    assert.deepEqual(
      found.map(({ text }) => text),
      ['b', 'c', 'https://d.org/e', 'g/h'],
    );
  });
});
