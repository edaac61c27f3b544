import assert from 'node:assert/strict';
import { readSubtitles } from '../../../../src/engine/documents/subtitles/subtitleDocument';
import type { ReadingOptions } from '../../../../src/engine/documents/translatable';
import { likeKorean, type PseudoTranslator, pseudoTranslate, upperCase } from '../../../support/pseudoTranslate';

const options: ReadingOptions = { from: 'en', to: 'ko', glossary: [], fits: () => true };
const keep: PseudoTranslator = ({ plain }) => ({ plain, links: [] });
const srt = `1
00:00:02,830 --> 00:00:05,560
Open the settings of the camera
and choose the second page.

2
00:00:05,700 --> 00:00:06,360 X1:10 X2:20
<i>Wait a moment.</i>

3
00:00:14,167 --> 00:00:16,083
- The light turns green.
- Is the camera <b>ready</b>?
`;
const vtt = `WEBVTT - A title

NOTE
A remark of the author.

STYLE
::cue { color: white }

intro
00:01.000 --> 00:02.000 line:0
<v Mina>Good morning &amp; welcome.

00:02.000 --> 00:03.000
{\\an8}A line <00:02.500>at the top.
`;
const sentences = (text: string) => readSubtitles(text, options).sentences.map(({ plain }) => plain);
/** All that is not the words. */
const frame = (text: string) =>
  text.split('\n').filter((line) => /-->|^\d*$|^(?:WEBVTT|NOTE|STYLE|A remark|::cue|intro)/.test(line));

suite('Subtitles', () => {
  test('are read cue by cue, and who speaks or another line begins another sentence', () => {
    assert.deepEqual(sentences(srt), [
      'Open the settings of the camera and choose the second page.',
      'Wait a moment.',
      'The light turns green.',
      'Is the camera ready?',
    ]);
    assert.deepEqual(sentences(vtt), ['Good morning \ue000 welcome.', 'A line at the top.']);
  });

  for (const [name, text] of Object.entries({ srt, vtt })) {
    test(`.${name}: numbers, names, times, notes and styles stay`, () => {
      assert.equal(pseudoTranslate(readSubtitles(text, options), keep), text);
      for (const translate of [upperCase, likeKorean]) {
        const result = pseudoTranslate(readSubtitles(text, options), translate);
        assert.deepEqual(frame(result), frame(text));
      }
    });
  }

  test('tags are around the words that came from theirs', () => {
    const result = pseudoTranslate(readSubtitles(srt, options), upperCase);
    assert.match(result, /^<i>WAIT A MOMENT.<\/i>$/m);
    assert.match(result, /^- IS THE CAMERA <b>READY<\/b>\?$/m);
  });

  test('no arrow is written, which would be a time', () => {
    const arrow: PseudoTranslator = () => ({ plain: '가 --> 나', links: [] });
    assert.doesNotMatch(pseudoTranslate(readSubtitles('00:01.000 --> 00:02.000\nGo.\n', options), arrow), /가.*-->/);
  });

  test('what sounds, and who speaks without a name, is words in its brackets; a name and what belongs to a sentence are none', () => {
    const said = (text: string) => sentences(`1\n00:00:01,000 --> 00:00:02,000\n${text}\n`);
    assert.deepEqual(said('[DOOR SLAMS]'), ['DOOR SLAMS']);
    assert.deepEqual(said('(music)'), ['music']);
    assert.deepEqual(said('♪ soft music ♪\n♪ ♪'), ['soft music']);
    assert.deepEqual(said('[WIND HOWLING] We go. [coughs]'), ['WIND HOWLING', 'We go.', 'coughs']);
    assert.deepEqual(said('[both laughing\nloudly]'), ['both laughing loudly']);
    assert.deepEqual(said('[Man 2] We go.\n(sighs) Not yet.'), ['Man 2', 'We go.', 'sighs', 'Not yet.']);
    assert.deepEqual(said('[MINA] We go.\nTOM: [whispers] Now.'), ['We go.', 'whispers', 'Now.']);
    assert.deepEqual(said('My brother (the older one) left.'), ['My brother (the older one) left.']);
    const result = pseudoTranslate(
      readSubtitles('1\n00:01.000 --> 00:02.000\n<i>[rain falls]</i>\n', options),
      upperCase,
    );
    assert.match(result, /^<i>\[RAIN FALLS\]<\/i>$/m);
  });

  test('breaks and tags without a space at them are no part of words, and get none', () => {
    const cue = (text: string) => `1\n00:00:01,000 --> 00:00:02,000\n${text}\n`;
    for (const text of [
      'We sail\\Nat dawn.',
      'We sail \\N at dawn.',
      'We sail{\\an8}at dawn.',
      'We sail {\\fs20}at\\hdawn.',
      'We {\\i1}sail{\\i0} at dawn.',
      '{\\i1}We sail at dawn.{\\i0}',
      '{\\an8}We sail\\N{\\c&H00FF&}at dawn.',
    ]) {
      assert.doesNotMatch(sentences(cue(text)).join(''), /\p{L}\ue000|\ue000\p{L}/u, text);
      assert.equal(pseudoTranslate(readSubtitles(cue(text), options), keep), cue(text));
      const loud = text.replace(/(?<!\\|\\a|\{\\[a-z\d&]*)[a-z]+(?![a-z\d]*\})/g, (word) => word.toUpperCase());
      assert.equal(pseudoTranslate(readSubtitles(cue(text), options), upperCase), cue(loud), text);
    }
  });
});
