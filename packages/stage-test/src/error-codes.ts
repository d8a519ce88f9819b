import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  CONSUL_CRITICAL: {
    about: 'Health checks of Consul are critical; each is listed.',
    remedy:
      'Look at the service behind each check, and at what the check says: curl -s http://127.0.0.1:8500/v1/health/state/critical',
  },
  DRIVE_UNREADABLE: {
    about: 'The first block of a drive cannot be read.',
    remedy:
      'Look for errors of the kernel, and replace the drive if it is broken: dmesg | grep -i "i/o error"; smartctl -H DEVICE',
  },
  TOO_SLOW: {
    about:
      'A time that plan performance or scalability measured is above the limit that was set for it.',
    remedy:
      'Repeat on an idle machine; correct the limit in the ConfStore of --param if it was too low: hare_setup test --plan performance --param URL',
  },
  TEST_PARAM_INVALID: {
    about: 'The ConfStore of --param has wrong settings below hare>test; each is listed.',
    remedy: 'Correct these keys: confstore URL get "hare>test" -f yaml',
  },
  TEST_PARAM_UNKNOWN: {
    about:
      'The ConfStore of --param has a key below hare>test that is no setting of test; the hint has the nearest name.',
    remedy: 'Correct the name, or delete the key: confstore URL delete "hare>test>NAME"',
  },
  TEST_PARAM_WRONG: {
    about: 'A setting of test in the ConfStore of --param has a value of the wrong kind.',
    remedy: 'Set a value of the kind in the message: confstore URL set "hare>test>NAME=VALUE"',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
