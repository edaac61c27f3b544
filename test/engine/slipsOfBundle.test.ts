// Slips that people really make, and clean sentences, with the shipped weights at the threshold that ships. The figures
// over held-out text: test/bench/slips.ts.

import assert from 'node:assert/strict';
import { MaskedModel } from '../../src/engine/tasks/fillMask/maskedModel';
import { slipThreshold } from '../../src/shared/slipThreshold';
import { neverCancelled } from '../../src/util/async';
import { hasMaskedWeights, maskedDir } from '../support/maskedBundle';

/** A sentence, and the slip with its mending. */
const slips: readonly (readonly [string, string, string])[] = [
  ['이렇게 하면 되요.', '되요', '돼요'],
  ['그렇게 해도 되요?', '되요', '돼요'],
  ['설정을 바꾸지 않아도 되서 편하다.', '되서', '돼서'],
  ['이 기능은 잘 돼고 있습니다.', '돼고', '되고'],
  ['먼저 설치가 되야 합니다.', '되야', '돼야'],
  ['다시 시작하면 안되요.', '안되요', '안돼요'],
  ['파일이 저장됬습니다.', '저장됬습니다', '저장됐습니다'],
  ['문제가 해결돼지 않았다.', '해결돼지', '해결되지'],
  ['몇일 동안 작업했습니다.', '몇일', '며칠'],
  ['제가 할께요.', '할께요', '할게요'],
  ['하지 안는 것이 좋습니다.', '안는', '않는'],
  ['않 되는 이유를 찾았다.', '않', '안'],
  ["The server keeps it's configuration in a file.", "it's", 'its'],
  ['Its important to restart the server.', 'Its', "It's"],
  ['They saved there files in the folder.', 'there', 'their'],
  ['The users said that their is a problem.', 'their', 'there'],
  ['Make sure your using the latest version.', 'your', "you're"],
  ["You should check you're settings first.", "you're", 'your'],
  ['This is better then the old one.', 'then', 'than'],
  ['Please check the mesage first.', 'mesage', 'message'],
  ['The configuraton is read at the start.', 'configuraton', 'configuration'],
  ['The committtee will meet on Monday.', 'committtee', 'committee'],
  ['We will meet tomorow at noon.', 'tomorow', 'tomorrow'],
];

const clean = [
  '이쪽이 더 나은데 왜 바꾸려고 하나요?',
  '며칠 동안 작업했습니다.',
  '이렇게 하면 돼요.',
  '설치가 되지 않으면 다시 시도하세요.',
  '먼저 설치가 돼야 합니다.',
  '함께 만들어 갑니다.',
  'The server keeps its configuration in a file, and it’s easy to change.',
  'They saved their files there, and they’re safe.',
  'Make sure you’re using your own account.',
  'Reopening a period also reopens all of its records.',
  'The committer merges the change and the tests are run again.',
];

suite('Slips, with the shipped weights', () => {
  let model: MaskedModel | undefined;

  suiteSetup(async function () {
    this.timeout(60_000);
    if (hasMaskedWeights()) model = await MaskedModel.open(maskedDir, { threads: 0 });
    else console.warn('    skipped: no weights in models/fill-mask, so no slips are looked for');
  });
  suiteTeardown(() => model?.dispose());

  async function find(text: string): Promise<string[][]> {
    const result = await model!.findSlips({ text, minLogRatio: slipThreshold }, neverCancelled);
    return result!.slips.map(({ range, replacements }) => [text.slice(range.start, range.end), replacements[0]!.text]);
  }

  for (const [text, wrong, meant] of slips)
    test(`${wrong}: ${meant} (${text})`, async function () {
      if (!model) return this.skip();
      assert.deepEqual(await find(text), [[wrong, meant]]);
    });

  for (const text of clean)
    test(`nothing in: ${text}`, async function () {
      if (!model) return this.skip();
      assert.deepEqual(await find(text), []);
    });
});
