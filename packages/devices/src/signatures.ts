import { codedError } from '@hare/base';
import type { CommandResult, RunCommand } from '@hare/command';

export type Signatures =
  | { readonly kind: 'read'; readonly signatures: readonly string[] }
  | { readonly kind: 'unreadable'; readonly why: string };

/** How long one device may take: a disk that sleeps needs seconds. */
const timeoutMs = 60_000;
/** As many are asked for by one shell. */
const atOnce = 64;
/**
 * Its text is fixed, the files are its arguments. The wipefs of every release takes -p, but not of
 * every release says of which of several devices a signature is.
 */
const askForEach = 'for file; do wipefs -p -- "$file" 2>&1; echo "exit $?"; done';

/**
 * The types of every signature on devices or files, as wipefs(8) finds them: file systems, LVM, md,
 * swap, partition tables. Reads only. The answer has every file.
 * @throws HareError `COMMAND_NOT_FOUND` without wipefs
 */
export async function readSignatures(
  run: RunCommand,
  files: readonly string[],
  searchPath: string | undefined,
): Promise<ReadonlyMap<string, Signatures>> {
  // Not every root has /usr/sbin on PATH.
  const PATH = [searchPath, '/usr/sbin', '/sbin'].filter((part) => part !== undefined).join(':');
  const limits = { timeoutMs, env: { PATH } };
  const askTogether = async (some: readonly string[]): Promise<readonly Signatures[] | undefined> =>
    run(['/bin/sh', '-c', askForEach, 'sh', ...some], limits).then(
      (result) => answersOf(result, some.length),
      (error: unknown) => {
        if (codedError(error)?.code === 'COMMAND_STUCK') return undefined;
        throw error;
      },
    );
  const found = new Map<string, Signatures>();
  for (let start = 0; start < files.length; start += atOnce) {
    const some = files.slice(start, start + atOnce);
    const answers = some.length === 1 ? undefined : await askTogether(some);
    for (const [index, file] of some.entries())
      found.set(
        file,
        answers?.[index] ?? signaturesOf(await run(['wipefs', '-p', '--', file], limits)),
      );
  }
  return found;
}

/**
 * One answer for each device. Undefined where that is not certain, as after a timeout: then each is
 * asked for by itself, which shows the one that hangs, and a wipefs that is missing.
 */
function answersOf(
  { stdout, timedOut, exitCode }: CommandResult,
  count: number,
): readonly Signatures[] | undefined {
  const answers: Signatures[] = [];
  let lines: string[] = [];
  for (const line of stdout.split('\n').slice(0, -1)) {
    const [, code] = /^exit (\d+)$/.exec(line) ?? [];
    if (code === undefined) lines.push(line);
    else {
      if (code !== '0') return undefined;
      answers.push({ kind: 'read', signatures: parseWipefs(lines) });
      lines = [];
    }
  }
  return exitCode === 0 && !timedOut && answers.length === count ? answers : undefined;
}

function signaturesOf({ stdout, stderr, exitCode, timedOut }: CommandResult): Signatures {
  if (timedOut)
    return { kind: 'unreadable', why: `wipefs did not answer within ${timeoutMs / 1000} s` };
  if (exitCode === 0) return { kind: 'read', signatures: parseWipefs(stdout.split('\n')) };
  const said = stderr.trim();
  return {
    kind: 'unreadable',
    why: `wipefs failed: ${said === '' ? `exit ${String(exitCode)}` : said}`,
  };
}

/**
 * Types in what `wipefs -p` prints, `offset,uuid,label,type` a line; nothing for an empty device.
 */
function parseWipefs(lines: readonly string[]): readonly string[] {
  const found = lines.filter((line) => line.startsWith('0x'));
  return [...new Set(found.map((line) => line.slice(line.lastIndexOf(',') + 1)))];
}
