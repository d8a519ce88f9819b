import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { tarEntries } from '@hare/backup';
import { openRegularFile, removeTreeIn, type HeldFolder } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { createHctl, findHctl } from '@hare/hctl';
import { leaveOut, type Bundle } from '../bundle.js';
import { putStream } from './put-file.js';

const timeoutMs = 60_000;

/**
 * What `hctl reportbug` collects, if it answers in 60 s: unpacked, and with its secrets masked like
 * everything else. Names that leave the archive stay in it.
 */
export async function collectReportbug(
  bundle: Bundle,
  context: StageContext,
  id: string,
): Promise<void> {
  const { settings, env, places, run } = context;
  const { status, bootstrap, shutdown } = settings.timeouts;
  const binary = findHctl({
    setting: settings.hctl,
    path: env['PATH'],
    prefix: places.prefix,
  });
  context.progress('hctl reportbug', new Date(context.now().getTime() + timeoutMs));
  await bundle.work.makeChild('reportbug', { mode: 0o700 }).closing(async (folder) => {
    await createHctl({
      run: (command, options) => run(command, options),
      binary,
      timeouts: { status, bootstrap, shutdown },
      mask: (text) => bundle.masker.text(text),
    }).reportbug({
      id,
      folder: folder.way,
      logDir: places.logDir,
      configDir: places.varDir,
      timeoutMs,
    });
    await unpack(bundle, await openAnswer(folder, `hare_${id}.tar.gz`));
  });
  await removeTreeIn(bundle.work, 'reportbug');
}

async function openAnswer(folder: HeldFolder, name: string): Promise<FileHandle> {
  const found = await folder
    .child('hare')
    ?.closing((inner) =>
      inner.lstat(name) === undefined
        ? undefined
        : openRegularFile(inner.at(name), { follow: false, shown: inner.pathOf(name) }),
    );
  if (found === undefined) throw new Error(`it did not write hare/${name}`);
  return found.handle;
}

async function unpack(bundle: Bundle, file: FileHandle): Promise<void> {
  // It may contain all logs once more; most of the space is kept for what we choose ourselves.
  const keepFreeBytes = Math.floor(bundle.archive.freeBytes * 0.75);
  const gunzip = createGunzip();
  // What goes wrong with the file is thrown where the unpacked bytes are read.
  pipeline(file.createReadStream(), gunzip, () => undefined);
  for await (const entry of tarEntries(gunzip)) {
    const source = `hctl reportbug: ${entry.name}`;
    if (entry.kind !== 'File') {
      if (entry.kind !== 'Directory') leaveOut(bundle, source, `it is a ${entry.kind}`);
      continue;
    }
    const name = path.posix.join('reportbug', path.posix.join('/', entry.name));
    await putStream(
      bundle,
      { name, source, mtime: entry.mtime, keepFreeBytes, drain: true },
      entry.body(),
    );
  }
}
