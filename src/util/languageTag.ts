// Codes of languages, as models have them, made alike.

/** The shortest BCP 47 tag of a code (`kor_Hang` is `ko`, `zho_Hant` `zh-TW`); undefined where it is none. */
export function languageTagOf(code: string): string | undefined {
  try {
    const locale = new Intl.Locale(code.trim().replaceAll('_', '-'));
    // Hangul alone is what Korean is written in.
    return locale.language === 'ko' ? 'ko' : locale.minimize().toString();
  } catch {
    return undefined;
  }
}
