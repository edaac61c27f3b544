import assert from 'node:assert/strict';
import { EnglishWords } from '../../../../src/engine/languages/englishWords';
import { WordList } from '../../../../src/engine/languages/wordList';
import {
  describeTranslation,
  keptSentence,
  targetOf,
} from '../../../../src/engine/tasks/translation/describeTranslation';
import { type Choosing, SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import { neverCancelled, yieldToEventLoop } from '../../../../src/util/async';
import { parrotTranslator } from '../../../support/parrotTranslator';

const tools = parrotTranslator({
  'The cat sat.': '고양이가 앉았습니다.',
  'See \ue000 and \ue001.': '\ue001 및 \ue000 참조.',
  'Lost \ue000.': '잃었습니다.',
});
const translator = new SentenceTranslator(tools, 'ko');

async function translate(...plains: string[]) {
  const sources = plains.map((plain) => translator.place(plain));
  return (await translator.translate(sources, 3, neverCancelled, yieldToEventLoop))!;
}

suite('SentenceTranslator', () => {
  test('asks with the direction, the origin and the end around the text', () => {
    const { specials, tokenizer } = tools;
    const { source } = translator.request(translator.place('The cat'));
    assert.deepEqual(source, [specials.toKo, specials.human, ...tokenizer.encode('The cat'), specials.end]);
    const other = new SentenceTranslator(tools, 'en');
    assert.equal(other.request(other.place('고양이')).source[0], specials.toEn);
  });

  test('the lexicon is asked for the words of the source, and speaks where the model looks at one', () => {
    const asked: [string, string][] = [];
    const contextsOf = (stem: string, to: string) => {
      asked.push([stem, to]);
      return stem === 'cat' ? new Map([[tools.specials.start as number, [{ id: 99, weight: 0.5 }]]]) : undefined;
    };
    const knowing = new SentenceTranslator({ ...tools, lexicon: { contextsOf } }, 'ko');
    const { lexicon, source } = knowing.request(knowing.place('The cats sat'));
    assert.deepEqual(
      asked.filter(([stem]) => stem !== ''),
      ['the', 'cat', 'sat'].map((stem) => [stem, 'ko']),
    );
    const words = tools.tokenizer.encode('The').length;
    const look = Float32Array.from(source, (_, n) => Number(n === 2 + words));
    assert.deepEqual([...lexicon!.next(look, undefined, 0).keys()], [99]);
    assert.equal(
      lexicon!.next(
        Float32Array.from(source, (_, n) => Number(n === 2)),
        undefined,
        0,
      ).size,
      0,
    );
  });

  test('translates several sentences at once, each with its words and how sure they are', async () => {
    const [cat, see] = await translate('The cat sat.', 'See \ue000 and \ue001.');
    assert.equal(cat?.plain, '고양이가 앉았습니다.');
    assert.deepEqual(
      cat?.words.map(({ start, end }) => cat.plain.slice(start, end)),
      ['고양이가', '앉았습니다'],
    );
    assert.ok(cat.confidence > 0.99 && !cat.isCut);
    assert.equal(see?.plain, '\ue001 및 \ue000 참조.');
    assert.deepEqual(see?.words[0]?.sources, [{ start: 10, end: 11 }]);
  });

  test('of a beam’s targets the one is taken that leads back to the source', async () => {
    const sat =
      '앉아 있던 개가 저녁이 되어 마당에서 나와 집으로 돌아왔고 그 다음 날에도 아침 일찍부터 다시 마당으로 나갔습니다.';
    const ran =
      '뛰어놀던 개가 저녁이 되어 마당에서 나와 집으로 돌아왔고 그 다음 날에도 아침 일찍부터 다시 마당으로 나갔습니다.';
    const install =
      '설치는 서버를 시작하기 전에 먼저 \ue001에서 \ue000 도구로 하고 그 다음에는 서버가 멈출 때까지 다시 하지 않습니다.';
    const run =
      '실행은 서버를 시작하기 전에 먼저 \ue001에서 \ue000 도구로 하고 그 다음에는 서버가 멈출 때까지 다시 하지 않습니다.';
    const english = (verb: string) =>
      `The dog that ${verb} came out of the garden in the evening and went home and left early the next morning.`;
    const use = (first: string, second: string) =>
      `Before the server is started, run ${first} in ${second}, and then do not run it again until the server stops.`;
    const dogs = new SentenceTranslator(
      parrotTranslator({
        [english('ran')]: [sat, ran],
        [sat]: english('sat'),
        [ran]: english('ran'),
        [use('\ue000', '\ue001')]: [install, run],
        [run.replace('\ue001', '?').replace('\ue000', '\ue001').replace('?', '\ue000')]: use('\ue001', '\ue000'),
      }),
      'ko',
    );
    const say = async (plain: string, beams: number) =>
      (await dogs.translate([dogs.place(plain)], beams, neverCancelled, yieldToEventLoop))![0]!.plain;
    assert.equal(await say(english('ran'), 1), sat);
    assert.equal(await say(english('ran'), 4), ran);
    assert.equal(await say(use('\ue000', '\ue001'), 4), run);
  });

  test('a target far behind the best is not taken for its way back', async () => {
    const cats = new SentenceTranslator(parrotTranslator({ Cat: ['개', '고양이'], 개: 'Dog', 고양이: 'Cat' }), 'ko');
    const [cat] = (await cats.translate([cats.place('Cat')], 4, neverCancelled, yieldToEventLoop))!;
    assert.equal(cat?.plain, '개');
  });

  test('by probability alone the likeliest is taken and trusted, whatever it says', async () => {
    const tools = parrotTranslator({ 'Do not delete it.': ['삭제합니다.', '삭제하지 마세요.'] });
    const say = async (choosing: Choosing) => {
      const translator = new SentenceTranslator(tools, 'ko', choosing);
      return (await translator.translate(
        [translator.place('Do not delete it.')],
        4,
        neverCancelled,
        yieldToEventLoop,
      ))![0]!;
    };
    assert.equal((await say('checks')).plain, '삭제하지 마세요.');
    const likeliest = await say('probability');
    assert.equal(likeliest.plain, '삭제합니다.');
    assert.ok(likeliest.confidence > 0.5 && likeliest.failed.length === 1);
  });

  test('a word that does not exist is marked; no other target is taken for it', async () => {
    const parrot = parrotTranslator({ '보관했습니다.': ['It was archiveed.', 'It was deleted.'] });
    const tools = { ...parrot, english: new EnglishWords(new WordList('it was deleted archive'.split(' '))) };
    const archive = new SentenceTranslator(tools, 'en');
    const source = archive.place('보관했습니다.');
    const [written] = (await archive.translate([source], 4, neverCancelled, yieldToEventLoop))!;
    assert.equal(written?.plain, 'It was archiveed.');
    assert.deepEqual(written?.failed, [{ check: 'noWord', source: '', target: 'archiveed' }]);
    assert.ok(written!.confidence <= 0.5);
  });

  test('what is kept is written once, also where the model would leave it out', async () => {
    const [lost] = await translate('Lost \ue000.');
    assert.equal(lost?.plain.split('\ue000').length, 2);
  });

  test('a sentence longer than the rows of training does not fit', () => {
    assert.ok(translator.fits('word '.repeat(50)));
    assert.ok(!translator.fits('word '.repeat(150)));
  });
});

suite('describeTranslation', () => {
  const plain = 'See \ue000 now.';
  const source = {
    start: 10,
    end: 30,
    plain,
    atoms: ['`code`'],
    spans: [],
    offsets: [10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 25],
  };

  test('ranges of words end behind the word, not before the next', () => {
    const offsets = [0, 1, 4, 5, 11, 12, 13, 14, 15];
    const words = [
      { start: 0, end: 2, sources: [{ start: 6, end: 9 }], probability: 0.5 },
      { start: 3, end: 4, sources: [{ start: 4, end: 5 }], probability: 1 },
    ];
    const written = { plain: '지금 \ue000 봐라', words, confidence: 0.7, failed: [], isCut: false, tokens: 4 };
    const rendered = { before: '\n', text: '지금** `code` 봐라', offsets };
    const said = describeTranslation(source, written, rendered, 100);
    assert.deepEqual(said.target, { start: 100, end: 100 + rendered.text.length });
    assert.deepEqual(said.words, [
      { target: { start: 100, end: 102 }, sources: [{ start: 21, end: 24 }], probability: 0.5, plainStart: 0 },
      { target: { start: 105, end: 111 }, sources: [{ start: 14, end: 20 }], probability: 1, plainStart: 3 },
    ]);
    assert.deepEqual([said.outcome, said.confidence, said.source], ['translated', 0.7, { start: 10, end: 30 }]);
    assert.equal(describeTranslation(source, { ...written, isCut: true }, rendered, 0).outcome, 'cut');
  });

  test('a sentence that is kept says so, and is rendered from its own text', () => {
    const kept = keptSentence(source);
    assert.deepEqual(targetOf(kept), { plain, links: [] });
    const rendered = { before: '', text: 'See `code` now.', offsets: source.offsets.map((offset) => offset - 10) };
    assert.deepEqual(describeTranslation(source, kept, rendered, 0).outcome, 'kept');
  });
});
