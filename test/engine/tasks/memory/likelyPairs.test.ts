import assert from 'node:assert/strict';
import { likelyPairs } from '../../../../src/engine/tasks/memory/likelyPairs';
import { Seq2seqModel } from '../../../../src/engine/tasks/seq2seqModel';
import type { Seq2seqTools } from '../../../../src/engine/tasks/seq2seqTools';
import { neverCancelled } from '../../../../src/util/async';
import { hasSeq2seqWeights, seq2seqDir } from '../../../support/tinySeq2seq';

const install = [
  { en: 'Install the package with the command below.', ko: '아래 명령으로 패키지를 설치합니다.' },
  { en: 'Open the settings and choose a language.', ko: '설정을 열고 언어를 선택합니다.' },
  { en: 'The server stores the file in a folder.', ko: '서버는 파일을 폴더에 저장합니다.' },
  { en: 'Restart the application after each update.', ko: '업데이트할 때마다 응용 프로그램을 다시 시작합니다.' },
  { en: 'Delete the old version before you continue.', ko: '계속하기 전에 이전 버전을 삭제합니다.' },
];
const garden = [
  '토마토는 햇볕이 잘 드는 곳에서 자랍니다.',
  '물은 아침마다 한 번씩 줍니다.',
  '겨울에는 뿌리를 짚으로 덮어 둡니다.',
  '벌레가 보이면 잎을 닦아 냅니다.',
  '가을이 오면 씨앗을 말려서 모읍니다.',
];
const beside = install.map(({ en }, n) => ({ en, ko: garden[n]! }));

suite('pairs of two pages', () => {
  let model: Seq2seqModel | undefined;
  let tools: Seq2seqTools;

  suiteSetup(async function () {
    if (!hasSeq2seqWeights) this.skip();
    model = await Seq2seqModel.open(seq2seqDir, { threads: 1 });
    tools = await model.tools;
  });
  suiteTeardown(() => model?.dispose());

  test('that translate each other are told from those that stand beside each other', () => {
    assert.deepEqual(likelyPairs(install, tools), install);
    assert.deepEqual(likelyPairs(beside, tools), []);
  });

  test('a sentence that stands beside another by chance is left out of a page that is a translation', () => {
    assert.deepEqual(likelyPairs([...install, beside[0]!], tools), install);
  });

  test('of few words, or without a lexicon, nothing is said', () => {
    const short = [
      { en: 'Garden tools', ko: '새 서버' },
      { en: 'type: `plugin | build | preview`', ko: '타입: `plugin | build | preview`' },
    ];
    assert.deepEqual(likelyPairs(short, tools), short);
    const { lexicon: _, ...without } = tools;
    assert.deepEqual(likelyPairs(beside, without), beside);
  });

  test('pages that only have a pair’s names are nobody’s memory', async () => {
    const pages = (name: string, korean: readonly string[]) => ({
      kind: 'pages' as const,
      name,
      source: install.map(({ en }) => en).join('\n\n'),
      translation: korean.join('\n\n'),
      format: 'markdown' as const,
    });
    const documents = [
      pages(
        'a',
        install.map(({ ko }) => ko),
      ),
      pages('b', garden),
    ];
    const result = await model!.remember({ forget: true, documents, known: [] }, neverCancelled);
    assert.deepEqual(
      result!.read.map(({ name, pairs }) => [name, pairs.length > 0]),
      [
        ['a', true],
        ['b', false],
      ],
    );
  });
});
