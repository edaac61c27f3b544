// What `complete`, `fill` and `score` are about: the words that stand behind the command, the file that these name, or standard
// input. Knows no model.

import { stat } from 'node:fs/promises';
import { formatOfFile } from '../shared/textFormats';
import { readSource } from './documents';

/** @returns Without the line break at the end of a file. @throws EngineError inputInvalid, for a file that cannot be read */
export async function givenText(operands: readonly string[]): Promise<string> {
  const [operand = '-'] = operands;
  const words = operands.join(' ');
  if (operands.length > 1) return words;
  if (operand !== '-' && !(await namesFile(operand))) return words;
  return withoutLastBreak((await readSource(operand)).text);
}

/** Whether somebody who wrote this meant a file: it is there, or a word alone that ends as the names of documents do. */
async function namesFile(operand: string): Promise<boolean> {
  const found = await stat(operand).catch(() => undefined);
  const isName = /^[^\s<>?!]+$/.test(operand) && !/___/.test(operand) && formatOfFile(operand)?.kind === 'prose';
  return found !== undefined || isName;
}

function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, '');
}
