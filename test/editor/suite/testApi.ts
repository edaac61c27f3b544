// What `activate()` returns when the environment says LOCAL_TEXT_TEST=1 (and never otherwise): the little that the
// tests inside the editor cannot see from outside. The shapes are those of EngineClient and CompletionFlow.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EngineClient } from '../../../src/client/engineClient';

export interface TestApi {
  /** The completion bundle's engine. */
  readonly engine: Pick<EngineClient, 'state' | 'onDidChangeState' | 'diagnostics' | 'warmUp'>;
  /** Engine calls for completions so far (`CompletionFlow.requests`). */
  requests(): number;
  /** The very object that is registered with the editor. */
  readonly provider: vscode.InlineCompletionItemProvider;
}

const extensionId = 'local-text-assist.local-text-assist';

export function theExtension(): vscode.Extension<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>(extensionId);
  assert.ok(extension, `${extensionId} is not installed`);
  return extension;
}

export async function testApi(): Promise<TestApi> {
  const api = await theExtension().activate();
  assert.ok(api?.engine, 'activate() returns the test API when LOCAL_TEXT_TEST is set');
  return api;
}
