import { stages } from 'hare_setup';
import type { Manual } from '../manual.js';
import { listPackages } from '../repository.js';
import { cdfManual } from './cdf-manual.js';
import { cfgenManual } from './cfgen-manual.js';
import { confStoreManual } from './conf-store-manual.js';
import { setupManual } from './setup-manual.js';
import { stageManual } from './stage-manual.js';

/** The manual of every bin of every package. @throws when a bin has none */
export async function listManuals(): Promise<readonly Manual[]> {
  const loaded = await Promise.all(stages.map((stage) => stage.load()));
  const ofStages = loaded.map((stage) =>
    stageManual(stage, `hare-stage-${stage.name.replaceAll('_', '-')}`),
  );
  const known = new Map(
    [
      ...(await Promise.all([confStoreManual(), cdfManual(), setupManual()])),
      cfgenManual(),
      ...ofStages,
    ].map((manual) => [manual.bin, manual]),
  );
  return listPackages()
    .flatMap(({ bin }) => Object.keys(bin))
    .map((bin) => {
      const manual = known.get(bin);
      if (manual === undefined) throw new Error(`tools/docs knows no manual for the bin ${bin}`);
      return manual;
    });
}
