import { arch, release, version } from 'node:os';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import type { StageContext } from '@hare/stage';
import { putText, type Bundle } from '../bundle.js';

/** Versions of the system, of Node.js, of the packages that Hare needs and of Consul. */
export async function collectVersions(bundle: Bundle, context: StageContext): Promise<void> {
  const { settings, root } = context;
  const dpkg = `--admindir=${context.path('/var/lib/dpkg')}`;
  const rpmPath =
    settings.rpm.dbpath ??
    ['/var/lib/rpm', '/usr/lib/sysimage/rpm']
      .map((folder) => context.path(folder))
      .find((folder) => existsSync(folder)) ??
    context.path('/var/lib/rpm');
  const packages: readonly string[] = [...settings.packages, 'cortx-s3server', 'cortx-py-utils'];
  const commands: readonly (readonly [string, ...string[]])[] = [
    [settings.consul.binary, 'version'],
    ...(existsSync(path.join(context.path('/var/lib/dpkg'), 'status'))
      ? [['dpkg-query', dpkg, '-W', '--', ...packages] as const]
      : []),
    ...(existsSync(rpmPath)
      ? [['rpm', '--dbpath', rpmPath, '-q', '--', ...packages] as const]
      : []),
  ];
  const parts = [
    `system: ${version()} ${release()} ${arch()}`,
    `node: ${process.version}`,
    `root: ${root}`,
  ];
  const name = await readFile(context.path('/etc/os-release'), 'utf8').catch(() => undefined);
  if (name !== undefined) parts.push(name.trim());
  for (const command of commands) {
    const result = await context
      .run(command, { timeoutMs: 30_000 })
      .catch((error: unknown) => error as Error);
    parts.push(
      `$ ${command.join(' ')}`,
      'stdout' in result ? `${result.stdout}${result.stderr}`.trim() : result.message,
    );
  }
  await putText(
    bundle,
    'versions.txt',
    'system, packages and Consul',
    `${parts.join('\n')}\n`,
    context.now(),
  );
}
