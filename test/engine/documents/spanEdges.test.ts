import assert from 'node:assert/strict';
import { characterRange } from '../../../src/engine/documents/spanEdges';

/** What of `target` the markup of `<...>` in `source` stands around, were it to have these words of it. */
function marked(source: string, target: string, [start, end]: readonly [number, number]): string {
  const span = { start: source.indexOf('<'), end: source.indexOf('>') - 1, open: '**', close: '**' };
  const words = [...target.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
  const plain = source.replace(/[<>]/g, '');
  const sentence = { start: 0, end: plain.length, plain, atoms: [], spans: [span], offsets: [] };
  const range = characterRange(span, { start, end }, { source: sentence, target: { plain: target, links: [] }, words });
  return target.slice(range.start, range.end);
}

suite('characterRange', () => {
  test('leaves signs of the sentence outside', () => {
    assert.equal(marked('Save <the file>.', '파일을 저장하세요.', [0, 1]), '파일');
    assert.equal(marked('It is <done>.', '이것은 끝났습니다.', [1, 2]), '끝났습니다');
  });

  test('leaves a particle behind a name outside', () => {
    assert.equal(marked('Open <History> now.', '지금 History를 여세요.', [1, 2]), 'History');
    assert.equal(marked('It ends on <March 5>.', '3월 5일에 끝납니다.', [0, 2]), '3월 5일');
    assert.equal(marked('Use <step 5>.', '단계 5를 씁니다.', [0, 2]), '단계 5');
  });

  test('leaves a particle behind a noun outside, but where the span says it itself', () => {
    assert.equal(marked('A <draft> is discarded.', '초안이 삭제됩니다.', [0, 1]), '초안');
    assert.equal(marked('Sign in as <guest>.', '게스트로 로그인합니다.', [0, 1]), '게스트');
    assert.equal(marked('Put it <in the root folder>.', '루트 폴더에 넣습니다.', [0, 2]), '루트 폴더에');
    assert.equal(marked('Use it <within> a file.', '파일 내에서 씁니다.', [1, 2]), '내에서');
    assert.equal(marked('Name it <explicitly>.', '이름을 명시적으로 씁니다.', [1, 2]), '명시적으로');
    assert.equal(marked('The <existing> file.', '있는 파일입니다.', [0, 1]), '있는');
  });

  test('leaves a bracket outside that the sentence opened', () => {
    assert.equal(marked('Words (see <the list>) count.', '단어(목록 참조)가 중요합니다.', [0, 2]).includes('('), true);
    assert.equal(marked('목록(<링크>)을 보세요.', 'See the list (the link) here.', [3, 5]), 'link');
  });

  test('has the quote that ends inside and begins right before', () => {
    assert.equal(marked('See <the page on "Forms"> there.', '거기 “양식” 문서를 보세요.', [1, 3]), '“양식” 문서');
  });

  test('leaves an article outside, but where the sentence begins', () => {
    assert.equal(marked('<프로필> 단추를 누릅니다.', 'Press the profile button.', [1, 3]), 'profile');
    assert.equal(marked('<프로필 단추>를 누릅니다.', 'The profile button is pressed.', [0, 3]), 'The profile button');
  });

  test('leaves an English preposition outside where Korean has a particle behind', () => {
    assert.equal(marked('<설정>에서 바꿉니다.', 'Change it in settings.', [2, 4]), 'settings');
    assert.equal(marked('<설정에서> 바꿉니다.', 'Change it in settings.', [2, 4]), 'in settings');
  });

  test('of no words is the place where they would stand', () => {
    assert.equal(marked('A <b>.', '가 나.', [1, 1]), '');
  });
});
