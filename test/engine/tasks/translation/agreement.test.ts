import assert from 'node:assert/strict';
import { agreement } from '../../../../src/engine/tasks/translation/agreement';

const check = (source: string, target: string, missing: number, invented: number) =>
  assert.deepEqual(agreement(source, target), { missing, invented });

suite('agreement', () => {
  test('the same numbers and names agree', () =>
    check('Version 3.14 of GitHub needs 1,000 MB.', 'GitHub 버전 3.14에는 1000MB가 필요합니다.', 0, 0));
  test('a number that is lost is missing', () => check('Wait 30 seconds, then 5.', '30초 기다립니다.', 1, 0));
  test('a number that is changed is missing and invented', () => check('It takes 30 days.', '20일 걸립니다.', 1, 1));
  test('a number said twice must be there twice', () => check('1 of 1', '1개', 1, 0));
  test('a name that is lost is missing', () => check('Open the API of macOS.', '엽니다.', 2, 0));
  test('a name that is made up is invented', () => check('파일을 엽니다.', 'Open the XML file.', 0, 1));
  test('ordinary words may be translated', () => check('Open the file in Settings.', '설정에서 파일을 엽니다.', 0, 0));
});
