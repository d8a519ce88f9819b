import { expect, test } from 'vitest';
import { embeddedKv } from '../src/every-stage/outside-kv.js';
import { setupYamlStages } from '../src/every-stage/setup-yaml-stages.js';
import { stageRows } from '../src/every-stage/stage-rows.js';
import { testStage } from '../src/every-stage/test-stage.js';

const stages = setupYamlStages();

test('every stage of setup.yaml has a row in the table, and no other', () => {
  expect(Object.keys(stageRows).sort()).toEqual(stages.map(({ name }) => name).sort());
});

for (const stage of stages) {
  const row = stageRows[stage.name];
  if (row !== undefined) testStage(stage, row, () => embeddedKv);
}
