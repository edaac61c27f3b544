// What a chat model answers, for tests: it knows some translations by heart, passes the test sentences, and has bad habits
// when it is told to.

/** The text that a question is about. */
export function textOf(question: string): string {
  return question.slice(question.indexOf('\n\n') + 2);
}

const testSentences: Readonly<Record<string, string>> = {
  'Press the button to open the door.': '문을 열려면 버튼을 누르세요.',
  '문을 열려면 버튼을 누르세요.': 'Press the button to open the door.',
};

/** @param known By the text, marks of kept things and all; the answers to a first, a second question and so on. */
export function chatThatKnows(known: Readonly<Record<string, string | string[]>>): (question: string) => string {
  const asked = new Map<string, number>();
  return (question) => {
    const text = textOf(question);
    if (testSentences[text]) return testSentences[text];
    if (text.startsWith('The library opens')) return 'The library lends books for three weeks.';
    const answers = [known[text] ?? 'I do not know.'].flat();
    const times = asked.get(text) ?? 0;
    asked.set(text, times + 1);
    return answers[Math.min(times, answers.length - 1)]!;
  };
}
