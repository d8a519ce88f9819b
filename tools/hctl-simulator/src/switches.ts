const eachCall = {
  hang: 'never ends; TERM ends it',
  'hang-hard': 'never ends, and ignores TERM',
  kill: 'kills itself with SIGKILL, midway',
  refuse: 'fails with exit code 1 before it did anything',
  exit: '=N: fails with exit code N before it did anything',
  noise: 'prints progress lines and warnings on stdout and stderr first',
  slow: '=MS: takes so much longer',
  leak: '=TEXT: prints the text on stdout and stderr, as programs print their secrets',
} as const;

const calls = ['status', 'bootstrap', 'shutdown', 'reportbug'] as const;

/** A call of hctl. */
export type Call = (typeof calls)[number];

/** Every failure that can be switched on, with what it does. */
export const switches: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    calls.flatMap((call) =>
      Object.entries(eachCall).map(([name, what]) => [`${call}-${name}`, what]),
    ),
  ),
  'status-garbage': 'prints a Python traceback instead of JSON, and exits with 0',
  'status-cut': 'prints the first half of the JSON, and exits with 0',
  'status-empty': 'prints nothing, and exits with 0',
  'status-shape': 'prints JSON of another shape',
  'status-no-d': 'is older than -d: refuses it with exit code 2',
  'status-old':
    'has the shape of older releases: no bytecount, empty stats, other clients are m0_client',
  'bootstrap-crash':
    'fails after mkfs and before services start: a half-started cluster stays behind',
  'bootstrap-crash-early': 'fails when only Consul runs, before mkfs',
  'bootstrap-crash-mkfs': 'fails in mkfs of Motr, of which it prints nothing',
  'bootstrap-crash-m0d':
    'fails when services have started: units m0d@… live on, and shutdown leaves them',
  'bootstrap-orphan': 'the parent is killed in the middle, and its child works on',
  'bootstrap-starts-clients':
    'starts the clients that serve users too, as Hare did until February 2022',
  'client-units': 'others start the clients: units m0_client_…@…, which shutdown leaves',
  'consul-dead':
    'Consul is dead while hax lives: status never answers, shutdown says that nothing runs',
  'slow-start': '=MS: services are started only that long after bootstrap',
  'shutdown-repeat': '=N: shutdown has to be called N times',
  'shutdown-stuck': 'shutdown says it is done, and the cluster still runs',
  'service-offline': '=NAME: these services are offline',
  'service-unknown': '=NAME: these services are unknown',
  'service-missing': '=NAME: these services are not in the status',
  'service-wrong': '=NAME: these services appear under the name mystery',
  'service-surplus': '=NAME: one more service of this name on every node',
  'node-missing': '=HOST: this node is not in the status',
  'pool-missing': '=NAME: this pool is not in the status',
  'profile-missing': '=NAME: this profile is not in the status',
  'device-offline': '=PATH: these devices are offline',
  'device-state':
    '=PATH=STATE: this device is in this state: failed, repairing, repaired, rebalancing, dtm_recovering',
  'device-unknown': '=PATH: these devices are M0_NC_UNKNOWN',
  'device-missing': '=PATH: these devices are not in the status',
};
