"""The 64 reserved token ids shared by all three bundles. Must not know any model.

Ids are fixed for ever: adding one later would mean new embeddings in three models.
"""

PAD, BOS, EOS, UNK, MASK = 0, 1, 2, 3, 4
FIM_SUFFIX, FIM_MIDDLE, FIM_END = 6, 7, 8
SEP, CLS = 9, 10
RESERVED = 64

_NAMED = [
    "<pad>", "<bos>", "<eos>", "<unk>", "<mask>",
    "<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<fim_end>", "<sep>", "<cls>",
    # Tasks (first token of an encoder-decoder source).
    "<to_ko>", "<to_en>", "<summarize>", "<headline>", "<shorten>", "<denoise>",
    # Who wrote the target side: publisher's translators, volunteers or vendors, machine.
    "<human>", "<community>", "<machine>",
    # Kinds of summary and languages of a text.
    "<description>", "<lead>", "<tldr>", "<section>", "<en>", "<ko>",
]
SENTINELS = [f"<extra_{i}>" for i in range(16)]

SPECIAL_TOKENS = _NAMED + SENTINELS
SPECIAL_TOKENS += [f"<reserved_{i}>" for i in range(RESERVED - len(SPECIAL_TOKENS))]
ID = {token: index for index, token in enumerate(SPECIAL_TOKENS)}

assert len(SPECIAL_TOKENS) == len(ID) == RESERVED
assert (ID["<fim_suffix>"], ID["<fim_middle>"], ID["<fim_end>"]) == (FIM_SUFFIX, FIM_MIDDLE, FIM_END)
