// Which tags of HTML stand in a sentence, which end one, and which keep what is in them. Names only.

const kept =
  /^(?:kbd|code|samp|var|tt|pre|script|style|svg|math|picture|video|audio|select|button|ruby|time|data|textarea|object|iframe|canvas|noscript|template)$/i;
const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
const blocks =
  /^(?:address|article|aside|blockquote|body|caption|center|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|menu|nav|ol|option|p|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)$/i;

/** Of an opening tag; '' for anything else. */
export function tagName(tag: string): string {
  return /^<([a-z][\w-]*)(?:[\s/][\s\S]*)?>$/i.exec(tag)?.[1]?.toLowerCase() ?? '';
}

/** Whether a tag, opening or closing, begins or ends a block: no sentence goes over it. */
export function isBlockTag(tag: string): boolean {
  return blocks.test(/^<\/?([a-z][\w-]*)/i.exec(tag)?.[1] ?? '');
}

/** Whether what is between such a tag and its end is kept with it. */
export function isKeptTag(name: string): boolean {
  return kept.test(name);
}

/** Whether a writer says of a tag that nothing in it is to be translated; as HTML says it, and by the names of components for it. */
export function isUntranslated(tag: string): boolean {
  return (
    /^<(?:DNT|DoNotTranslate|NoTranslate|NotTranslated)[\s/>]/i.test(tag) ||
    /^<[^<>]*\s(?:translate=["']?no\b|class(?:Name)?=(?:["'](?:[^"'<>]*\s)?|\{?["'])?notranslate\b)/i.test(tag)
  );
}

/** Of tags that are kept with their content: whether that is words to a reader, as on a button. */
export function isShownTag(name: string): boolean {
  return /^(?:button|select|ruby|noscript|object|video|audio)$/i.test(name);
}

export function isVoidTag(name: string): boolean {
  return voids.test(name);
}
