// Words that no document has but the one that the privacy test works on: wherever they stand afterwards, its text went there.

export const markedWords = ['quibblefrost', 'zanderloom', 'mirrelvane', '뭉게뭇', '도롱새'] as const;

export const markedText = `# The quibblefrost

The zanderloom is not open on Mondays, and mirrelvane is required to build the library.

뭉게뭇은 도롱새를 설치한 뒤에 열 수 있습니다. The garden of the zanderloom is `;
