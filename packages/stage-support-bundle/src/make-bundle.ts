import { open } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';
import type { StageContext } from '@hare/stage';
import { listLogFiles } from '@hare/footprint';
import { BundleArchive } from './archive/bundle-archive.js';
import { formatManifest, type BundleManifest } from './archive/bundle-manifest.js';
import { attempt, leaveOut, type Bundle } from './bundle.js';
import type { BundleOptions } from './bundle-options.js';
import { withBundleWork, type BundlePlace, type BundleWork } from './bundle-place.js';
import { collectBinaries, listCoreDumps, listTraces } from './collect/collect-binaries.js';
import {
  collectConfiguration,
  collectSettings,
  collectState,
} from './collect/collect-configuration.js';
import { collectKv } from './collect/collect-kv.js';
import { collectReport } from './collect/collect-report.js';
import { collectReportbug } from './collect/collect-reportbug.js';
import { collectStackTraces } from './collect/collect-stack-traces.js';
import { collectStatus } from './collect/collect-status.js';
import { collectVersions } from './collect/collect-versions.js';
import { learnSecrets } from './learn-secrets.js';
import { collectLogs } from './logs/collect-logs.js';
import { LogSource } from './logs/log-source.js';
import type { Period } from './period.js';

/** What was made. */
export interface MadeBundle {
  readonly sizeBytes: number;
  readonly entries: number;
  readonly leftOut: number;
}

/** `--size_limit 0`; the manifest says 0 too. */
export const noSizeLimit = Number.MAX_SAFE_INTEGER;

export interface BundleRequest {
  readonly place: BundlePlace;
  readonly host: string;
  readonly period: Period;
  readonly sizeLimitBytes: number;
}

/**
 * Collects everything and puts the archive in its place, whole. What is small and always needed
 * comes first, then logs, the newest lines first, then what is large and binary.
 */
export async function makeBundle(
  context: StageContext<BundleOptions>,
  request: BundleRequest,
): Promise<MadeBundle> {
  const { place, period } = request;
  try {
    return await withBundleWork(place, (at) => makeIn(at, context, request));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (cause instanceof HareError || code === undefined || context.signal.aborted) throw cause;
    throw new HareError(
      'BUNDLE_FAILED',
      'the bundle cannot be written ' +
        `(${period.startMs === Number.NEGATIVE_INFINITY ? 'all logs' : 'logs of the requested time'}): ` +
        message,
      { where: { file: place.file }, hint: 'free space, or use another directory: -t DIR', cause },
    );
  }
}

async function makeIn(
  { folder, work }: BundleWork,
  context: StageContext<BundleOptions>,
  request: BundleRequest,
): Promise<MadeBundle> {
  const { place, sizeLimitBytes } = request;
  const manifestBytes = Math.min(256 * 1024, Math.floor(sizeLimitBytes / 4));
  const archive = await BundleArchive.create(
    path.join(work.way, 'spool'),
    sizeLimitBytes,
    manifestBytes,
  );
  try {
    const bundle: Bundle = { archive, masker: context.masker, entries: [], leftOut: [], work };
    await learnSecrets(bundle, context);
    await collect(bundle, context, request);
    const manifest = describe(bundle, context, request);
    const file = await open(path.join(work.way, 'bundle.tar.gz'), 'wx', 0o600);
    let sizeBytes: number;
    try {
      sizeBytes = await archive.write(file, formatManifest(manifest, manifestBytes), context.now());
      await file.sync();
    } finally {
      await file.close();
    }
    work.rename('bundle.tar.gz', path.basename(place.file), folder);
    folder.sync();
    return { sizeBytes, entries: bundle.entries.length, leftOut: bundle.leftOut.length };
  } finally {
    await archive.close();
  }
}

async function collect(
  bundle: Bundle,
  context: StageContext<BundleOptions>,
  { place, period, host }: BundleRequest,
): Promise<void> {
  const { options, signal, places } = context;
  const step = (source: string, work: () => Promise<void>): Promise<void> => {
    context.progress(`collecting ${source}`);
    return attempt(bundle, source, signal, work);
  };
  await step('keys of the KV', () => collectKv(bundle, context));
  await step('versions', () => collectVersions(bundle, context));
  await step('settings', () => collectSettings(bundle, context));
  await step('state and history', () => collectState(bundle, context));
  await step('hctl status', () => collectStatus(bundle, context));
  await step('configuration', () => collectConfiguration(bundle, context));
  await step('report page', () => collectReport(bundle, context, host));
  if (options.stacktrace) await step('stack traces', () => collectStackTraces(bundle, context));
  await step('hctl reportbug', () => collectReportbug(bundle, context, place.id));
  await step('logs', async () =>
    collectLogs(
      bundle,
      listLogFiles(places).map((entry) => new LogSource(entry, bundle.work.way)),
      period,
      signal,
    ),
  );
  if (options.binlogs)
    await step('binary traces', async () =>
      collectBinaries(bundle, 'binlogs', listTraces(context), period, signal),
    );
  else leaveOut(bundle, 'binary traces of Motr', 'not requested (--binlogs)');
  if (options.coredumps)
    await step('core dumps', async () =>
      collectBinaries(bundle, 'coredumps', listCoreDumps(context), period, signal),
    );
  else leaveOut(bundle, 'core dumps', 'not requested (--coredumps)');
}

function describe(
  { entries, leftOut, masker }: Bundle,
  context: StageContext<BundleOptions>,
  { place, host, sizeLimitBytes }: BundleRequest,
): BundleManifest {
  return {
    kind: 'hare_setup support bundle',
    version: 1,
    id: place.id,
    host,
    created: context.now().toISOString(),
    period: masker.text(context.options.duration ?? 'all'),
    sizeLimitBytes: sizeLimitBytes === noSizeLimit ? 0 : sizeLimitBytes,
    entries,
    leftOut,
  };
}
