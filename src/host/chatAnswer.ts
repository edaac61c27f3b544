// A question to one of the editor's chat models, read to its end: bounded in length and in silence. Knows the shape of such a
// model, not the editor. Never logs or keeps the text.

import type { AskResult, SpeakerTrouble } from '../shared/protocol/speaker';
import { CancellationSource, type CancellationToken } from '../util/async';

/** As in `vscode.LanguageModelChat`. */
export interface ChatModel<Message> {
  readonly name: string;
  sendRequest(
    messages: Message[],
    options: { justification?: string },
    token: CancellationToken,
  ): PromiseLike<{ text: AsyncIterable<string> }>;
}

export interface ChatQuestion<Message> {
  message: Message;
  /** Why it is asked, for the editor's own question whether it may be. */
  justification: string;
  mostCharacters: number;
  /** A model that says nothing for so long is not waited for (ms). */
  silenceMs: number;
}

/** A cancelled question has the trouble `failed`; nobody waits for it. */
export async function askChat<Message>(
  model: ChatModel<Message>,
  { message, justification, mostCharacters, silenceMs }: ChatQuestion<Message>,
  token: CancellationToken,
): Promise<AskResult> {
  const source = new CancellationSource();
  const subscription = token.onCancellationRequested(() => source.cancel());
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'silent'>((resolve) => {
    timer = setTimeout(() => resolve('silent'), silenceMs);
  });
  const left = new Promise<'left'>((resolve) => source.token.onCancellationRequested(() => resolve('left')));
  const heard = () => timer?.refresh();
  try {
    const reading = read(model, { message, justification, mostCharacters, heard }, source.token);
    const result = await Promise.race([reading, silence, left]);
    if (typeof result !== 'string') return result;
    return { trouble: result === 'silent' ? 'slow' : 'failed' };
  } catch (error) {
    return { trouble: troubleOf(error) };
  } finally {
    clearTimeout(timer);
    subscription.dispose();
    source.cancel();
  }
}

async function read<Message>(
  model: ChatModel<Message>,
  { message, justification, mostCharacters, heard }: Omit<ChatQuestion<Message>, 'silenceMs'> & { heard(): void },
  token: CancellationToken,
): Promise<AskResult> {
  const response = await model.sendRequest([message], { justification }, token);
  let text = '';
  for await (const part of response.text) {
    heard();
    text += part;
    if (text.length > mostCharacters) return { text, isWhole: false, model: model.name };
  }
  return { text, isWhole: true, model: model.name };
}

/** By the codes of `vscode.LanguageModelError`. */
function troubleOf(error: unknown): SpeakerTrouble {
  switch ((error as { code?: unknown } | null)?.code) {
    case 'NoPermissions':
    case 'Blocked':
      return 'refused';
    case 'NotFound':
      return 'gone';
    default:
      return 'failed';
  }
}
