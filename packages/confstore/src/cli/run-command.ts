import { stat } from 'node:fs/promises';
import {
  HareError,
  escapeText,
  formatError,
  isHareError,
  parseStoreUrl,
  versionOf,
} from '@hare/base';
import { callCommand, usageError } from '@hare/cli';
import { drained, endProcess, lostOutput, write, writeFitted } from '@hare/cli/streams';
import type { Command, CommandCall } from './command.js';
import { defaultDelimiter } from '../key/delimiter.js';
import { listenForInterruption } from './listen-for-interruption.js';

/** Runs one command of `confstore`. */
export async function runCommand(
  command: Command,
  url: string | undefined,
  delimiter: string | undefined,
  rest: readonly string[],
): Promise<number> {
  const called = await callCommand(command, rest, {
    program: `confstore ${command.takesUrl ? 'URL ' : ''}${command.name}`,
    version: () => versionOf(import.meta.url),
    print,
  });
  if (called === undefined) return 0;
  if (url === undefined && command.takesUrl)
    throw usageError(`${command.name} needs a URL before it`, `confstore URL ${command.name} …`);
  if (url !== undefined && !command.takesUrl)
    throw usageError(`${command.name} takes no URL`, `confstore ${command.name} …`);
  const { own: options, common, operands: args } = called;
  const { delimiter: ofCommand, aliases } = common;
  const chosen = typeof ofCommand === 'string' ? ofCommand : (delimiter ?? defaultDelimiter);
  const interruption =
    command.changes === true ? listenForInterruption('what was begun is ended') : undefined;
  const call: CommandCall = {
    url: url ?? '',
    args,
    options,
    delimiter: chosen,
    open: async ({ folders = false, ...openOptions } = {}, other = url ?? '') => {
      if (openOptions.create === true && !folders)
        await (await import('../create-store.js')).mustHaveFolder(other);
      await keepNurserySmall(other);
      const { openConfStore } = await import('../open-conf-store.js');
      return openConfStore(other, {
        delimiter: chosen,
        aliases: aliases === 'refuse' ? aliases : 'write-out',
        onNotice: (notice) => writeFitted(process.stderr, `confstore: ${formatError(notice)}\n`),
        ...openOptions,
        maps: true,
      });
    },
    print,
    printed: drained,
    interrupted: interruption?.signal ?? new AbortController().signal,
  };
  try {
    const exitCode = await command.run(call);
    const interrupted = interruption?.exitCode();
    // A lock that was waited for may still be: nothing else keeps the process.
    if (interrupted !== undefined) await endProcess(interrupted);
    if (interrupted !== undefined || command.failureExit === undefined)
      return interrupted ?? exitCode;
    return (await lostOutput()) === undefined ? exitCode : command.failureExit;
  } catch (error) {
    if (command.failureExit === undefined || !isHareError(error)) throw error;
    const { code, message, where, hint, problems } = error;
    const { failureExit: exitCode } = command;
    throw new HareError(code, message, { where, hint, problems, cause: error, exitCode });
  } finally {
    interruption?.stop();
  }
}

/** What a large file is read into stays: a nursery that grows for what does not is 30 MB wasted. */
async function keepNurserySmall(url: string): Promise<void> {
  const found = await stat(parseStoreUrl(url).path).catch(() => undefined);
  if (found === undefined || found.size < 2 ** 20) return;
  (await import('node:v8')).setFlagsFromString('--semi-space-growth-factor=1');
}

/** Values are data: a pipe or file gets them as they are, a terminal gets them escaped. */
export function print(text: string): void {
  write(process.stdout, process.stdout.isTTY ? escapeText(text) : text);
}
