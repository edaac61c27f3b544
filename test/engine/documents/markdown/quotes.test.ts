import assert from 'node:assert/strict';
import { curlyBeforeParticles } from '../../../../src/engine/documents/markdown/quotes';
import { cellsOf } from '../../../../src/engine/documents/targetCells';

const written = (plain: string) =>
  curlyBeforeParticles(cellsOf(plain, [{ raw: '`x`' }], []))
    .map(({ raw }) => raw)
    .join('');

suite('curlyBeforeParticles', () => {
  for (const [plain, expected] of [
    ['"설정"을 여세요.', '“설정”을 여세요.'],
    ["'설정'과 '보기'를 누르세요.", '‘설정’과 ‘보기’를 누르세요.'],
    ['"설정" 페이지와 "예".', '"설정" 페이지와 "예".'],
    ['"\ue000"를 봅니다.', '“`x`”를 봅니다.'],
    ["사용자's 설정", "사용자's 설정"],
    ['5" 화면', '5" 화면'],
  ] as const)
    test(plain, () => assert.equal(written(plain), expected));
});
