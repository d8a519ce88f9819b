import { expect, test } from 'vitest';
import { ownRelease } from './own-release.js';
import { refuseNewerState } from './refuse-newer-state.js';

const places = { stateDir: '/var/lib/hare/setup' };

test('what a newer release wrote is not touched, and the message says how to go on', async () => {
  await expect(refuseNewerState('config', places, { release: '99.0.0' })).rejects.toMatchObject({
    code: 'STATE_NEWER',
    message: `the configuration of this machine was written by release 99.0.0, this is ${await ownRelease()}: a downgrade is refused`,
    where: { file: '/var/lib/hare/setup/config.json' },
  });
});

test.each([['restore', '99.0.0'], ['support_bundle', '99.0.0'], ['config', undefined], ['config', 'not a version'], ['config', '0.0.0-alpha']])('%s goes on after release %s', async (stage, release) => {
  await expect(refuseNewerState(stage, places, { release })).resolves.toBeUndefined();
});
