import assert from 'node:assert/strict';
import { unitSigns } from '../../../src/engine/languages/unitSigns';

suite('unitSigns', () => {
  const isSign = (text: string) => new RegExp(`^(?:${unitSigns})$`).test(text);
  test('signs of amounts, times, sizes and shares', () => {
    for (const sign of ['MB', 'KiB', 'Mbps', 'GHz', 'ms', 's', 'µs', 'h', 'km', 'in', 'kg', 'mA', 'kWh', '°C', '%'])
      assert.ok(isSign(sign), sign);
  });
  test('no words, and no sign in other letters', () => {
    for (const text of ['', 'files', 'minutes', 'mb', 'KMs', '5']) assert.ok(!isSign(text), text);
  });
});
