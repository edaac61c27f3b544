// What a word is to the words around it, by its form: a noun with a particle, a verb's end, a preposition. Coarse on purpose: it
// tells where a stretch of a sentence may begin or end (spanRanges.ts). Sees one word.

/** Signs around a word. */
const opening = /^[\s("'“‘「『《<[{]+/;
const closing = /[\s)"'”’」』》>\]},.;:!?…。、，！？]+$/;

type Kinds = readonly (readonly [name: string, form: RegExp])[];

/** What Korean says for a preposition, and other words that carry grammar, each a word of its own. */
export const koreanRelation =
  /^(?:대한|대해|대하여|위한|위해|따라|따른|통해|통한|관한|의한|의해|이|그|각|수|및|또는|있는|있습니다|하는|된|한|할|것|것을|것이|때|같은|등)$/;

/** The first that fits is the word's. */
const korean: Kinds = [
  ['sign', /^$/],
  ['relation', koreanRelation],
  [
    'thing',
    /^(?:단추|버튼|아이콘|탭|메뉴|목록|페이지|섹션|옵션|설정|필드|상자|확인란|대화|창|패널|파일|폴더|문서|가이드|명령|열|속성|특성|메서드|함수|매개|값|이름)[을를이가은는의에도와과]?$|^(?:단추|버튼|메뉴|탭|페이지|섹션|옵션|필드|파일|문서)(?:로|으로|에서)$/,
  ],
  ['verb', /(?:니다|세요|시오|어요|아요|한다|된다|이다|니까|자)$/],
  ['object', /[을를]$/],
  ['place', /(?:으로|로|에|에서|에게|까지|부터|에는|에서는|처럼|보다|대로|만큼|마다)$/],
  ['of', /의$/],
  ['and', /[와과]$|이나$/],
  ['adnominal', /(?:된|한|할|인|될|하는|되는|있는|없는|않는|지는|리는|오는|가는|주는|키는|치는)$/],
  ['topic', /[은는]$/],
  ['subject', /.[이가]$/],
  ['connective', /.(?:여|해서|되면|되어|도록|아서|어서|지만|므로|고|며|면|거나|게|지)$/],
  ['figure', /^(?=.*\d)[ -~]+$/],
  ['latin', /^[ -~]+$/],
  ['noun', /(?:)/],
];

const english: Kinds = [
  ['sign', /^$/],
  ['article', /^(?:an?|the)$/i],
  [
    'preposition',
    /^(?:of|in|on|at|by|for|from|with|into|onto|over|under|about|via|per|between|through|as|within|without)$/i,
  ],
  ['conjunction', /^(?:and|or|but|if|when|that|which|who|while|because|so|than|where)$/i],
  [
    'auxiliary',
    /^(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should)$/i,
  ],
  [
    'pronoun',
    /^(?:its?|he|she|we|you|they|i|me|him|her|us|them|my|your|his|our|their|this|these|those|all|any|some|each|other|there|here)$/i,
  ],
  ['denial', /^(?:not|no|never|only|cannot|don't|doesn't|also)$/i],
  ['to', /^to$/i],
  [
    'thing',
    /^(?:buttons?|icons?|tabs?|menus?|lists?|pages?|sections?|options?|settings?|fields?|box|checkbox|dialog|window|panel|files?|folder|guide|documentation|document|article|command|column|property|attribute|method|function|parameter|value|name)$/i,
  ],
  ['name', /^\p{Lu}/u],
  ['figure', /\d/],
  ['ing', /ing$/],
  ['ed', /ed$/],
  ['ly', /ly$/],
  ['plural', /[^su]s$/],
  ['word', /(?:)/],
];

/** Beside the kinds of words: a thing that is kept, and no word at all, where the sentence begins or ends. */
const others = 2;

/** How many kinds {@link kindOf} tells apart in a language. */
export const kindCounts = { ko: korean.length + others, en: english.length + others } as const;

/** @param word With the signs around it; undefined for none. @returns Less than the language's {@link kindCounts}. */
export function kindOf(word: string | undefined, language: 'ko' | 'en'): number {
  const kinds = language === 'ko' ? korean : english;
  if (word === undefined) return kinds.length;
  if (/[\ue000-\ue00f]/.test(word)) return kinds.length + 1;
  const bare = word.replace(opening, '').replace(closing, '');
  return kinds.findIndex(([, form]) => form.test(bare));
}

/** Whether a word says what kind of thing the words before it name: the "button" of "the Save button". */
export function isThing(word: string | undefined, language: 'ko' | 'en'): boolean {
  return word !== undefined && (language === 'ko' ? korean : english)[kindOf(word, language)]?.[0] === 'thing';
}
