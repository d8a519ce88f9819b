import { HareError, isConsulUrl } from '@hare/base';
import { hostname } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { type ApplyReport, type ApplyTarget, defaultKv } from '@hare/kv';
import type { Look, StageContext, Step } from '@hare/stage';
import {
  isFormatted,
  readMkfsRecord,
  appliedKv,
  forgetPending,
  knowsApplied,
  readPending,
  rememberApplied,
  remembersConfd,
  writePending,
  type PendingConfiguration,
  descriptionDigest,
} from '@hare/cluster';
import type { ConfigurationSession } from '../configuration-session.js';

/** Whether keys are at most added: then it was not checked whether the cluster runs. */
function isOfKeysAlone({ added, changed, removed, unchanged, deadWriter }: ApplyReport): boolean {
  const isAddition = added.length > 0 && changed.length + removed.length === 0;
  return unchanged || (isAddition && deadWriter === undefined);
}

/** What changes, key by key; the first ones of very many. */
function diffOf({ added, changed, removed }: ApplyReport): string {
  const first = (keys: readonly string[], sign: string): readonly string[] =>
    keys.slice(0, shownKeys).map((key) => `${sign} ${key}`);
  const lines = [...first(added, '+'), ...first(changed, '~'), ...first(removed, '-')];
  const more = added.length + changed.length + removed.length - shownKeys;
  return more <= 0
    ? lines.join('\n')
    : [...lines.slice(0, shownKeys), `… and ${more} more keys`].join('\n');
}

const shownKeys = 1000;

/**
 * How long to wait for other nodes, ms. The one that writes may be slow, with all of them at once
 * on one machine; one that died delays the others by at most half a minute.
 */
const waitMs = 600_000;

interface ApplyHow {
  readonly dryRun: boolean;
  readonly replace?: PendingConfiguration['replace'];
  readonly beforeLook?: () => Promise<void>;
}

/** KVs that stay open until the run ends: so does the turn to write, from the first look on. */
async function openTargets({ now }: Pick<StageContext, 'now'>): Promise<{
  at(url: string): Promise<ApplyTarget>;
  close(): Promise<void>;
}> {
  const { openTarget } = await import('@hare/kv');
  const opened = new Map<string, Promise<ApplyTarget>>();
  return {
    at: async (url) => {
      const target = opened.get(url) ?? openTarget(url, { now });
      opened.set(url, target);
      return target;
    },
    close: async () => {
      for (const target of opened.values()) await (await target).close();
    },
  };
}

/**
 * RFC 20, config 2: the KV has the complete configuration. Other configurations and running
 * clusters are not overwritten.
 */
export function kvApplied(
  session: Pick<
    ConfigurationSession,
    'cdf' | 'configuration' | 'kv' | 'clusterRuns' | 'context' | 'options'
  >,
): Step {
  const { context, options } = session;
  const asked: PendingConfiguration['replace'] =
    options.replace === 'renumber' ? 'renumber' : options.replace === true;
  const apply = async (
    look: Look,
    url: string,
    { dryRun, replace = asked, beforeLook }: ApplyHow,
  ): Promise<ApplyReport> => {
    const { applyConfiguration } = await import('@hare/kv');
    const [{ entries }, { model }] = [await look(session.configuration), await look(session.cdf)];
    return applyConfiguration({
      kv: isConsulUrl(url) ? await (await context.openOnce(openTargets)).at(url) : url,
      entries,
      description: await descriptionDigest(model),
      owner: `${hostname()} pid ${process.pid}`,
      replace,
      // Asked once the KV is ours, too: the cluster may come up while another is waited for.
      running: () => look.again()(session.clusterRuns),
      dryRun,
      takesTurn: !context.dryRun && context.planned === undefined,
      ...(beforeLook === undefined ? {} : { beforeLook }),
      now: context.now,
      signal: context.signal,
      waitMs: context.timeoutMs ?? waitMs,
      log: (line) => context.progress(line),
    });
  };
  // The keys read from a KV, with its mark: while the mark is the same, so are the keys.
  const read = new Map<string, { readonly entries: unknown; readonly report: ApplyReport }>();
  const compare = async (look: Look, url: string): Promise<ApplyReport> => {
    const { kvMark } = await import('@hare/kv');
    const markNow = (): Promise<string | undefined> => kvMark(url).catch(() => undefined);
    const { entries } = await look(session.configuration);
    const known = read.size === 0 ? undefined : read.get((await markNow()) ?? '');
    if (known?.entries === entries) return known.report;
    let mark: string | undefined;
    // Only then: others may have been waited for.
    const beforeLook = async (): Promise<void> => void (mark = await markNow());
    const report = await apply(look, url, { dryRun: true, beforeLook });
    if (mark !== undefined && isOfKeysAlone(report) && mark === (await kvMark(url)))
      read.set(mark, { entries, report });
    return report;
  };
  /**
   * Once the cluster was formatted, Consul keeps its configuration while it is down: one that
   * differs is refused as online, or is pending.
   */
  const pendingOf = async (look: Look): Promise<PendingConfiguration | undefined> => {
    const { places } = context;
    if (!isFormatted(await readMkfsRecord(places)) || !(await knowsApplied(places)))
      return undefined;
    const [description, recorded] = [
      await descriptionDigest((await look(session.cdf)).model),
      await readPending(places),
    ];
    // What was allowed for this description before need not be requested again.
    const replace =
      asked === false && recorded?.description === description ? recorded.replace : asked;
    const report = await apply(look, appliedKv(places), { dryRun: true, replace });
    return report.unchanged ? undefined : { replace, description };
  };
  /** A run that was killed has perhaps written the KV, and not what is remembered of it. */
  const isRemembered = async (look: Look): Promise<boolean> => {
    const { places } = context;
    if (!isFormatted(await readMkfsRecord(places))) return true;
    const { files } = await look(session.configuration);
    if (!(await remembersConfd(places, files.digests.get('confd.xc')))) return false;
    return (await apply(look, appliedKv(places), { dryRun: true, replace: 'renumber' })).unchanged;
  };
  return {
    id: 'kv',
    title: 'Apply the configuration to the KV',
    check: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind === 'deferred') {
        const pending = await pendingOf(look);
        const recorded = await readPending(context.places);
        if (pending === undefined)
          return recorded === undefined
            ? { ok: true, deferred: kv.reason }
            : {
                ok: false,
                error: new HareError(
                  'STEP_NOT_EFFECTIVE',
                  'the KV already has this configuration; the pending change is not removed yet',
                ),
              };
        const isKnown = isDeepStrictEqual(recorded, pending);
        const deferred =
          'Consul is not running; the next init writes the configuration to the KV before ' +
          'services start';
        return isKnown
          ? { ok: true, deferred }
          : {
              ok: false,
              error: new HareError(
                'STEP_NOT_EFFECTIVE',
                'the changed configuration is not recorded as pending yet',
              ),
            };
      }
      const report = await compare(look, kv.url);
      if (report.unchanged && !(await isRemembered(look)))
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            'the KV has this configuration, but this machine does not remember it yet',
          ),
        };
      if (report.unchanged)
        return {
          ok: true,
          note: `generation ${report.generation}, digest ${report.digest.slice(0, 19)}`,
        };
      const { added, changed, removed } = report;
      const diff = diffOf(report);
      if (diff === '')
        return {
          ok: false,
          error: new HareError(
            'STEP_NOT_EFFECTIVE',
            'the keys are the same, but their record must be updated',
          ),
        };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${added.length} keys to add, ${changed.length} to change, ${removed.length} to remove`,
        ),
        diff,
        changes: [],
      };
    },
    forecast: async (look) => {
      const [kv, { entries }] = [await look(session.kv), await look(session.configuration)];
      if (kv.kind === 'deferred')
        return [
          {
            kind: 'keys',
            kv: defaultKv,
            added: [...new Set(entries.map(({ key }) => key))],
            changed: [],
            removed: [],
            deferred: kv.reason,
          },
        ];
      const { added, changed, removed } = await compare(look, kv.url);
      return [{ kind: 'keys', kv: kv.url, added, changed, removed }];
    },
    apply: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind === 'deferred') {
        const pending = await pendingOf(look);
        return pending === undefined
          ? forgetPending(context.places)
          : writePending(context.places, pending);
      }
      const { mark, ...report } = await apply(look, kv.url, { dryRun: false });
      const [{ folder, entries }, { model }] = [
        await look(session.configuration),
        await look(session.cdf),
      ];
      if (mark !== undefined)
        read.set(mark, {
          entries,
          report: { ...report, added: [], changed: [], removed: [], unchanged: true },
        });
      if (!isFormatted(await readMkfsRecord(context.places))) return;
      await rememberApplied(context.places, {
        folder,
        entries,
        description: await descriptionDigest(model),
        owner: `${hostname()} pid ${process.pid}`,
      });
    },
  };
}
