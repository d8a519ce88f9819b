import { open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process that uses the same lock file does; a lock whose holder is gone
 * counts as free (two at once would waste time, not harm: the result is placed atomically).
 */
export async function withBuildLock(file, log, work) {
  let told = false;
  for (;;) {
    const holder = await take(file);
    if (holder === undefined) break;
    if (!told) log(`waiting for process ${holder}, which builds Consul`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** The process that has the lock; undefined when it is ours now. */
async function take(file) {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return undefined;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const text = await readFile(file, 'utf8').catch(() => '');
  const holder = Number(text);
  if (text === '' ? await isOld(file) : !runs(holder)) await rm(file, { force: true });
  return holder;
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A lock without a process in it belongs to one that is about to write it, or that died before. */
async function isOld(file) {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > 10_000;
}
