import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from './context.js';
import { Refusal } from './refusal.js';

/** The failures that a call meets before it does anything. @throws Refusal */
export function misbehaveFirst({ call, failures, out, err }: Context): void {
  const leaked = failures.text(`${call}-leak`);
  if (leaked !== undefined) for (const print of [out, err]) print(leaked);
  if (failures.has(`${call}-noise`)) {
    out(
      'Checking the environment... {1/2}\n{"level": "info", "msg": "a line of JSON that is not the answer"}',
    );
    err('DeprecationWarning: "this" is old {');
    out('OK');
  }
  if (failures.has(`${call}-refuse`)) throw new Refusal(`${call}: refused`);
  const exitCode = failures.number(`${call}-exit`);
  if (exitCode !== undefined) throw new Refusal(`${call}: failed`, exitCode);
}

/** The failures that a call meets in its middle. */
export async function misbehaveMidway({ call, failures, parent }: Context): Promise<void> {
  if (failures.has(`${call}-kill`)) {
    if (parent !== undefined) process.kill(parent, 'SIGKILL');
    process.kill(process.pid, 'SIGKILL');
    await delay(60_000);
  }
  if (parent !== undefined && failures.has('bootstrap-orphan')) process.kill(parent, 'SIGKILL');
  if (failures.has(`${call}-hang-hard`)) process.on('SIGTERM', () => undefined);
  if (failures.has(`${call}-hang`) || failures.has(`${call}-hang-hard`))
    for (;;) await delay(1_000_000);
}

/** Takes as long as was switched on. */
export async function beSlow({ call, failures }: Context): Promise<void> {
  await delay(failures.number(`${call}-slow`) ?? 0);
}
