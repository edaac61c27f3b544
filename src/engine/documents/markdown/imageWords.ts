// What the text of an image says to programs that make slides (Marp, Deckset, Marpit): where it is laid and how large. Sees text
// only.

const size = '(?:\\d+(?:\\.\\d+)?(?:px|%|em|rem|cm|mm|in|pt)?|auto)';
const filter = 'blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia';
/** Such a word by itself. */
const certain = `(?:bg|(?:w|h|width|height):${size}|(?:left|right):\\d+%|(?:${filter}):[\\w.,#%-]+)`;
/** Only beside one of these. */
const other = `(?:fit|cover|contain|auto|left|right|vertical|horizontal|inline|${filter}|\\d+%)`;
const instructions = new RegExp(
  `^(?:${other}[ \\t]+)*${certain}(?:[ \\t]+(?:${certain}|${other}))*(?=[ \\t]|$)[ \\t]*`,
);

/** How many characters of an image's text come before what it shows in words; all of them where it shows none. */
export function beforeWords(text: string): number {
  return instructions.exec(text)?.[0].length ?? 0;
}
