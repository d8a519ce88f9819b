import { expect, test } from 'vitest';
import { belowRoot, resolvePlaces } from './places.js';
import { defaultSettings } from './settings.js';

test('default paths are as documented', () => {
  expect(resolvePlaces({ settings: defaultSettings, given: new Set() }, '')).toEqual({
    varDir: '/var/lib/hare',
    stateDir: '/var/lib/hare/setup',
    logDir: '/var/log/seagate/hare',
    logFile: '/var/log/seagate/hare/setup.log',
    lockFile: '/run/hare/setup.lock',
    prefix: '/opt/seagate/cortx/hare',
    cdfFile: '/var/lib/hare/cluster.yaml',
  });
});

test('--root stands before default paths and not before given ones; an own state folder has its own lock', () => {
  const settings = { ...defaultSettings, varDir: '/data', stateDir: '/state' };
  expect(resolvePlaces({ settings, given: new Set(['varDir', 'stateDir']) }, '/r')).toEqual({
    varDir: '/data',
    stateDir: '/state',
    logDir: '/r/var/log/seagate/hare',
    logFile: '/r/var/log/seagate/hare/setup.log',
    lockFile: '/state/setup.lock',
    prefix: '/r/opt/seagate/cortx/hare',
    cdfFile: '/data/cluster.yaml',
  });
  expect(resolvePlaces({ settings: defaultSettings, given: new Set() }, '/r').lockFile).toBe(
    '/r/run/hare/setup.lock',
  );
});

test('a system path stands below the root', () => {
  expect(belowRoot('/r', '/etc/machine-id')).toBe('/r/etc/machine-id');
  expect(belowRoot('', '/etc/machine-id')).toBe('/etc/machine-id');
});
