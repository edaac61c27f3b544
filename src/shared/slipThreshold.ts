// What a word's likeliest alternative must exceed it by to be shown as a slip. Measured on held-out sentences, every other one
// with a slip (test/bench/slips.ts): with 5, of what was marked 100 % in English (168 slips) and 99 % in Korean (164 slips) was
// that slip, and 96 and 84 % of the slips were marked; in clean documentation 0.1 and 0.2 words of 1,000 were.

/** Natural log of the ratio, for `FindSlipsParams.minLogRatio`. */
export const slipThreshold = 5;
