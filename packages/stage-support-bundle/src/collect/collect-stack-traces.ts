import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StageContext } from '@hare/stage';
import { leaveOut, putText, type Bundle } from '../bundle.js';
import { listCoreDumps } from './collect-binaries.js';

const programs = new Set(['hax', 'm0d', 'm0mkfs', 'consul', 's3server']);

/**
 * Where running processes of Hare and Motr are in the kernel (that stops none of them, as a
 * debugger would), and the stacks in core dumps if gdb is installed.
 */
export async function collectStackTraces(bundle: Bundle, context: StageContext): Promise<void> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let seen = 0;
  for (const pid of pids) {
    const program = (await read(path.join('/proc', pid, 'comm'))).trim();
    if (!programs.has(program)) continue;
    seen++;
    await putText(
      bundle,
      `stacktrace/${program}-${pid}.txt`,
      `process ${pid} (${program})`,
      await describe(pid),
      context.now(),
    );
  }
  if (seen === 0)
    leaveOut(bundle, 'stack traces of processes', `none of ${[...programs].join(', ')} is running`);
  for (const { path: core } of listCoreDumps(context)) {
    const { stdout, stderr } = await context.run(
      ['gdb', '-nx', '-batch', '-ex', 'thread apply all backtrace', '-c', core],
      { timeoutMs: 60_000, output: 'ends' },
    );
    await putText(
      bundle,
      `stacktrace/${path.basename(core)}.txt`,
      core,
      `${stdout}\n${stderr}\n`,
      context.now(),
    );
  }
}

async function describe(pid: string): Promise<string> {
  const parts = [
    `command: ${(await read(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ')}`,
    await read(`/proc/${pid}/status`),
  ];
  for (const task of await readdir(`/proc/${pid}/task`).catch(() => [])) {
    const [name, where, stack] = await Promise.all(
      ['comm', 'wchan', 'stack'].map((file) => read(`/proc/${pid}/task/${task}/${file}`)),
    );
    parts.push(
      `thread ${task} ${(name ?? '').trim()}: waits in ` +
        `${where === '' ? '?' : (where ?? '?')}\n${stack ?? ''}`,
    );
  }
  return `${parts.join('\n')}\n`;
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
