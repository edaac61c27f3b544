// What a server is asked, out of what stands before the cursor: how much of it, and without the blanks and letters that
// its answer must then begin with. Sees text; opens nothing.

export interface ServerPrompt {
  text: string;
  /** Characters before the cursor that were left off: the answer must begin with them. */
  typed: string;
}

/** The prompt's beginning moves on in steps of so many characters, so that the server's cache of it holds. */
const stepCharacters = 1024;

/**
 * @param characters How much the server is shown, at most a step more.
 */
export function serverPrompt(header: string, prefix: string, characters: number): ServerPrompt {
  const typed = /[ \t]*[\p{L}\p{M}\p{N}_]*$/u.exec(prefix)![0];
  const isWholeText = typed === prefix;
  const before = isWholeText ? prefix : prefix.slice(0, prefix.length - typed.length);
  const text = (header && !before.startsWith(header) ? `${header}\n\n` : '') + beginning(before, characters);
  return text.trim() === ''
    ? { text: before, typed: isWholeText ? '' : typed }
    : { text, typed: isWholeText ? '' : typed };
}

function beginning(before: string, characters: number): string {
  if (before.length <= characters) return before;
  const steps = Math.ceil((before.length - characters) / stepCharacters);
  const at = Math.min(before.length, steps * stepCharacters);
  const line = before.indexOf('\n', at);
  return before.slice(line >= 0 && line + 1 < before.length ? line + 1 : at);
}

/** Spellings that servers turn into control tokens when a prompt goes as text. */
const controlMark =
  /<\|[^|<>\n]{1,40}\|>|<\/?(?:s|pad|unk|mask|bos|eos|cls|sep|start_of_turn|end_of_turn)>|\[(?:MASK|CLS|SEP|INST|\/INST)\]/i;

/** A text that spells such a mark shortly before its end can't be sent as text: the answer would be about the mark. */
export function spellsControlMark(before: string, characters = 200): boolean {
  return controlMark.test(before.slice(-characters));
}
