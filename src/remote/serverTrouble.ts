// What a server's refusal means for the one who asked. Sees statuses and bodies; opens nothing.

import { ServerError } from './httpStream';

export type ServerTrouble =
  | { kind: 'loading' } // not there yet, or loading its model: asked again after a second, without a word
  | { kind: 'key' } // 401 or 403: it wants a key, or another one
  | { kind: 'route' } // it has no /v1/completions at this address
  | { kind: 'tooLong'; promptTokens: number | undefined; contextTokens: number | undefined }
  | { kind: 'failed'; message: string };

interface ErrorBody {
  type?: unknown;
  code?: unknown;
  message?: unknown;
  n_prompt_tokens?: unknown;
  n_ctx?: unknown;
}

export function troubleOf(error: unknown): ServerTrouble {
  if (!(error instanceof ServerError)) return { kind: 'failed', message: 'unexpected' };
  const { status, message } = error;
  if (status === 0 || status === 503 || status === 502) return { kind: 'loading' };
  if (status === 401 || status === 403) return { kind: 'key' };
  if (status === 404 || status === 405) return { kind: 'route' };
  const said = bodyOf(error);
  const isTooLong = said.type === 'exceed_context_size_error' || said.code === 'context_length_exceeded';
  if (status === 400 && isTooLong) {
    const [contextTokens, promptTokens] = numbersIn(said);
    return { kind: 'tooLong', promptTokens, contextTokens };
  }
  return { kind: 'failed', message };
}

function bodyOf({ body }: ServerError): ErrorBody {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: unknown };
  return (typeof error === 'object' && error !== null ? error : {}) as ErrorBody;
}

/** llama.cpp says them in fields, others in the sentence, the window first. */
function numbersIn({ n_prompt_tokens, n_ctx, message }: ErrorBody): [number | undefined, number | undefined] {
  if (typeof n_prompt_tokens === 'number' && typeof n_ctx === 'number') return [n_ctx, n_prompt_tokens];
  const [context, prompt] = String(message ?? '').match(/\d{2,}/g) ?? [];
  return [context === undefined ? undefined : Number(context), prompt === undefined ? undefined : Number(prompt)];
}
