// `npm run sites`: the pages of test/sites translated by the bundled model, to Korean and back to English, and given to the
// parser of each site: what was lost or gained, against the page before. Exit status 1 when anything was.

import { Seq2seqModel } from '../../src/engine/tasks/seq2seqModel';
import type { TextLanguage } from '../../src/shared/protocol/text';
import { neverCancelled } from '../../src/util/async';
import { census, differences } from '../support/sites/census';
import { type Site, sites } from '../support/sites/sites';
import { seq2seqDir } from '../support/tinySeq2seq';

async function main(): Promise<void> {
  const model = await Seq2seqModel.open(seq2seqDir, { threads: 0 });
  const translate = async ({ format, site }: Site, text: string, from: TextLanguage, to: TextLanguage) => {
    const place = site ? { site } : {};
    const params = { text, format, from, to, beams: 1, glossary: [], ...place };
    return (await model.translate(params, neverCancelled))!.text;
  };
  console.log('| site | boxes, links, ids, emphases, literals | to Korean | and back |');
  console.log('| --- | --- | --- | --- |');
  let lost = 0;
  for (const site of sites()) {
    if (!site.build) {
      console.log(`| ${site.name} | | SKIPPED: node scripts/setupPython.mjs installs its parser | |`);
      continue;
    }
    const korean = await translate(site, site.page, 'en', 'ko');
    const english = await translate(site, korean, 'ko', 'en');
    const before = await site.build(site.page);
    const there = differences(before, await site.build(korean));
    const back = differences(before, await site.build(english));
    const { counts, targets } = census(before.html);
    const things = Object.values(counts).reduce((sum, count) => sum + count, 0) + targets.length;
    const words = (found: readonly string[]) => (found.length === 0 ? 'all there' : found.join('; '));
    console.log(`| ${site.name} | ${things} | ${words(there)} | ${words(back)} |`);
    lost += there.length + back.length;
  }
  await model.dispose();
  process.exitCode = lost > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
