import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { openRegularFile, removeTreeIn, type HeldFolder } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { createHctl, findHctl } from '@hare/hctl';
import type { ReadEntry } from 'tar';
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
  const binary = await findHctl({
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
  if (found === undefined) throw new Error(`it wrote no hare/${name}`);
  return found.handle;
}

async function unpack(bundle: Bundle, file: FileHandle): Promise<void> {
  // It may hold all logs once more; most of the room is kept for what we choose ourselves.
  const keepFreeBytes = Math.floor(bundle.archive.freeBytes * 0.75);
  const { Parser } = await import('tar');
  await new Promise<void>((resolve, reject) => {
    let work: Promise<void> = Promise.resolve();
    const parser = new Parser({
      onReadEntry: (entry: ReadEntry) => {
        const source = `hctl reportbug: ${entry.path}`;
        if (entry.type !== 'File' && entry.type !== 'OldFile') {
          if (entry.type !== 'Directory') leaveOut(bundle, source, `it is a ${entry.type}`);
          entry.resume();
          return;
        }
        const name = path.posix.join('reportbug', path.posix.join('/', entry.path));
        work = work.then(() =>
          putStream(
            bundle,
            { name, source, mtime: entry.mtime ?? new Date(0), keepFreeBytes, drain: true },
            entry as unknown as AsyncIterable<Buffer>,
          ),
        );
        work.catch(reject);
      },
    });
    parser.on('error', reject);
    parser.on('end', () => void work.then(resolve, reject));
    file.createReadStream().on('error', reject).pipe(parser);
  });
}
