import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Context } from './context.js';
import { beSlow, misbehaveMidway } from './misbehave.js';
import { Refusal } from './refusal.js';

/**
 * `hctl reportbug -b ID -t DIR -l LOGDIR -c CONFDIR`: an archive with nothing in it but the end of
 * an archive.
 */
export async function reportbug(context: Context): Promise<void> {
  const { args } = context;
  const value = (flag: string): string => {
    const at = args.indexOf(flag);
    const found = at < 0 ? undefined : args[at + 1];
    if (found === undefined) throw new Refusal(`hctl reportbug: ${flag} is needed`, 2);
    return found;
  };
  for (const flag of ['-l', '-c']) value(flag);
  const [id, folder] = [value('-b'), value('-t')];
  await misbehaveMidway(context);
  await beSlow(context);
  mkdirSync(path.join(folder, 'hare'), { recursive: true });
  writeFileSync(path.join(folder, 'hare', `hare_${id}.tar.gz`), gzipSync(Buffer.alloc(1024)));
}
