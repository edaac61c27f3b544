// What a word's likeliest alternative must exceed it by to be shown as a slip. Measured, see test/bench/slips.ts.

/** Natural log of the ratio, for `FindSlipsParams.minLogRatio`. */
export const slipThreshold = 5;
