import type { ErrorMeaning } from '@hare/confstore/error';

/**
 * The codes of comparing cluster, files and KV with the cluster description, as test and the stages
 * of an upgrade do it.
 */
export const comparisonErrorCodes: Readonly<Record<string, ErrorMeaning>> = {
  CLUSTER_DOWN: {
    about: 'The cluster does not run although it is to be compared with its description.',
    remedy: 'Start it and see what it says: hctl bootstrap -c /var/lib/hare; hctl status',
  },
  CLUSTER_DIFFERS: {
    about:
      'hctl status lacks or has more than the cluster description promises: services, pools, profiles or devices, listed by node, name and fid.',
    remedy:
      'Read the log of each service that does not run, and look at each drive that is not online: hctl status; journalctl -u "m0d@*" -n 100',
  },
  CONFD_MISSING: {
    about: 'There is no confd.xc beside the cluster description.',
    remedy: 'Generate the configuration again: hare_setup config',
  },
  CONFD_DIFFERS: {
    about:
      'confd.xc is not what the cluster description gives: it was edited, or the description changed since config ran.',
    remedy:
      'See the difference, then generate it again: hare_setup config --dry-run; hare_setup config',
  },
  KV_DIFFERS: {
    about: 'The KV is not what the cluster description gives; each key that differs is listed.',
    remedy:
      'See what config would change, and apply it while the cluster is down: hare_setup config --dry-run; hare_setup config --replace',
  },
  KV_UNREACHABLE: {
    about: 'The comparison needs the KV, none was named, and no Consul listens at 127.0.0.1:8500.',
    remedy:
      'Start the cluster, which starts Consul, or name the KV: hare_setup test --kv consul://HOST:8500/',
  },
  FIDS_DIFFER: {
    about:
      'Services run with other fids than the cluster description gives: the cluster was started with an older configuration.',
    remedy:
      'Shut it down, apply the configuration, start it: hctl shutdown; hare_setup config; hctl bootstrap -c /var/lib/hare',
  },
};
