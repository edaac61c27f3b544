// What a word's likeliest alternative must exceed it by to be shown as a slip. Measured: with 5, 84 % of what was marked
// in 300 held-out sentences, half of them with one slip put in, was that slip, and 86 % of the slips were marked
// (test/bench/slips.ts).

/** Natural log of the ratio, for `FindSlipsParams.minLogRatio`. */
export const slipThreshold = 5;
