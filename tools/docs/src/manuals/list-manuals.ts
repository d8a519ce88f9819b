import { program as hareCdf } from '@hare/cdf/commands';
import { program as hareCfgen } from '@hare/cfgen/commands';
import { program as confstore } from '@hare/confstore/commands';
import { commonOptions } from '@hare/stage';
import { program as hareSetup, stages } from 'hare_setup';
import type { Manual } from '../manual.js';
import { listPackages } from '../repository.js';
import { programManual } from './command-manual.js';
import { stageManual } from './stage-manual.js';

/** The manual of every bin of every package. @throws when a bin has none */
export async function listManuals(): Promise<readonly Manual[]> {
  const loaded = await Promise.all(stages.map((stage) => stage.load()));
  const ofStages = loaded.map((stage) =>
    stageManual(stage, `hare-stage-${stage.name.replaceAll('_', '-')}`),
  );
  const known = new Map(
    [
      await programManual(confstore, 1, []),
      await programManual({ ...hareCdf, notes: [] }, 1, hareCdf.notes ?? []),
      await programManual(hareCfgen, 1, [hareCfgen.description]),
      await programManual(
        { ...hareSetup, common: { title: 'Options of every stage', options: commonOptions } },
        8,
        setupDescription,
      ),
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

const setupDescription = [
  'Stages run in the order listed here. A provisioner calls them as setup.yaml says; hare_setup run calls them in the same way. A stage checks, changes only what differs, and checks again.',
  'In the names of stages and options, _ and - mean the same.',
];
