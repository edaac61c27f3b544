// What every part logs through. Names and numbers only: never a document's text, a prompt or a suggestion.

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Values a log line may carry. Strings are for codes and names (a stop reason, a bundle), never for text. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Logger {
  log(level: LogLevel, name: string, fields?: LogFields): void;
}

export const silentLogger: Logger = { log: () => {} };
