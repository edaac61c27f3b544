// What `activate()` returns when the environment says LOCAL_TEXT_TEST=1 (and never otherwise): the little that the
// tests inside the editor cannot see from outside.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EngineDiagnostics } from '../../../src/client/engineClient';
import type { Ineligible, Outcome } from '../../../src/shared/completionOutcome';

export interface TestApi {
  /** Settles when the engine is loaded. */
  whenReady(): Promise<void>;
  /** The completion bundle's engine: process id, crashes, model. */
  engine(): EngineDiagnostics;
  /** What the status item shows. */
  status(): string | undefined;
  /** Engine calls for completions so far, those prepared ahead included. */
  requests(): number;
  /** Suggestions accepted as a whole. */
  accepted(): number;
  /** What the last request came to. */
  outcome(): Outcome | undefined;
  /** How often each outcome came about. */
  outcomes(): Readonly<Record<string, number>>;
  /** Names of the other documents that ghost text knows words of, once all are told. */
  learnedFrom(): Promise<string[]>;
  /** Why a document is left alone. */
  ineligible(document: vscode.TextDocument): Ineligible | undefined;
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
  assert.ok(api, 'activate() returns the test API when LOCAL_TEXT_TEST is set');
  return api;
}
