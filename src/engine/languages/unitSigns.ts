// Signs of units that both languages write alike behind a figure: MB, ms, °C, %. Patterns only.

/** A regular expression's alternatives, case matters; what is behind a sign is for its user to look at. */
export const unitSigns =
  '[KMGTP]i?B|[kKMGT]?bps|[kKMGT]bit/s|[kMGT]?Hz|[nµμm]?s|h|px|r?em|pt|[cmkn]?m|in|ft|[mk]?g|lb|oz|[mk]?[VWA]|mAh|kWh|°[CF]?|dB|fps|rpm|dpi|ppi|%|‰';

/** What a space that does not break keeps at a figure: such signs, others of science, rates of them, a currency's with its letter; no "in" of a sentence. */
export const unbrokenUnits = `(?:[%‰°€£¥₩]\\p{Script=Latin}?|(?!in\\s\\p{L})(?:${unitSigns}|µ?[lLgF]|[mcd][lL]|[kMh]?Pa|[kM]?J|k?cal|[kM]?eV|mol|min|[kM]?N|ha|l[mx]|cd|Ω)(?:/(?:s|min|h|d|[cmk]?m[²³]?|[mcd]?[lL]|k?g))?(?![\\p{Script=Latin}]))`;
