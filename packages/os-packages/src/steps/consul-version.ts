import { HareError } from '@hare/base';
import type { StageContext, Step, Verdict } from '@hare/stage';

/**
 * RFC 20, post_install 2: the consul binary runs and has a version that Hare supports (setting
 * `consul.version`).
 */
export function consulVersion(context: Pick<StageContext, 'settings' | 'run'>): Step {
  const { binary, version: range } = context.settings.consul;
  const command = [binary, 'version'] as const;
  return {
    id: 'consul-version',
    title: 'Check the Consul version',
    check: async (): Promise<Verdict> => {
      const hint = `install Consul ${range}, or set another binary in consul.binary (HARE_CONSUL_BINARY)`;
      const result = await context.run(command, { timeoutMs: 30_000 }).catch((error: unknown) => {
        if (error instanceof HareError && error.code !== 'COMMAND_INTERRUPTED') return error;
        throw error;
      });
      if (result instanceof HareError)
        return {
          ok: false,
          error: new HareError(result.code, result.message, { where: { command }, hint }),
        };
      const where = { command, exitCode: result.exitCode };
      if (result.timedOut)
        return {
          ok: false,
          error: new HareError('CONSUL_VERSION_FAILED', 'consul did not answer within 30 s', {
            where,
            hint,
          }),
        };
      if (result.exitCode !== 0)
        return {
          ok: false,
          error: new HareError(
            'CONSUL_VERSION_FAILED',
            `consul cannot be run: ${firstLine(result.stderr)}`,
            { where, hint },
          ),
        };
      const text = /^Consul v?(\S+)/m.exec(result.stdout)?.[1];
      const { default: semver } = await import('semver');
      if (text === undefined || semver.valid(text) === null)
        return {
          ok: false,
          error: new HareError(
            'CONSUL_VERSION_UNKNOWN',
            `consul version printed no version number: ${JSON.stringify(firstLine(result.stdout))}`,
            { where, hint },
          ),
        };
      if (semver.satisfies(text, range, { includePrerelease: true }))
        return { ok: true, note: `version ${text}` };
      return {
        ok: false,
        error: new HareError(
          'CONSUL_VERSION_UNSUPPORTED',
          `Consul ${text} is not supported; Hare supports ${range}`,
          { where, hint },
        ),
      };
    },
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
