/** Epoch, version and release of a package: `1:2.0.0-5.el7`. */
interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  /** Undefined: not given, and then any. */
  readonly release: string | undefined;
}

/**
 * How two versions of rpm packages compare: negative, 0, positive. As rpm does it: epoch, then
 * version, then release, each by segments of digits or letters, `~` before everything, also the
 * end, and `^` after the end but before everything else. A release that one of them lacks does not
 * count.
 */
export function compareRpmVersions(a: string, b: string): number {
  const [x, y] = [splitVersion(a), splitVersion(b)];
  const byVersion = compareSegments(x.epoch, y.epoch) || compareSegments(x.version, y.version);
  return byVersion !== 0 || x.release === undefined || y.release === undefined
    ? byVersion
    : compareSegments(x.release, y.release);
}

function splitVersion(text: string): RpmVersion {
  const [, epoch = '0', rest = ''] = /^(?:(\d*):)?(.*)$/s.exec(text) ?? [];
  const dash = rest.lastIndexOf('-');
  return {
    epoch: epoch === '' ? '0' : epoch,
    version: dash === -1 ? rest : rest.slice(0, dash),
    release: dash === -1 ? undefined : rest.slice(dash + 1),
  };
}

/** rpm's rpmvercmp. */
function compareSegments(a: string, b: string): number {
  let [x, y] = [a, b];
  for (;;) {
    [x, y] = [x, y].map((text) => text.replace(/^[^a-zA-Z0-9~^]+/, '')) as [string, string];
    if (x.startsWith('~') || y.startsWith('~')) {
      if (!x.startsWith('~')) return 1;
      if (!y.startsWith('~')) return -1;
      [x, y] = [x.slice(1), y.slice(1)];
      continue;
    }
    if (x.startsWith('^') || y.startsWith('^')) {
      if (x === '') return -1;
      if (y === '') return 1;
      if (!x.startsWith('^')) return 1;
      if (!y.startsWith('^')) return -1;
      [x, y] = [x.slice(1), y.slice(1)];
      continue;
    }
    if (x === '' || y === '') return Number(x !== '') - Number(y !== '');
    const segment = /^\d/.test(x) ? /^\d+/ : /^[a-zA-Z]+/;
    const [ofX = '', ofY = ''] = [segment.exec(x)?.[0], segment.exec(y)?.[0]];
    // A number is newer than letters.
    if (ofY === '') return /^\d/.test(x) ? 1 : -1;
    const order = /^\d/.test(x) ? compareNumbers(ofX, ofY) : compareTexts(ofX, ofY);
    if (order !== 0) return order;
    [x, y] = [x.slice(ofX.length), y.slice(ofY.length)];
  }
}

/** Numbers of any length. */
function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return Math.sign(x.length - y.length) || compareTexts(x, y);
}

/** By bytes, as the C locale does. */
function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
