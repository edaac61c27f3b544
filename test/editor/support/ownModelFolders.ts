// Folders of models as a person has them, tiny and random, for the tests inside the editor: made outside of it, for their
// fixtures lie beside the tests.
import { makeOwnFolder, makeSeq2seqFolder } from '../../support/ownFolders';

/** Under this variable the tests inside find the folders. */
export const foldersVariable = 'LOCAL_TEXT_SUITE_OWN';

export interface OwnModelFolders {
  completion: string;
  fillMask: string;
  seq2seq: string;
}

export function makeOwnModelFolders(): { folders: OwnModelFolders; dispose(): void } {
  const made = [
    makeOwnFolder('gpt2', 'gpt2'),
    makeOwnFolder('roberta', 'roberta', 'masked-exports'),
    makeSeq2seqFolder('m2m_100'),
  ] as const;
  const [completion, fillMask, seq2seq] = made.map(({ dir }) => dir) as [string, string, string];
  return {
    folders: { completion, fillMask, seq2seq },
    dispose: () => {
      for (const folder of made) folder.dispose();
    },
  };
}
