// A bundle with a server before it: the server answers where it can, the bundled model in its place, and each answer says
// who spoke. Knows no wire and no route.

import { EngineError } from '../engine/errors';
import type { LoadedModel } from '../engine/jobKinds';
import { type AskEditor, editorModels } from '../engine/tasks/otherModel';
import type { Seq2seqModel } from '../engine/tasks/seq2seqModel';
import type { CompleteParams, CompleteResult } from '../shared/protocol/completion';
import type { ServerParams } from '../shared/protocol/engine';
import type { CancellationToken } from '../util/async';
import { ServerChat } from './serverChat';
import { ServerCompletion } from './serverCompletion';

const defaultPatienceMs = 1500;

export function withServer(bundled: LoadedModel, server: ServerParams): LoadedModel {
  const { complete } = bundled;
  if (!complete) throw new EngineError('inputInvalid', 'A server can stand before the completion alone.');
  const completion = new ServerCompletion({
    base: baseOf(server.url),
    key: server.key,
    model: server.model,
    patienceMs: server.patienceMs ?? defaultPatienceMs,
  });
  return {
    info: bundled.info,
    threads: bundled.threads,
    complete: async (
      params: CompleteParams,
      token: CancellationToken,
      ...rest
    ): Promise<CompleteResult | undefined> => {
      const answer = await completion.complete(params, token);
      if (answer || token.isCancellationRequested) return answer ?? cancelled();
      const local = await complete.call(bundled, params, token, ...rest);
      return local && { ...local, server: completion.state.kind };
    },
    // For the bundled model alone: nothing of it goes to the server.
    learnWords: bundled.learnWords?.bind(bundled),
    score: bundled.score?.bind(bundled),
    proposePhrases: bundled.proposePhrases?.bind(bundled),
    dispose: () => bundled.dispose(),
  } as LoadedModel;
}

/** The server's chat for translations and summaries, where a request names it. */
export function withChat(bundled: Seq2seqModel, server: ServerParams, ask: AskEditor): LoadedModel {
  const chat = new ServerChat({ base: baseOf(server.url), key: server.key, model: server.model });
  const ofEditor = editorModels(ask);
  bundled.others = (choice) => (choice.kind === 'server' ? chat : ofEditor(choice));
  return Object.assign(bundled, { tryServer: (token: CancellationToken) => chat.fitness(token, true) });
}

function cancelled(): CompleteResult {
  return {
    suggestions: [{ text: '', stop: 'cancelled', logProb: 0, tokens: 0, confidence: 0 }],
    timing: { ms: 0, promptTokens: 0, reusedTokens: 0, decodedTokens: 0 },
  };
}

/** People write the address with /v1, with a slash, or without. @throws EngineError inputInvalid */
export function baseOf(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch (cause) {
    throw new EngineError('inputInvalid', 'localText.server.url is no address; write e.g. http://127.0.0.1:8080', {
      cause,
    });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new EngineError('inputInvalid', 'localText.server.url must begin with http:// or https://');
  return (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/v1$/, '');
}
