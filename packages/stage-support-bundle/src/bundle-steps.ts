import { parseSize } from '@hare/cli';
import { hostname } from 'node:os';
import { HareError } from '@hare/base';
import { type StageContext, type Step } from '@hare/stage';
import { machineNames } from '@hare/footprint';
import type { BundleOptions } from './bundle-options.js';
import { bundlePlace } from './bundle-place.js';
import { noSizeLimit, type BundleRequest } from './make-bundle.js';
import { allTime, parsePeriod } from './period.js';
import { bundleWritten } from './steps/bundle-written.js';
import { folderIsOurs } from './steps/folder-is-ours.js';

/** Less than this has no room even for the manifest and the status. */
const leastBytes = 16 * 1024;

/** The steps of one run. @throws HareError `USAGE` */
export async function bundleSteps(context: StageContext<BundleOptions>): Promise<readonly Step[]> {
  const { options } = context;
  const host = (await machineNames(context))[0] ?? hostname();
  const parsed = parseSize(options.sizeLimit);
  const sizeLimitBytes = parsed === 0 ? noSizeLimit : parsed;
  if (sizeLimitBytes === undefined || sizeLimitBytes < leastBytes)
    throw new HareError('USAGE', `--size_limit cannot be ${JSON.stringify(options.sizeLimit)}`, {
      hint: 'use a size of at least 16K, such as 100M or 1.5G, or 0 for no limit',
      exitCode: 2,
    });
  const period =
    options.duration === undefined ? allTime : parsePeriod(options.duration, context.now());
  const request: BundleRequest = {
    place: bundlePlace(context, options, host),
    host,
    period,
    sizeLimitBytes,
  };
  return [folderIsOurs(request.place), bundleWritten(context, request)];
}
