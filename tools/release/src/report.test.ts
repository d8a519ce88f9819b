import { expect, test } from 'vitest';
import { renderReport } from './report.js';

test('a planned release shows guards, versions and why', () => {
  const text = renderReport({
    schema: 1,
    action: 'release',
    dryRun: true,
    outcome: 'planned',
    guards: [
      { title: 'the tree is clean', ok: true },
      {
        title: 'the branch is main',
        ok: false,
        reason: 'the branch is topic',
        hint: 'git switch main',
      },
    ],
    packages: [
      {
        name: '@hare/cdf',
        version: '0.1.1',
        previous: '0.1.0',
        what: 'release',
        why: ['fix(cdf): a', 'needs @hare/confstore'],
      },
      {
        name: 'hare_setup',
        version: '0.1.1',
        previous: '0.1.0',
        what: 'release',
        why: ['needs @hare/cdf'],
      },
    ],
  });
  expect(text).toMatchInlineSnapshot(`
    "ok       the tree is clean
    refused  the branch is main: the branch is topic
             hint: git switch main

    @hare/cdf   0.1.0 → 0.1.1
        fix(cdf): a
        needs @hare/confstore
    hare_setup  0.1.0 → 0.1.1  needs @hare/cdf

    Nothing was done (dry run). 2 packages would be released with --yes, once the checks pass.
    "
  `);
});

test('a publication says what was there already', () => {
  const text = renderReport({
    schema: 1,
    action: 'publish',
    dryRun: false,
    outcome: 'done',
    guards: [],
    registry: 'http://127.0.0.1/',
    packages: [
      { name: '@hare/cdf', version: '0.1.1', what: 'publish' },
      { name: 'hare_setup', version: '0.1.0', what: 'published already' },
    ],
  });
  expect(text).toBe(
    '\n@hare/cdf   0.1.1\nhare_setup  0.1.0  published already\n\n1 package published to http://127.0.0.1/.\n',
  );
});
