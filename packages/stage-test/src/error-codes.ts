import type { ErrorMeaning } from '@hare/confstore/error';

/** The codes that only this package reports; the others are those of @hare/stage and of the packages below it. */
export const errorCodes: Readonly<Record<string, ErrorMeaning>> = {
  CLUSTER_DOWN: {
    about: 'The cluster does not run although the test needs it.',
    remedy: 'Start it and see what it says: hctl bootstrap -c /var/lib/hare; hctl status',
  },
  CLUSTER_DIFFERS: {
    about: 'hctl status lacks or has more than the cluster description promises: services, pools, profiles or devices, listed by node, name and fid.',
    remedy: 'Read the log of each service that does not run, and look at each drive that is not online: hctl status; journalctl -u "m0d@*" -n 100',
  },
  CONFD_MISSING: {
    about: 'There is no confd.xc beside the cluster description.',
    remedy: 'Generate the configuration again: hare_setup config',
  },
  CONFD_DIFFERS: {
    about: 'confd.xc is not what the cluster description gives: it was edited, or the description changed since config ran.',
    remedy: 'See the difference, then generate it again: hare_setup config --dry-run; hare_setup config',
  },
  KV_DIFFERS: {
    about: 'The KV is not what the cluster description gives; each key that differs is listed.',
    remedy: 'See what config would change, and apply it while the cluster is down: hare_setup config --dry-run; hare_setup config --replace',
  },
  KV_UNREACHABLE: {
    about: 'The plan needs the KV, none was named, and no Consul listens at 127.0.0.1:8500.',
    remedy: 'Start the cluster, which starts Consul, or name the KV: hare_setup test --kv consul://HOST:8500/',
  },
  FIDS_DIFFER: {
    about: 'Services run with other fids than the cluster description gives: the cluster was started with an older configuration.',
    remedy: 'Shut it down, apply the configuration, start it: hctl shutdown; hare_setup config; hctl bootstrap -c /var/lib/hare',
  },
  CONSUL_CRITICAL: {
    about: 'Health checks of Consul are critical; each is listed.',
    remedy: 'Look at the service behind each check, and at what the check says: curl -s http://127.0.0.1:8500/v1/health/state/critical',
  },
  DRIVE_UNREADABLE: {
    about: 'The first block of a drive cannot be read.',
    remedy: 'Look for errors of the kernel, and replace the drive if it is broken: dmesg | grep -i "i/o error"; smartctl -H DEVICE',
  },
  TOO_SLOW: {
    about: 'A time that plan performance or scalability measured is above the limit that was set for it.',
    remedy: 'Repeat on an idle machine; correct the limit in the ConfStore of --param if it was too low: hare_setup test --plan performance --param URL',
  },
  TEST_PARAM_INVALID: {
    about: 'The ConfStore of --param has wrong settings below hare>test; each is listed.',
    remedy: 'Correct these keys: confstore URL get "hare>test" -f yaml',
  },
  TEST_PARAM_UNKNOWN: {
    about: 'The ConfStore of --param has a key below hare>test that is no setting of test; the hint has the nearest name.',
    remedy: 'Correct the name, or delete the key: confstore URL delete "hare>test>NAME"',
  },
  TEST_PARAM_WRONG: {
    about: 'A setting of test in the ConfStore of --param has a value of the wrong kind.',
    remedy: 'Set a value of the kind in the message: confstore URL set "hare>test>NAME=VALUE"',
  },
};
