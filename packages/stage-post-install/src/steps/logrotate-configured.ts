import { readFile } from 'node:fs/promises';
import { writeFileAtomic, HareError } from '@hare/base';
import type { StageContext, Step } from '@hare/stage';

/**
 * The content of `/etc/logrotate.d/hare`: Hare's logs, but not our own setup.log, which rotates
 * itself.
 */
export function logrotateText(logDir: string): string {
  return `# Written by hare_setup post_install --configure-logrotate
${logDir}/hare-*.log ${logDir}/consul-*.log {
    weekly
    maxsize 100M
    rotate 5
    compress
    delaycompress
    missingok
    notifempty
    copytruncate
}
`;
}

/** `/etc/logrotate.d/hare` keeps the logs in Hare's log folder small. */
export function logrotateConfigured(context: Pick<StageContext, 'path' | 'places'>): Step {
  const file = context.path('/etc/logrotate.d/hare');
  const wanted = logrotateText(context.places.logDir);
  return {
    id: 'logrotate',
    title: "Configure logrotate for Hare's logs",
    check: async () => {
      const found = await readFile(file, 'utf8').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      });
      if (found === wanted) return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          found === undefined ? `${file} is missing` : `${file} is not up to date`,
        ),
      };
    },
    apply: () => writeFileAtomic(file, wanted, { mode: 0o644 }),
  };
}
