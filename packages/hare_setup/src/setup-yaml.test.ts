import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { StageDefinition } from '@hare/stage';
import { setupYaml } from './setup-yaml.js';
import { stages } from './stages.js';

const stage = (name: string, entry?: StageDefinition['setupYaml']): StageDefinition => ({
  name,
  summary: '',
  description: '',
  changes: false,
  options: {},
  examples: [],
  ...(entry === undefined ? {} : { setupYaml: entry }),
  steps: () => [],
});

test('setup.yaml has cmd and args per stage, a target for backup, a list for support_bundle', () => {
  const text = setupYaml(
    [
      stage('init'),
      stage('test', { args: '--config $URL --plan $TYPE' }),
      stage('backup', { args: '--config $URL --target $URL', target: '$URL' }),
      stage('support_bundle', { args: '', list: true }),
    ],
    { component: 'cortx-hare', prefix: '/opt/hare' },
  );
  expect(parse(text)).toEqual({
    'cortx-hare': {
      init: { cmd: '/opt/hare/bin/hare_setup', args: 'init --config $URL' },
      test: { cmd: '/opt/hare/bin/hare_setup', args: 'test --config $URL --plan $TYPE' },
      backup: {
        cmd: '/opt/hare/bin/hare_setup',
        args: 'backup --config $URL --target $URL',
        target: '$URL',
      },
      support_bundle: ['/opt/hare/bin/hare_setup support_bundle'],
    },
  });
});

test.each(stages.map((entry) => [entry.name, entry] as const))(
  'the table says of %s what the stage says of itself',
  async (name, entry) => {
    const loaded = await entry.load();
    expect({ name: loaded.name, summary: loaded.summary }).toEqual({
      name,
      summary: entry.summary,
    });
  },
);
