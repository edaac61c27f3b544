import assert from 'node:assert/strict';
import { untranslated } from '../../../../../src/engine/tasks/translation/checks/untranslated';
import type { TextLanguage } from '../../../../../src/shared/protocol/text';

const failed = (source: string, target: string, to: TextLanguage = 'ko') =>
  untranslated({ source, target, to }).map(({ source, target }) => [source, target]);

suite('untranslated', () => {
  test('a word that is no name and came back fails', () => {
    assert.deepEqual(failed('Read the guide.', 'the 안내서를 읽습니다.'), [['the', 'the']]);
  });
  test('all that came back whole fails, unless it is a name', () => {
    assert.deepEqual(failed('Chemical formula: \ue000.', 'Chemical formula: \ue000.'), [['formula', 'formula']]);
    assert.deepEqual(failed('Visual Studio Code', 'Visual Studio Code'), []);
    assert.deepEqual(failed('curl', 'curl'), []);
    assert.deepEqual(failed('See what the cmdlet returns.', '이 cmdlet이 무엇을 반환하는지 봅니다.'), []);
  });
  test('a word of the page’s code is a name, but for ordinary words and their forms', () => {
    const inCode = (source: string, target: string, ...code: string[]) =>
      untranslated({ source, target, to: 'ko', known: { code: new Set(code) } }).map(({ source }) => source);
    const [source, target] = ['Open the notion in the root.', 'notion을 루트에서 엽니다.'];
    assert.deepEqual(inCode(source, target), ['notion']);
    assert.deepEqual(inCode(source, target, 'notion'), []);
    assert.deepEqual(inCode('Then install the tools.', 'install 도구를 설치합니다.', 'install'), ['install']);
    assert.deepEqual(inCode('Pass it by existing means.', 'existing 수단으로 전달합니다.', 'existing'), ['existing']);
  });
  test('a name that ends as a superlative does passes', () => {
    assert.deepEqual(failed('Run pytest from the root.', '루트에서 pytest를 실행합니다.'), []);
    assert.deepEqual(failed('Take the largest file.', 'largest 파일을 사용합니다.'), [['largest', 'largest']]);
  });
  test('a plural that a sentence begins with, and a greeting', () => {
    assert.deepEqual(failed('Tooltips were hard to read.', 'Tooltips이 읽기 어려웠습니다.'), [
      ['Tooltips', 'Tooltips'],
    ]);
    assert.deepEqual(failed('Windows are closed.', 'Windows가 닫힙니다.'), []);
    assert.deepEqual(failed('Kubernetes has pods.', 'Kubernetes에는 파드가 있습니다.'), []);
    assert.deepEqual(failed('Hi Marta, I could not open it.', 'Hi Marta는 열 수 없었습니다.'), [['Hi', 'Hi']]);
    assert.deepEqual(failed('Hi Marta, I could not open it.', '안녕하세요 Marta, 열 수 없었습니다.'), []);
  });
  test('names and quoted titles pass', () => {
    assert.deepEqual(failed('Use npm.', 'npm을 사용합니다.'), []);
    assert.deepEqual(failed('See "Code of Conduct".', '"Code of Conduct"를 참조하세요.'), []);
  });
});
