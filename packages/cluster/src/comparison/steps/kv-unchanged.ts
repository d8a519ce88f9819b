import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ComparisonSession } from '../comparison-session.js';

/**
 * The KV has the configuration that the description generates, apart from what a running cluster
 * owns. Reads only.
 */
export function kvUnchanged(session: ComparisonSession): Step {
  return {
    id: 'kv',
    title: 'Compare the KV with the description',
    after: ['bootstrap'],
    check: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind === 'deferred')
        return {
          ok: false,
          error: new HareError(
            'KV_UNREACHABLE',
            'no KV to compare: nothing listens at 127.0.0.1:8500',
            { hint: 'pass the KV: --kv URL' },
          ),
        };
      const [{ applyConfiguration }, { kvEntries }] = await Promise.all([
        import('@hare/kv'),
        import('@hare/cfgen'),
      ]);
      const entries = [...kvEntries(await session.configuration())];
      // A dry run only compares: nothing is replaced, so nothing has to be refused.
      const { added, changed, removed } = await applyConfiguration({
        kv: kv.url,
        entries,
        owner: `stage ${session.context.stage}`,
        dryRun: true,
        replace: 'renumber',
        running: () => Promise.resolve(false),
        now: session.context.now,
      });
      const findings = [
        ...added.map((key) => `missing: ${key}`),
        ...changed.map((key) => `differs: ${key}`),
        ...removed.map((key) => `surplus: ${key}`),
      ];
      if (findings.length === 0)
        return { ok: true, note: `${new Set(entries.map(({ key }) => key)).size} keys` };
      return {
        ok: false,
        error: new HareError(
          'KV_DIFFERS',
          `${findings.length} ${findings.length === 1 ? 'key differs' : 'keys differ'}`,
          { hint: 'check what config would change: hare_setup config --dry-run' },
        ),
        findings,
      };
    },
  };
}
