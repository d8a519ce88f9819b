import { expect, test } from 'vitest';
import { ownRelease, refuseNewerState } from './refused-states.js';

const places = { stateDir: '/var/lib/hare/setup' };

test('what a newer release wrote is not touched, and the message says how to go on', async () => {
  await expect(refuseNewerState({}, places, { release: '99.0.0' })).rejects.toMatchObject({
    code: 'STATE_NEWER',
    message: `the configuration of this machine was written by release 99.0.0, which is newer than this one (${await ownRelease()})`,
    where: { file: '/var/lib/hare/setup/config.json' },
  });
});

test.each([undefined, 'not a version', '0.0.0-alpha'])(
  'after release %s any stage goes on',
  async (release) => {
    await expect(refuseNewerState({}, places, { release })).resolves.toBeUndefined();
  },
);

test('a stage goes on after a newer release when its definition says so', async () => {
  await expect(
    refuseNewerState({ runsDespite: ['newer-release'] }, places, { release: '99.0.0' }),
  ).resolves.toBeUndefined();
  await expect(
    refuseNewerState({ runsDespite: ['unfinished-restore'] }, places, { release: '99.0.0' }),
  ).rejects.toMatchObject({ code: 'STATE_NEWER' });
});
