import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { consulKv } from '../src/every-stage/outside-kv.js';
import { setupYamlStages } from '../src/every-stage/setup-yaml-stages.js';
import { stageRows } from '../src/every-stage/stage-rows.js';
import { testStage } from '../src/every-stage/test-stage.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('on a real Consul', () => {
  let cluster: ConsulCluster;
  beforeAll(async () => {
    cluster = await startConsul({ binary: program?.binary ?? '' });
  });
  afterAll(() => cluster.stop());

  const rows = setupYamlStages().flatMap((stage) =>
    stageRows[stage.name] === undefined ? [] : [{ stage, row: stageRows[stage.name] }],
  );
  const chosen = [...rows]
    .sort((a, b) => Number(b.row?.writesKv) - Number(a.row?.writesKv))
    .slice(0, inject('limits').stageTableConsulStages);
  for (const { stage, row } of chosen)
    if (row !== undefined) testStage(stage, row, () => consulKv(cluster.address));
});
