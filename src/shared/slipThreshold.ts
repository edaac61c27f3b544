// What a word's likeliest alternative must exceed it by to be shown as a slip. Measured on held-out sentences with a slip in
// each (test/bench/slips.ts): with 5, of what was marked 98 % in English (70 slips) and all in Korean (66 slips) was that
// slip, and 93 and 80 % of the slips were marked.

/** Natural log of the ratio, for `FindSlipsParams.minLogRatio`. */
export const slipThreshold = 5;
