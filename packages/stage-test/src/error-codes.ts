import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  CONSUL_CRITICAL: {
    about: 'Health checks of Consul are critical; each is listed.',
    remedy:
      'Check the service of each check: curl -s http://127.0.0.1:8500/v1/health/state/critical',
  },
  DRIVE_UNREADABLE: {
    about: 'The first block of a drive cannot be read.',
    remedy:
      'Check the kernel log, and replace the drive if it is broken: dmesg | grep -i "i/o ' +
      'error"; smartctl -H DEVICE',
  },
  TOO_SLOW: {
    about: 'A time measured by the plan performance or scalability is above its limit.',
    remedy:
      'Repeat on an idle machine, or raise the limit in the ConfStore of --param: ' +
      'hare_setup test --plan performance --param URL',
  },
  TEST_PARAM_INVALID: {
    about: 'The ConfStore of --param has wrong settings below hare>test; each is listed.',
    remedy: 'Correct these keys: confstore URL get "hare>test" -f yaml',
  },
  TEST_PARAM_UNKNOWN: {
    about:
      'The ConfStore of --param has an unknown setting below hare>test; the hint gives the ' +
      'nearest name.',
    remedy: 'Correct the name, or remove the key: confstore URL delete "hare>test>NAME"',
  },
  TEST_PARAM_WRONG: {
    about: 'A setting of test in the ConfStore of --param has a value of the wrong type.',
    remedy: 'Set a value of the type in the message: confstore URL set "hare>test>NAME=VALUE"',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
