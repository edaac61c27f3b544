// The parsers of sites, each as a function from a page to what it made of it: HTML and complaints. Ours are not among them.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { convert } from '@asciidoctor/core';
import { sitePython } from '../../../scripts/setupPython.mjs';

export interface Built {
  html: string;
  /** Errors and warnings. */
  reports: string[];
}

export type Builder = (page: string) => Built | Promise<Built>;

export async function asciidoctor(page: string): Promise<Built> {
  const options = { standalone: true, safe: 'safe', attributes: { showtitle: true } };
  return { html: String(await convert(page, options as Parameters<typeof convert>[1])), reports: [] };
}

/** Undefined where Python's parsers are not installed. */
export function pythonBuilder(script: string, ...argv: string[]): Builder | undefined {
  const python = sitePython();
  if (!python) return undefined;
  return (page) => {
    const file = path.join(__dirname, script);
    const { stdout, stderr, status } = spawnSync(python, [file, ...argv], { input: page, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${script}: ${stderr.slice(-2000)}`);
    return JSON.parse(stdout) as Built;
  };
}
