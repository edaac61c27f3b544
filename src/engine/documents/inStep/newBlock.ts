// What comes into a translation: a new block of the source, its sentences to be drafted, its markup taken over.

import type { TextRange } from '../../../shared/protocol/text';
import type { BlockKind } from './documentBlocks';
import { commentIn, proseIn } from './lineWords';
import type { Piece } from './pieces';
import type { PlanState } from './planState';
import type { Range } from './sourceChange';

export function newBlock(state: PlanState, next: Range): Piece[] {
  const pieces: Piece[] = [];
  for (let n = next[0]; n < next[1]; n++) {
    if (n > next[0])
      pieces.push({
        kind: 'text',
        text: state.next.text.slice(state.next.blocks[n - 1]!.end, state.next.blocks[n]!.start),
      });
    const block = state.next.blocks[n]!;
    if (block.to > block.from) pieces.push(...newSentences(state, block, [block.from, block.to]));
    else pieces.push(...newLines(state, block));
  }
  return pieces;
}

export function newSentences(state: PlanState, place: TextRange, [from, to]: Range): Piece[] {
  const pieces: Piece[] = [];
  let at = place.start;
  for (let n = from; n < to; n++) {
    const sentence = state.next.sentences[n]!;
    pieces.push({ kind: 'text', text: state.links.rewrite(state.next.text.slice(at, sentence.start)) });
    pieces.push(...state.write('new', [n, n + 1]));
    at = sentence.end;
  }
  pieces.push({ kind: 'text', text: state.links.rewrite(state.next.text.slice(at, place.end)) });
  return pieces;
}

function newLines(state: PlanState, block: TextRange & { kind: BlockKind }): Piece[] {
  const text = state.next.text.slice(block.start, block.end);
  if (block.kind === 'code' || block.kind === 'mark') {
    const item = state.add({ kind: 'new', sourceAfter: text, source: block, after: text });
    return [{ kind: 'text', text, item }];
  }
  return text
    .split('\n')
    .flatMap((line, n) => [
      ...(n > 0 ? [{ kind: 'text' as const, text: '\n' }] : []),
      ...newLine(state, line, block, block.kind),
    ]);
}

/** A line of markup or front matter: words in it that people read are to be drafted. */
export function newLine(
  state: PlanState,
  line: string,
  source: TextRange,
  kind: BlockKind,
  isTranslated = false,
): Piece[] {
  const words = kind === 'code' ? isTranslated && commentIn(line) : proseIn(line, kind);
  const plain = state.links.rewrite(line);
  if (!words) {
    const item = state.add({ kind: 'new', sourceAfter: line, source, after: plain });
    return [{ kind: 'text', text: plain, item }];
  }
  const known = state.remembered(line.slice(words.start, words.end));
  const item = state.add({
    kind: 'new',
    sourceAfter: line,
    source,
    ...(known === undefined ? { draft: { line, words } } : { after: known }),
  });
  return [
    { kind: 'text', text: line.slice(0, words.start) },
    known === undefined ? { kind: 'draft', item } : { kind: 'text', text: known, item },
    { kind: 'text', text: line.slice(words.end) },
  ];
}
