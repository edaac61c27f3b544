import assert from 'node:assert/strict';
import fc from 'fast-check';
import { projectSpans } from '../../../src/engine/documents/spanProjection';
import type { MarkedSpan, SourceSentence, TargetSentence } from '../../../src/engine/documents/translatable';

/** A source whose spans are written `*[...]*`-like: a letter names each. "a<b c>d" marks "b c". */
function sentence(marked: string): SourceSentence {
  const spans: MarkedSpan[] = [];
  const open: { span: MarkedSpan }[] = [];
  let plain = '';
  for (const character of marked) {
    if (character === '<') {
      const span = { start: plain.length, end: 0, open: '<', close: '>' };
      spans.push(span);
      open.push({ span });
    } else if (character === '>') open.pop()!.span.end = plain.length;
    else plain += character;
  }
  return { start: 0, end: marked.length, plain, atoms: [], spans, offsets: [] };
}

/** A target word by word: each word is followed by the index of the source word it came from, or by nothing. */
function target(source: SourceSentence, words: readonly (readonly [string, number?])[]): TargetSentence {
  const sources = [...source.plain.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  let plain = '';
  const links = words.map(([word, from], n) => {
    if (n > 0) plain += ' ';
    const start = plain.length;
    plain += word;
    if (from === undefined) return { target: { start, end: plain.length }, sources: [] };
    const ties = [{ ...sources[from]!, look: 0.8, back: 0.8, known: 0.5, knownBack: 0.5 }];
    return { target: { start, end: plain.length }, sources: [sources[from]!], ties };
  });
  return { plain, links };
}

function check(marked: string, words: readonly (readonly [string, number?])[], expected: string): void {
  const source = sentence(marked);
  const written = target(source, words);
  assert.equal(draw(written.plain, projectSpans(source, written)), expected);
}

function draw(plain: string, spans: readonly MarkedSpan[]): string {
  let text = '';
  for (let at = 0; at <= plain.length; at++) {
    text += spans
      .filter(({ end, start }) => end === at && end > start)
      .map(() => '>')
      .join('');
    text += spans
      .filter(({ start, end }) => start === at && end > start)
      .map(() => '<')
      .join('');
    text += plain[at] ?? '';
  }
  return text;
}

suite('projectSpans', () => {
  test('a name that the target has letter by letter keeps its markup to itself', () => {
    check(
      'To start, run <Docker> first.',
      [
        ['시작하려면', 0],
        ['먼저', 3],
        ['Docker를', 3],
        ['실행합니다.', 2],
      ],
      '시작하려면 먼저 <Docker>를 실행합니다.',
    );
    check(
      'This is rare in <C++> today.',
      [
        ['오늘날', 5],
        ['C++에서', 2],
        ['이것은', 4],
        ['드뭅니다.', 2],
      ],
      '오늘날 <C++>에서 이것은 드뭅니다.',
    );
  });

  test('a name is not its verb, wherever the model looked', () => {
    check(
      'To restore a file, open <History>.',
      [['파일을', 3], ['복원하려면', 1], ['기록을'], ['엽니다.', 5]],
      '파일을 복원하려면 <기록>을 엽니다.',
    );
  });

  test('quotes at one end of marked words take the other with them', () => {
    check(
      'The <"draft" label> means that.',
      [
        ['"초안"', 1],
        ['레이블은', 0],
        ['그것입니다.', 4],
      ],
      '<"초안"> 레이블은 그것입니다.',
    );
  });

  test('a bracket that opens behind a word is no part of it', () => {
    check(
      '<ACSD-5> (for Adobe) fixes it',
      [['ACSD-5(Adobe', 0], ['Commerce)', 2], ['수정합니다', 3]], // biome-ignore format: short
      '<ACSD-5>(Adobe Commerce) 수정합니다',
    );
  });

  test('a span all in brackets is what the target has in brackets', () => {
    check(
      'Where it takes effect <(only on issues)>',
      [['효과(문제에만', 1], ['해당)', 0], ['있습니다', 2]], // biome-ignore format: short
      '효과<(문제에만 해당)> 있습니다',
    );
  });

  test('a particle behind a name, and a bracket that opened before it, are no part of it', () => {
    check(
      'Thanks to <Juho Nurminen> for it.',
      [
        ['이에', 4],
        ['Juho', 2],
        ['Nurminen에', 3],
        ['감사합니다.', 0],
      ],
      '이에 <Juho Nurminen>에 감사합니다.',
    );
    check(
      'Zachary Scott (<@_zzak>) works.',
      [
        ['Zachary', 0],
        ['Scott(@_zzak)는', 1],
        ['일합니다.', 3],
      ],
      'Zachary Scott(<@_zzak>)는 일합니다.',
    );
  });

  test('of a name that is said twice the first has the markup', () => {
    check(
      '<Pitchfork>로 만듭니다.',
      [
        ['Create', 1],
        ['with', 0],
        ['Pitchfork', 0],
        ['with', 0],
        ['Pitchfork.', 0],
      ],
      'Create with <Pitchfork> with Pitchfork.',
    );
  });

  test('prepositions that Korean says behind the span are outside', () => {
    check(
      '<저장소>에서 만듭니다.',
      [
        ['Create', 1],
        ['it', 1],
        ['from', 0],
        ['the', 0],
        ['repository.', 0],
      ],
      'Create it from the <repository>.',
    );
    check(
      '<고객 지원 센터>을 참조하십시오.',
      [
        ['See', 3],
        ['Customer', 0],
        ['Care', 1],
        ['for', 2],
        ['it.', 3],
      ],
      'See <Customer Care> for it.',
    );
    check(
      '<1부터 4까지> 출력됩니다.',
      [
        ['Prints', 2],
        ['from', 0],
        ['1', 0],
        ['to', 1],
        ['4.', 1],
      ],
      'Prints <from 1 to 4>.',
    );
  });

  test('words that Korean writes apart for one of English stay together', () =>
    check(
      'It is a Vue <component> too.',
      [
        ['Vue', 3],
        ['구성', 4],
        ['요소이기도', 4],
        ['합니다.', 1],
      ],
      'Vue <구성 요소이기도> 합니다.',
    ));

  test('what joins a sentence to the one before is outside', () =>
    check(
      'Note that <hooks> also wait.',
      [
        ['또한', 2],
        ['훅은', 2],
        ['기다립니다.', 4],
      ],
      '또한 <훅은> 기다립니다.',
    ));

  test('the name of a control is all that stands before its kind', () => {
    check(
      'Click the <Add Rule> button.',
      [
        ['규칙', 3],
        ['추가', 4],
        ['단추를', 4],
        ['클릭합니다.', 0],
      ],
      '<규칙 추가> 단추를 클릭합니다.',
    );
  });

  test('a Korean word whose stem a span ends in is in it, particle and all', () => {
    check(
      '테이블의 <기본 키>입니다.',
      [['It'], ['is'], ['the'], ['primary', 1], ['key', 2], ['of'], ['the', 0], ['table.', 0]],
      'It is the <primary key> of the table.',
    );
    check(
      '자체 <상자>에서 실행됩니다.',
      [['It'], ['runs', 2], ['in', 1], ['its', 0], ['own', 0], ['box.', 1]],
      'It runs in its own <box>.',
    );
  });
  test('words that carry grammar draw no word away from what is marked', () => {
    const source = sentence('The job was <cancelled> by the user.');
    const at = (word: string) => ({ start: source.plain.indexOf(word), end: source.plain.indexOf(word) + word.length });
    const plain = '작업이 사용자가 취소되었습니다.';
    const tie = (word: string, look: number, back: number) => ({ ...at(word), look, back, known: 0, knownBack: 0 });
    const links = [
      { target: { start: 0, end: 3 }, sources: [at('job')], ties: [tie('job', 0.9, 0.9)] },
      {
        target: { start: 4, end: 8 },
        sources: [at('user')],
        ties: [tie('user', 0.5, 0.9), tie('cancelled', 0.4, 0.2)],
      },
      {
        target: { start: 9, end: plain.length },
        sources: [at('was')],
        ties: [tie('was', 0.5, 0.6), tie('cancelled', 0.4, 0.7)],
      },
    ];
    const [span] = projectSpans(source, { plain, links });
    assert.equal(plain.slice(span!.start, span!.end), '취소되었습니다');
  });
  test('what something is called has as many words as it was said with', () => {
    check(
      'It is called a <lock file>.',
      [
        ['이것은', 0],
        ['잠금', 4],
        ['파일이라고', 5],
        ['합니다.', 2],
      ],
      '이것은 <잠금 파일이라고> 합니다.',
    );
  });
  test('a part of a name that both have is that part, and a bracket that opened before closes behind it', () => {
    check(
      'Use at.js 1.<x> now.',
      [
        ['지금', 3],
        ['at.js', 1],
        ['1.x를', 2],
        ['쓰세요.', 0],
      ],
      '지금 at.js 1.<x>를 쓰세요.',
    );
    check(
      '이슈(<도움 필요> 참조)를 봅니다.',
      [
        ['See', 3],
        ['issues', 0],
        ['(help', 1],
        ['wanted)', 1],
        ['now.', 3],
      ],
      'See issues (<help wanted>) now.',
    );
  });

  test('an ordinal is whole', () => {
    check(
      'Test that <first> is it',
      [
        ['첫', 2],
        ['번째가', 0],
        ['그것입니다', 4],
      ],
      '<첫 번째>가 그것입니다',
    );
  });

  test('a span goes around the words that were made from its words', () => {
    check(
      'read the <whole log> now',
      [
        ['지금', 4],
        ['전체', 2],
        ['로그를', 3],
        ['읽으세요', 0],
      ],
      '지금 <전체 로그>를 읽으세요',
    );
  });

  test('what lies between two of its words comes with them when it is little, not when it is much', () => {
    check(
      '<a b c> d',
      [
        ['A', 0],
        ['D', 3],
        ['B', 1],
        ['C', 2],
      ],
      '<A D B C>',
    );
    check(
      '<a b c d> e',
      [
        ['A', 0],
        ['B', 1],
        ['E', 4],
        ['C', 2],
        ['D', 3],
      ],
      '<A B E C D>',
    );
    check(
      '<a b> c d e',
      [
        ['A', 0],
        ['C', 2],
        ['D', 3],
        ['E', 4],
        ['B', 1],
      ],
      '<A> C D E B',
    );
  });

  test('a span of the whole sentence stays that', () => {
    check('<One two.>', [['둘', 1], ['하나.']], '<둘 하나.>');
  });

  test('nested spans stay nested, and neighbours do not overlap', () => {
    check(
      '<a <b> c> d',
      [
        ['C', 2],
        ['B', 1],
        ['A', 0],
        ['D', 3],
      ],
      '<C <B> A> D',
    );
    check(
      '<a b> <c d>',
      [
        ['A', 0],
        ['C', 2],
        ['B', 1],
        ['D', 3],
      ],
      '<A C B> <D>',
    );
  });

  test('punctuation that the span does not have stays outside', () => {
    check(
      'see <it>, then',
      [
        ['(그것),', 1],
        ['그리고', 2],
      ],
      '(<그것>), 그리고',
    );
    check(
      'see <it.> then',
      [
        ['그것.', 1],
        ['그리고', 2],
      ],
      '<그것.> 그리고',
    );
  });

  test('where nothing is aligned the place in the sentence decides', () => {
    check('a b c <d>', [['A'], ['B'], ['C'], ['D']], 'A B C <D>');
  });

  test('a thing that is kept stays in its span, and out of others, with its particle', () => {
    check(
      'use <the \ue000 tool> or \ue001',
      [
        ['\ue001나', 4],
        ['\ue000를', 2],
        ['도구', 3],
        ['쓰세요', 0],
      ],
      '\ue001나 <\ue000를 도구> 쓰세요',
    );
  });

  test('every span is there once, inside what it was inside of, whatever the links say', () => {
    const shapes = ['<a> b <c d> e', '<a <b> <c d>> e', 'a <b <c <d>>> e', '<a b c d e>', '<a> <b> <c> <d> <e>'];
    const links = fc.array(fc.option(fc.nat(4), { nil: undefined }), { minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(fc.constantFrom(...shapes), links, (marked, from) => {
        const source = sentence(marked);
        const written = target(
          source,
          from.map((n) => (n === undefined ? (['word'] as const) : (['word', n] as const))),
        );
        const spans = projectSpans(source, written);
        assert.equal(spans.length, source.spans.length);
        for (const [n, one] of spans.entries()) {
          assert.ok(one.start < one.end && one.end <= written.plain.length);
          for (const [m, other] of spans.entries()) {
            if (m <= n) continue;
            const was = [source.spans[n]!, source.spans[m]!] as const;
            if (was[0].end >= was[1].end) assert.ok(one.start <= other.start && other.end <= one.end, 'nested');
            else assert.ok(one.end <= other.start || other.end <= one.start, 'apart');
          }
        }
      }),
    );
  });
});
