// Words that carry grammar and hardly any meaning: alone they aren't worth a look, since any hand has written them before
// the eye has read them. Sees text only.

const english = new Set(
  (
    'a an the and or but nor so yet if as than that this these those which who whom whose what when where while ' +
    'of to in on at by for from with into onto over under up out off about via per between through ' +
    'is are was were be been being am has have had do does did will would can could may might must shall should ' +
    'it its he she we you they i me him her us them my your his our their there here not no also then ' +
    'any all some each such other more most'
  ).split(' '),
);

/** Particles (josa) and the endings of 이다 that stand behind a noun, each as it may stand alone in a suggestion. */
const korean = new Set(
  (
    '은 는 이 가 을 를 과 와 의 에 에서 에게 에게서 께 께서 으로 로 으로서 로서 으로써 로써 으로부터 로부터 부터 까지 ' +
    '도 만 마다 처럼 보다 이나 나 이라 라 이라고 라고 이라는 라는 이란 란 이며 며 이고 고 하고 이랑 랑 조차 마저 밖에 대로 ' +
    '에는 에도 에만 에서는 에서도 에서의 으로는 로는 으로도 로도 으로의 로의 과의 와의 까지의 부터는 만을 만이 만의 ' +
    '및 또는 그리고 그러나 하지만 또한 즉 등 등의 수 것 것은 것이 것을 때 때문에 이 그 저 더'
  ).split(' '),
);

/** Whether `text`, less the signs around it, is one word that only carries grammar, or no word at all. */
export function isLoneFunctionWord(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  if (words.length === 0) return true;
  return words.length === 1 && (english.has(words[0]!.toLowerCase()) || korean.has(words[0]!));
}
