import { hostname } from 'node:os';
import type { ApplyReport } from '@hare/apply';
import { defaultKv } from '../../find-kv.js';
import type { Look } from '../../seen.js';
import type { Step } from '../../step.js';
import type { ConfigurationSession } from '../configuration-session.js';
import { descriptionDigest } from '../description-digest.js';

/** RFC 20, config 2: the KV holds the configuration, whole. Other configurations and running clusters are not overwritten. */
export function kvApplied(session: Pick<ConfigurationSession, 'cdf' | 'configuration' | 'kv' | 'clusterRuns' | 'context' | 'options'>): Step {
  const { context, options } = session;
  const apply = async (look: Look, url: string, dryRun: boolean): Promise<ApplyReport> => {
    const { applyConfiguration } = await import('@hare/apply');
    const [{ entries }, { model }] = [await look(session.configuration), await look(session.cdf)];
    const { replace } = options;
    return applyConfiguration({
      kv: url,
      entries,
      description: await descriptionDigest(model),
      owner: `${hostname()} pid ${process.pid}`,
      replace: replace === 'renumber' ? 'renumber' : replace === true,
      // Asked once the KV is ours, too: the cluster may come up while another is waited for.
      running: () => look.again()(session.clusterRuns),
      dryRun,
      now: context.now,
      ...(context.timeoutMs === undefined ? {} : { waitMs: context.timeoutMs }),
      log: (line) => context.progress(line),
    });
  };
  return {
    id: 'kv',
    title: 'The KV holds the configuration',
    check: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind === 'deferred') return { ok: true, deferred: kv.reason };
      const report = await apply(look, kv.url, true);
      if (report.unchanged) return { ok: true, note: `generation ${report.generation}, digest ${report.digest.slice(0, 19)}` };
      const { added, changed, removed } = report;
      const diff = [...added.map((key) => `+ ${key}`), ...changed.map((key) => `~ ${key}`), ...removed.map((key) => `- ${key}`)].join('\n');
      if (diff === '') return { ok: false, reason: 'the keys are the same, but what is recorded with them has to be renewed' };
      return { ok: false, reason: `${added.length} keys to add, ${changed.length} to change, ${removed.length} to remove`, diff };
    },
    forecast: async (look) => {
      const [kv, { entries }] = [await look(session.kv), await look(session.configuration)];
      if (kv.kind === 'deferred') return [{ kind: 'keys', kv: defaultKv, added: [...new Set(entries.map(({ key }) => key))], changed: [], removed: [], deferred: kv.reason }];
      const { added, changed, removed } = await apply(look, kv.url, true);
      return [{ kind: 'keys', kv: kv.url, added, changed, removed }];
    },
    apply: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind !== 'deferred') await apply(look, kv.url, false);
    },
  };
}
