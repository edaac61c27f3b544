// What each process of an editor's run asked the system for, read from strace. Text in; knows no editor.
import { spawnSync } from 'node:child_process';

/** Sockets and files, and what is needed to tell the processes apart. */
const calls = 'socket,connect,openat,clone,clone3,fork,vfork,execve';

/** A command that writes to `file` what the command behind it and all its children ask for; undefined without strace. */
export function tracing(file: string): string[] | undefined {
  // Strings are cut at 1,000 characters; with a filter in the kernel all other calls run at full speed.
  const command = ['strace', '--seccomp-bpf', '-f', '-qq', '-s', '1000', '-e', `trace=${calls}`, '-e', 'signal=none'];
  const works = spawnSync(command[0]!, [...command.slice(1), '-o', '/dev/null', process.execPath, '-v']).status === 0;
  return works ? [...command, '-o', file] : undefined;
}

export interface TracedProcess {
  /** The line of its last execve, or of its parent's. */
  command: string;
  /** Lines of all its threads, in order. */
  lines: string[];
}

/** @param trace What strace -f wrote: the thread's id, then the call. */
export function processesIn(trace: string): TracedProcess[] {
  const lines = trace.split('\n').flatMap((line) => {
    const [, thread, call] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    return thread === undefined || call === undefined ? [] : [{ thread, call }];
  });
  const parents = new Map<string, { thread: string; isThread: boolean }>();
  const begun = new Map<string, string>();
  for (const { thread, call } of lines) {
    if (/^(?:clone3?|v?fork)\(/.test(call)) begun.set(thread, call);
    const child = /^(?:clone3?|v?fork|<\.\.\. (?:clone3?|v?fork) resumed>).*\) = (\d+)$/.exec(call)?.[1];
    if (child) parents.set(child, { thread, isThread: /CLONE_THREAD/.test(begun.get(thread) ?? '') });
  }
  const processOf = (thread: string): string => {
    const parent = parents.get(thread);
    return parent?.isThread ? processOf(parent.thread) : thread;
  };
  const found = new Map<string, TracedProcess>();
  const entry = (id: string): TracedProcess => {
    const known = found.get(id);
    if (known) return known;
    const parent = parents.get(id);
    const made = { command: parent ? entry(processOf(parent.thread)).command : '', lines: [] };
    found.set(id, made);
    return made;
  };
  for (const { thread, call } of lines) {
    const traced = entry(processOf(thread));
    if (call.startsWith('execve(')) traced.command = call;
    traced.lines.push(call);
  }
  return [...found.values()];
}

/** Calls that would reach a network: another machine's or this one's. */
export function internetSockets({ lines }: TracedProcess): string[] {
  return lines.filter((line) => /\b[AP]F_INET6?\b/.test(line));
}
