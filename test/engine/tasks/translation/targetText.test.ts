import assert from 'node:assert/strict';
import { repairedTarget } from '../../../../src/engine/tasks/translation/targetText';

const check = (source: string, target: string, wanted: string) =>
  assert.equal(repairedTarget(source, target, 'ko'), wanted);

suite('repairedTarget', () => {
  test('a counter that is said twice is said once', () => {
    assert.equal(repairedTarget('Up to 50 people.', '최대 50개개를 받습니다.', 'ko'), '최대 50개를 받습니다.');
    assert.equal(repairedTarget('3 objects.', '3개개체입니다.', 'ko'), '3개개체입니다.');
  });
  test('the source’s final mark instead of another', () => {
    check('The files:', '파일입니다.', '파일입니다:');
    check('Installation', '설치.', '설치');
    check('Open it!', '여세요.', '여세요!');
    check('It is open.', '열려 있습니다', '열려 있습니다.');
    check('(It is open.)', '(열려 있습니다)', '(열려 있습니다.)');
  });
  test('a question is neither made nor unmade', () => {
    check('Is it open?', '열려 있습니다.', '열려 있습니다.');
    check('It is open.', '열려 있습니까?', '열려 있습니까?');
  });
  test('an abbreviation keeps its point', () => check('Example Inc', 'Example Inc.', 'Example Inc.'));
  test('a welcome is one', () =>
    check('Welcome to the team!', '팀에 오신을 환영합니다!', '팀에 오신 것을 환영합니다!'));
  test('free space is unused', () => check('Free space:', '무료 공간:', '여유 공간:'));
  test('particles get their form', () => check('a rule', '규칙를', '규칙을'));
  test('a name with capitals in it is written as the source writes it', () => {
    assert.equal(repairedTarget('SWD와 JTAG 장치', 'Swd and jtag devices', 'en'), 'SWD and JTAG devices');
    assert.equal(repairedTarget('GitHub과 파일', 'github and a File', 'en'), 'GitHub and a File');
    check('IT and it differ.', 'it은 다릅니다.', 'it은 다릅니다.');
    check('READ THE FILE', 'file 읽기', 'file 읽기');
    check('What onnxruntime sends', 'Onnxruntime이 보내는 것', 'onnxruntime이 보내는 것');
    check('See the github page', 'GitHub 페이지', 'GitHub 페이지');
    assert.equal(repairedTarget('onnxruntime의 파일', 'Onnxruntime files', 'en'), 'Onnxruntime files');
  });
});
