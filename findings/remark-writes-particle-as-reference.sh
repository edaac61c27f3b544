#!/usr/bin/env bash
# remark-stringify 11.0.0 with mdast-util-to-markdown 2.2.3 (npm), as behind rehype-remark and editors that keep their text as mdast: where emphasis
# ends in a sign, a code or a link, and a letter follows, the letter is written as a numeric reference, since CommonMark ends no emphasis there.
# English mostly has a space in that place. Korean writes its particle onto the word: `<strong>npm</strong>을` comes out as it is,
# `<strong><code>npm</code></strong>을` as "**`npm`**&#xC744;", and so do links in bold, quoted words and terms with their English in brackets: much of what a
# manual sets in bold. A long particle loses its first syllable alone ("&#xC785;니다").
# Why it matters: the page looks right, and the file is torn. Searching the sources, a spelling check, a translation memory, a diff against the page before
# its conversion do not find the word; a translator that keeps references as they are carries a Korean syllable into the English page. Read and
# written once more it stays so. To decode references to Hangul in the source breaks the emphasis again, unless it is set as HTML, or read by
# remark-cjk-friendly from then on.
# Seen: of five Korean lines four with a reference, of four English ones none; all of them say the same when they are read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts unified@11.0.5 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-parse@11.0.0 \
  remark-stringify@11.0.0 mdast-util-to-markdown@2.2.3 mdast-util-to-string@4.0.0
cat >run.mjs <<'JS'
import { toString } from 'mdast-util-to-string';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
const fromHtml = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkStringify);
const markdown = unified().use(remarkParse).use(remarkStringify);
const lines = [
  ['<strong>npm</strong>을 씁니다.', '**npm**을 씁니다.'],
  ['<strong><code>npm</code></strong>을 씁니다.', '**`npm`**&#xC744; 씁니다.'],
  ['<strong>설정(config)</strong>을 엽니다.', '**설정(config)**&#xC744; 엽니다.'],
  ['<strong><a href="/x">설정</a></strong>을 봅니다.', '**[설정](/x)**&#xC744; 봅니다.'],
  ['값은 <em>"기본"</em>입니다.', '값은 *"기본"*&#xC785;니다.'],
  ['Use <strong>npm</strong> here.', 'Use **npm** here.'],
  ['Use <strong><code>npm</code></strong> here.', 'Use **`npm`** here.'],
  ['<strong>Settings (config)</strong> opens.', '**Settings (config)** opens.'],
  ['The value is <em>"default"</em>.', 'The value is *"default"*.'],
];
for (const [html, expected] of lines) {
  const written = String(await fromHtml.process(`<p>${html}</p>`)).trim();
  const again = String(await markdown.process(written)).trim();
  const said = toString(markdown.parse(written)) === html.replace(/<[^>]+>/g, '');
  console.log(written, said ? 'says the same' : 'says something else');
  if (written !== expected || again !== written || !said) throw new Error(`This has changed: ${expected} was written, and stayed`);
}
JS
node run.mjs
