import type { Machine } from '@hare/stage';
import type { Place } from './judge-space.js';

const mebibyte = 1024 ** 2;

/** The folders that stages write to, with what they need there at most in ordinary use. */
export function placesToCheck(
  { places, settings }: Pick<Machine, 'places' | 'settings'>,
  temporary: string,
): readonly Place[] {
  return [
    {
      name: 'cluster description and generated configuration',
      path: places.varDir,
      bytes: 64 * mebibyte,
    },
    { name: 'state of the stages', path: places.stateDir, bytes: 16 * mebibyte },
    { name: 'logs', path: places.logDir, bytes: settings.log.maxBytes * settings.log.files },
    { name: 'temporary files and support bundles', path: temporary, bytes: 500 * mebibyte },
  ];
}
