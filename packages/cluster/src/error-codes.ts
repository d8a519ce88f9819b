import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  MKFS_RECORD_BROKEN: {
    about:
      'The record of formatting in the KV is damaged, so it is unknown whether the devices ' +
      'contain data. Nothing was formatted.',
    remedy:
      'Find out whether the cluster contains data, and check the record: consul kv get ' +
      'hare_setup/mkfs',
  },
  CLUSTER_NOT_STARTED: {
    about: 'Some services did not start in time; each is listed with its node and fid.',
    remedy:
      'Check the log of these services, fix the cause, and run the stage again: hctl ' +
      'status; journalctl -u "m0d@*" -n 100',
  },
  CONFIG_URL_MISSING: {
    about:
      'The stage needs a ConfStore, but --config is missing and config has not run on this ' +
      'machine.',
    remedy: 'Pass the URL of the ConfStore: hare_setup config --config json:///FILE',
  },
  CLUSTER_DOWN: {
    about: 'The cluster is stopped, so it cannot be compared with its description.',
    remedy: 'Start the cluster: hctl bootstrap -c /var/lib/hare',
  },
  CLUSTER_DIFFERS: {
    about:
      'hctl status differs from the cluster description in services, pools, profiles or ' +
      'devices; each difference is listed with node, name and fid.',
    remedy:
      'Check the log of each stopped service and each drive that is not online: hctl ' +
      'status; journalctl -u "m0d@*" -n 100',
  },
  CONFD_MISSING: {
    about: 'confd.xc is missing next to the cluster description.',
    remedy: 'Generate the configuration again: hare_setup config',
  },
  CONFD_DIFFERS: {
    about: 'confd.xc does not match the cluster description: one of them changed after config ran.',
    remedy: 'Check the difference, then run config: hare_setup config --dry-run',
  },
  KV_DIFFERS: {
    about: 'The KV does not match the cluster description; each different key is listed.',
    remedy:
      'Check what config would change, then stop the cluster and run config with ' +
      '--replace: hare_setup config --dry-run',
  },
  KV_UNREACHABLE: {
    about: 'The test needs the KV, but --kv is missing and no Consul runs at 127.0.0.1:8500.',
    remedy:
      'Start the cluster, which starts Consul, or pass the KV: hare_setup test --kv ' +
      'consul://HOST:8500/',
  },
  FIDS_DIFFER: {
    about:
      'The fids of running services differ from the cluster description: the cluster was ' +
      'started with an older configuration.',
    remedy:
      'Stop the cluster, run config, and start the cluster again: hctl shutdown; ' +
      'hare_setup config; hctl bootstrap -c /var/lib/hare',
  },
  CDF_FILE_MISSING: {
    about:
      'The cluster description file does not exist: config has not run, cleanup removed ' +
      'it, or varDir or --root is different.',
    remedy: 'Generate it from the ConfStore: hare_setup config --config URL',
  },
  CDF_CHANGED: {
    about:
      'The cluster description changed while the stage ran, so hctl would read a version ' +
      'that the stage has not checked. Nothing was done with it.',
    remedy:
      'Check the new version, then run the stage again: hare-cdf validate ' +
      '/var/lib/hare/cluster.yaml',
  },
  CDF_UNREADABLE: {
    about:
      'The cluster description file exists but cannot be read: permission denied, or an ' +
      'I/O error.',
    remedy: 'Run as root, or correct owner and mode: ls -l /var/lib/hare/cluster.yaml',
  },
  NODE_UNKNOWN: {
    about:
      'The cluster description contains neither the node of --node nor this machine; both ' +
      'machine-id and host name are unknown.',
    remedy: 'Pass the name of this node: hare_setup STAGE --node NAME',
  },
  CLUSTER_UNITS_LEFT: {
    about:
      'hctl status says that the cluster is stopped, but units of Motr or Hare are still ' +
      'active. hctl shutdown stops neither clients nor services that failed to start.',
    remedy:
      "List these units, then stop each with systemctl stop: systemctl list-units 'm0d@*' " +
      "'m0_client_*@*' 'motr-mkfs@*' 'hare-*'",
  },
  CONFIG_NOT_BROUGHT: {
    about:
      'The KV does not have the current configuration, because it changed while the ' +
      'cluster was stopped or the KV lost it, and Consul is unreachable. The services of ' +
      'Motr were not started.',
    remedy: 'Pass the KV of the cluster: hare_setup init --kv consul://HOST:8500/',
  },
  UNITS_UNKNOWN: {
    about:
      'systemctl did not answer in time, so it is unknown which services of Motr are ' +
      'active. Nothing was formatted.',
    remedy:
      'Find out why systemctl does not answer, then run the stage again: systemctl ' +
      "list-units 'm0d@*'",
  },
  BOOTSTRAP_AT_WORK: {
    about: 'hctl bootstrap from an earlier, killed stage is still running and did not end in time.',
    remedy:
      'Check what it waits for; if it hangs, stop it and its children: ps -fp PID; kill ' +
      '-TERM -PID',
  },
  CLUSTER_STARTED: {
    about:
      'The cluster was stopped when the stage began, but another process started it. It ' +
      'was not touched.',
    remedy: 'Run the stage again; it will find the cluster running: hctl status',
  },
  CLUSTER_TURN: {
    about:
      "Another node's stage is starting or stopping the cluster and did not finish in " +
      'time. Nodes take turns with a lock in the KV.',
    remedy:
      'Check that stage on its node, then allow more time here: hare_setup STAGE --timeout 30m',
  },
  CONFIG_DAMAGED: {
    about:
      'A generated file that hctl bootstrap reads is empty, truncated, edited, or a ' +
      'directory. hctl was not started.',
    remedy: 'Generate the configuration again: hare_setup config',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
