// The log in VS Code's output panel: names and numbers, as shared/logger.ts has it.

import * as vscode from 'vscode';
import type { LogFields, Logger, LogLevel } from '../shared/logger';

export class OutputLogger implements Logger, vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('Local Text Assist', { log: true });

  /** The level chosen for the channel, so that quieter lines need not be sent from other processes. */
  get level(): LogLevel {
    switch (this.channel.logLevel) {
      case vscode.LogLevel.Trace:
        return 'trace';
      case vscode.LogLevel.Debug:
        return 'debug';
      case vscode.LogLevel.Warning:
        return 'warn';
      case vscode.LogLevel.Error:
      case vscode.LogLevel.Off:
        return 'error';
      default:
        return 'info';
    }
  }

  log(level: LogLevel, name: string, fields?: LogFields): void {
    this.channel[level](formatLine(name, fields));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}

function formatLine(name: string, fields: LogFields = {}): string {
  const pairs = Object.entries(fields).filter(([, value]) => value !== undefined);
  return [name, ...pairs.map(([key, value]) => `${key}=${round(value)}`)].join(' ');
}

function round(value: string | number | boolean | undefined): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value);
}
