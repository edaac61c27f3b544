import assert from 'node:assert/strict';
import { Seq2seqModel } from '../../../../src/engine/tasks/seq2seqModel';
import { OwnTranslator } from '../../../../src/engine/tasks/translation/ownTranslator';
import { SentenceTranslator } from '../../../../src/engine/tasks/translation/sentenceTranslator';
import { draftWriter } from '../../../../src/engine/tasks/update/draftWriter';
import { makeSeq2seqFolder, type seq2seqExports } from '../../../support/ownFolders';
import { parrotTranslator } from '../../../support/parrotTranslator';
import { tinySeq2seqDir } from '../../../support/tinySeq2seq';

const bundled = parrotTranslator({});

async function writerWith(name: (typeof seq2seqExports)[number], by?: { kind: 'server' }) {
  const folder = makeSeq2seqFolder(name);
  const model = await Seq2seqModel.openOwn(folder.dir, { threads: 1, bundleDir: tinySeq2seqDir });
  try {
    return draftWriter(bundled, { own: model.own, by }).translator;
  } finally {
    await model.dispose();
    folder.dispose();
  }
}

suite('who drafts an update', () => {
  test('a model of the person’s own where it has English into Korean, else the bundled one', async () => {
    assert.ok((await writerWith('marian')) instanceof OwnTranslator);
    assert.ok((await writerWith('t5')) instanceof SentenceTranslator); // into German and French
    assert.ok(draftWriter(bundled, {}).translator instanceof SentenceTranslator);
  });

  test('who was chosen for the run goes before a model of the person’s own', async () => {
    assert.ok((await writerWith('marian', { kind: 'server' })) instanceof SentenceTranslator);
  });
});
