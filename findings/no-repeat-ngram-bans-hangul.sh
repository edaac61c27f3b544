#!/usr/bin/env bash
# no_repeat_ngram_size of @huggingface/transformers 4.3.2 (npm; other runtimes have the same rule), asked about plain text that says nothing twice, over the
# vocabularies of GPT-2 and of GPT-4 (gpt-tokenizer 3.4.0, npm). The rule counts tokens, and a syllable of Hangul is two or three of them where a vocabulary
# spells it in bytes. So 3, "no three words twice" in English, is nearly "no syllable twice" there: in "문서에서" the second 서 can't be finished, which is the
# sixth character of the text; in 180 characters the right token is forbidden a hundred times, and not once in the English text that
# says the same. Half a syllable stands already then, so what comes instead is another syllable with the same first bytes, or none at all (U+FFFD).
# In a vocabulary with Korean words it is rarer and still there: in polite Korean each sentence ends in the same two or three syllables and a full stop.
# Why it matters: 3 is the value that summarizers ship with (the BART family) and that is advised against loops in transcripts. Someone who sees torn Korean
# blames the tokenizer, quantising or decoding of the stream, and a test in English passes. A penalty on repeated tokens (repetition_penalty, DRY of
# llama.cpp with its length of 2) counts in the same unit. A loop is better told from the decoded text, or the size set by tokens a character.
# Seen, of tokens forbidden at sizes 3, 4, 5: "GPT-2 Korean 100 62 45 of 378, first after 5 characters; English 0 0 0 of 78; GPT-4 Korean 5 2 0 of 147, English 0 0 0".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @huggingface/transformers@4.3.2 gpt-tokenizer@3.4.0
cat >run.mjs <<'JS'
import assert from 'node:assert/strict';
import { NoRepeatNGramLogitsProcessor, Tensor } from '@huggingface/transformers';
import * as gpt4 from 'gpt-tokenizer/encoding/cl100k_base';
import * as gpt2 from 'gpt-tokenizer/encoding/r50k_base';

const KOREAN = [
  '이 문서에서는 서버를 설치하고 설정하는 방법을 설명합니다.',
  '먼저 내려받은 파일을 열고 그 안에 있는 프로그램을 실행합니다.',
  '설치가 끝나면 창이 닫히고 바탕 화면에 새로운 그림이 나타납니다.',
  '그 그림을 두 번 누르면 프로그램이 시작됩니다.',
  '설정은 언제든지 바꿀 수 있습니다.',
  '값을 바꾼 다음에는 서버를 다시 시작해야 합니다.',
].join(' ');
const ENGLISH = [
  'This guide explains how to install the server and set it up.',
  'First open the file that you have downloaded and run the program in it.',
  'When the installation is done, the window closes and a new icon appears on the desktop.',
  'Click the icon twice and the program starts.',
  'The settings can be changed at any time.',
  'After a value was changed, the server has to be started again.',
].join(' ');
const SIZES = [3, 4, 5];
const VOCABULARY = 100_300;

/** How often the next token of a text is forbidden by what stands before it, and behind how many characters first. */
function forbidden(ids, decode, size) {
  const processor = new NoRepeatNGramLogitsProcessor(size);
  const logits = new Tensor('float32', new Float32Array(VOCABULARY), [1, VOCABULARY]);
  const at = ids.flatMap((id, n) => {
    logits.data.fill(0);
    processor([ids.slice(0, n).map(BigInt)], logits);
    return logits.data[id] === Number.NEGATIVE_INFINITY ? [n] : [];
  });
  return { count: at.length, first: at.length ? [...decode(ids.slice(0, at[0])).replace(/\uFFFD+$/, '')].length : undefined };
}

const seen = {};
for (const [name, { encode, decode }] of Object.entries({ 'GPT-2': gpt2, 'GPT-4': gpt4 })) {
  for (const [language, text] of Object.entries({ Korean: KOREAN, English: ENGLISH })) {
    const ids = encode(text);
    const found = SIZES.map((size) => forbidden(ids, decode, size));
    seen[`${name} ${language}`] = `${found.map(({ count }) => count).join(' ')} of ${ids.length}, first after ${found[0].first}`;
  }
}
console.log(seen);
assert.deepEqual(seen, {
  'GPT-2 Korean': '100 62 45 of 378, first after 5',
  'GPT-2 English': '0 0 0 of 78, first after undefined',
  'GPT-4 Korean': '5 2 0 of 147, first after 109',
  'GPT-4 English': '0 0 0 of 78, first after undefined',
});
JS
node run.mjs
