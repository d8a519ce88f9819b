import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CLUSTER_NOT_STARTED: {
    about:
      'The cluster was started, but some services did not reach the state started in time; each is listed with its node and fid.',
    remedy:
      'Read the log of these services, mend the cause, run the stage again: hctl status; journalctl -u "m0d@*" -n 100',
  },
  CONFIG_URL_MISSING: {
    about:
      'The stage needs a ConfStore, --config was not given, and config has recorded none on this machine.',
    remedy: 'Run config first, or give the URL: hare_setup config --config json:///FILE',
  },
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
  CDF_FILE_MISSING: {
    about:
      'There is no cluster description file where the stage looks for it: config did not run, cleanup ran since, or another varDir or --root is meant.',
    remedy:
      'Make it from the ConfStore: hare_setup config --config URL; what ran here so far: hare_setup status',
  },
  CDF_CHANGED: {
    about:
      'Somebody edited the cluster description, or ran another config, after this stage had read it. hctl would read the new one, which this stage has not checked; nothing was done with it.',
    remedy:
      'See what it says now, then run the stage again: hare-cdf validate /var/lib/hare/cluster.yaml; hare_setup STAGE',
  },
  CDF_UNREADABLE: {
    about:
      'The cluster description file is there but cannot be read: permission denied, or an I/O error.',
    remedy: 'Run as root, or mend owner and mode: ls -l /var/lib/hare/cluster.yaml',
  },
  NODE_UNKNOWN: {
    about:
      'This machine, or the one that --node names, is none of the nodes in the cluster description; neither its machine-id nor its host name is there.',
    remedy:
      'Say which node it is: hare_setup STAGE --node NAME; what this machine calls itself: cat /etc/machine-id; hostname -f',
  },
  CLUSTER_UNITS_LEFT: {
    about:
      'hctl status says that the cluster does not run, but units of Motr or Hare are still active: hctl shutdown does not stop services that failed to start, nor clients.',
    remedy:
      "See which they are, then stop them: systemctl list-units 'm0d@*' 'm0_client_*@*' 'motr-mkfs@*' 'hare-*'; systemctl stop UNIT",
  },
  CONFIG_NOT_BROUGHT: {
    about:
      'The configuration changed while the cluster was down, or the KV has lost it, and Consul could not be reached to bring it there; services of Motr were not started with it.',
    remedy:
      'Name the KV of the cluster, then run init again: hare_setup init --kv consul://HOST:8500/',
  },
  UNITS_UNKNOWN: {
    about:
      'systemctl did not answer in time, so which services of Motr are active is unknown; nothing is formatted and nothing called down then.',
    remedy:
      "Find out why it does not answer, then run the stage again: systemctl list-units 'm0d@*'",
  },
  BOOTSTRAP_AT_WORK: {
    about: 'hctl bootstrap of a stage that was killed is still running and did not end in time.',
    remedy:
      'Look at what it waits for; if it hangs, end it and its children, then run the stage again: ps -fp PID; kill -TERM -PID',
  },
  CLUSTER_STARTED: {
    about:
      'The cluster was down when the stage began, and somebody else started it just before the stage would have; it is left alone.',
    remedy: 'Run the stage again, it now finds a running cluster: hctl status; hare_setup STAGE',
  },
  CLUSTER_TURN: {
    about:
      'A stage of another node starts and stops the cluster, and did not end in time; the nodes take turns, by a lock in the KV.',
    remedy:
      'See what that stage waits for on its node, then run this one again, with more time if it is slow: hare_setup status; hare_setup STAGE --timeout 30m',
  },
  CONFIG_DAMAGED: {
    about:
      'A generated file that hctl bootstrap reads is empty, cut, not what config wrote, or a folder is in its place; hctl is not called with it.',
    remedy: 'Generate the configuration again, then repeat the stage: hare_setup config',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
