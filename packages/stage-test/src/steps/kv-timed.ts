import { HareError, parseStoreUrl } from '@hare/base';
import type { Holds, Step, Verdict } from '@hare/stage';
import { overLimit } from '../over-limit.js';
import { figuresOf } from '../summarize-times.js';
import type { TestSession } from '../test-session.js';
import { timeKv, type KvTimes } from '../time-kv.js';

export interface KvTimedOptions {
  /** False: one at a time. True: with 1, 2, 4 … at once, up to the setting `kv_concurrency`. */
  readonly growing: boolean;
}

/**
 * How long reads and writes of the KV take, on keys of its own (`hare_setup/test/…`) that are
 * removed again.
 */
export function kvTimed(session: TestSession, { growing }: KvTimedOptions): Step {
  const { context } = session;
  let measured: readonly { readonly concurrency: number; readonly times: KvTimes }[] | undefined;
  return {
    id: 'kv-time',
    title: 'Measure the time of KV reads and writes',
    after: ['settings', 'bootstrap'],
    temporary: true,
    check: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind === 'deferred')
        return {
          ok: false,
          refuse: true,
          error: new HareError(
            'KV_UNREACHABLE',
            `plan ${context.options.plan} needs the KV: nothing listens at 127.0.0.1:8500`,
            { hint: 'pass the KV: --kv URL' },
          ),
        };
      return measured === undefined
        ? { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not measured yet') }
        : verdictOf(measured, await session.settings());
    },
    apply: async (look) => {
      const [{ formatKey, openConfStore }, kv, settings] = [
        await import('@hare/confstore'),
        await look(session.kv),
        await session.settings(),
      ];
      if (kv.kind === 'deferred') return;
      const store = await openConfStore(kv.url, { maps: true });
      const checkInterrupted = (): void => {
        if (context.signal.aborted)
          throw new HareError('STAGE_INTERRUPTED', 'the measurement of the KV was interrupted', {
            hint: 'run the stage again',
          });
      };
      const key = (index: number): string => formatKey([`hare_setup/test/${process.pid}/${index}`]);
      try {
        const results: { concurrency: number; times: KvTimes }[] = [];
        for (const concurrency of growing ? steps(settings.kv_concurrency) : [1]) {
          context.progress(
            `${settings.kv_operations} writes and reads of the KV, ${concurrency} at once`,
          );
          results.push({
            concurrency,
            times: await timeKv(store, {
              operations: settings.kv_operations,
              concurrency,
              valueBytes: settings.kv_value_bytes,
              oneWriter: parseStoreUrl(kv.url).scheme !== 'consul',
              key,
              checkInterrupted,
            }),
          });
        }
        measured = results;
      } finally {
        await store.close();
      }
    },
  };
}

/** 1, 2, 4 … up to a number, that number included. */
function steps(most: number): readonly number[] {
  const powers = Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, power) => 2 ** power);
  return powers.at(-1) === most ? powers : [...powers, most];
}

function verdictOf(
  measured: readonly { readonly concurrency: number; readonly times: KvTimes }[],
  {
    max_kv_read_ms: maxReadMs,
    max_kv_write_ms: maxWriteMs,
  }: {
    readonly max_kv_read_ms?: number | undefined;
    readonly max_kv_write_ms?: number | undefined;
  },
): Verdict {
  const limits = measured.flatMap(({ concurrency, times }) => [
    {
      what: `writes, ${concurrency} at once`,
      times: times.writes,
      maxMs: maxWriteMs,
      setting: 'max_kv_write_ms',
    },
    {
      what: `reads, ${concurrency} at once`,
      times: times.reads,
      maxMs: maxReadMs,
      setting: 'max_kv_read_ms',
    },
  ]);
  const figures = Object.assign(
    {},
    ...measured.map(({ concurrency, times }) =>
      figuresAt(measured.length === 1 ? '' : String(concurrency), times),
    ),
  ) as NonNullable<Holds['figures']>;
  return overLimit(limits) ?? { ok: true, figures };
}

function figuresAt(
  suffix: string,
  { writes, reads, writesPerSecond, readsPerSecond }: KvTimes,
): NonNullable<Holds['figures']> {
  return {
    ...figuresOf(`kvWrite${suffix}`, writes),
    ...figuresOf(`kvRead${suffix}`, reads),
    [`kvWrites${suffix}PerSecond`]: writesPerSecond,
    [`kvReads${suffix}PerSecond`]: readsPerSecond,
  };
}
