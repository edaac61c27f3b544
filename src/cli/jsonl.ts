// JSON lines: one request a line in, one answer a line out, in the same order. A line that fails says so and the next
// one is served.

import { createInterface } from 'node:readline';
import type { Fields } from './answers';

/** Fills in what a line asks for; rejects with an error that may carry a `code`. */
export type Answer = (request: Fields) => Promise<object>;

/** @returns How many requests failed. */
export async function serveLines(
  input: NodeJS.ReadableStream,
  write: (line: string) => void | Promise<void>,
  answer: Answer,
): Promise<number> {
  let failed = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const { id, result, isError } = await answerLine(line, answer);
    if (isError) failed++;
    await write(JSON.stringify(id === undefined ? result : { id, ...result }));
  }
  return failed;
}

async function answerLine(line: string, answer: Answer): Promise<{ id: unknown; result: object; isError: boolean }> {
  let id: unknown;
  try {
    const request = parseRequest(line);
    id = request.id;
    return { id, result: await answer(request), isError: false };
  } catch (error) {
    const { code } = error as { code?: unknown };
    const result = { error: (error as Error).message, code: typeof code === 'string' ? code : 'internal' };
    return { id, result, isError: true };
  }
}

function parseRequest(line: string): Fields {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (cause) {
    throw Object.assign(new Error('The line is not JSON.', { cause }), { code: 'inputInvalid' });
  }
  if (typeof request === 'object' && request !== null && !Array.isArray(request)) return request as Fields;
  throw Object.assign(new Error('The line is not a JSON object.'), { code: 'inputInvalid' });
}
