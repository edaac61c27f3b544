// Token ids are branded so that an id is never mistaken for a position, a count or a byte.

export type TokenId = number & { readonly brand: 'TokenId' };

/** For tables and tests: plain numbers that are known to be ids. */
export const tokenId = (id: number): TokenId => id as TokenId;
export const tokenIds = (ids: readonly number[]): TokenId[] => ids.slice() as TokenId[];
