/**
 * An npm version as rpm writes and orders it: `1.2.0-beta.1` is `1.2.0~beta.1`, which is older than
 * `1.2.0` for rpm too; build metadata (`+…`) has no order in npm and is omitted.
 */
export function rpmVersion(version: string): string {
  const [number = '', ...prerelease] = version.replace(/\+.*$/, '').split('-');
  return prerelease.length === 0 ? number : `${number}~${prerelease.join('.')}`;
}
