/** A mounted file system. */
export interface Mount {
  /** Major and minor number as the kernel gives it; `0:n` for file systems without one device. */
  readonly number: string;
  readonly at: string;
  /** `/dev/sdb1`, `tmpfs` */
  readonly source: string;
}

/** Reads `/proc/PID/mountinfo`. */
export function parseMountInfo(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , number, , at] = before.split(' ');
    const [, source] = after.split(' ');
    return number === undefined || at === undefined
      ? []
      : [{ number, at: unescapeOctal(at), source: unescapeOctal(source ?? '') }];
  });
}

/** Reads `/proc/swaps`: the path of each swap device or file. */
export function parseSwaps(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(1)
    .map((line) => unescapeOctal(line.split(/\s+/)[0] ?? ''))
    .filter((file) => file.startsWith('/'))
    .map((file) => file.replace(/ \(deleted\)$/, ''));
}

/** The kernel writes space, tab, newline and backslash as `\040` and the like. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 8)),
  );
}
