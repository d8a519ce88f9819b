import type { ExplainedCode } from './catalogues.js';

/** Something that an operator sees, and the codes that may be behind it. */
export interface Symptom {
  readonly title: string;
  /** What is seen, and what to know before going on. */
  readonly about: string;
  /** What to type first. */
  readonly first: readonly string[];
  /** Codes, or beginnings of codes that end in `_`. */
  readonly codes: readonly string[];
  /** Only of this package, where two packages explain one code. */
  readonly packageName?: string;
  /** So many rules that their names are enough here. */
  readonly namesOnly?: true;
}

/** By what is seen, the most frequent first. A code belongs to the first that names it. */
export const symptoms: readonly Symptom[] = [
  {
    title: 'The command ends at once with exit code 2',
    about: 'The command line is wrong. Nothing was done.',
    first: ['hare_setup --help', 'hare_setup STAGE --help'],
    codes: [
      'USAGE',
      'SETTINGS_FORMAT_UNKNOWN',
      'SETTINGS_FILE_MISSING',
      'EXPLAIN_UNKNOWN',
      'DELIMITER',
    ],
  },
  {
    title: 'post_install reports that something is missing',
    about:
      'Packages, Consul or hctl are missing, or their version is not supported. One run lists all findings.',
    first: ['hare_setup post_install', 'rpm -q cortx-motr cortx-hare consul'],
    codes: ['PACKAGE_', 'CONSUL_VERSION_', 'HCTL_NOT_FOUND', 'HCTL_NOT_EXECUTABLE', 'COMMAND_NOT_'],
  },
  {
    title: 'doctor finds a problem that no stage reports',
    about:
      'Wrong clocks, host names, ports or too little free space cause failures later, in other places.',
    first: ['hare_setup doctor -q', 'hare_setup explain CODE'],
    codes: ['CLOCK_SKEW', 'NAME_', 'PORT_', 'SPACE_', 'INODES_LOW', 'PLACE_NOT_WRITABLE'],
  },
  {
    title: 'The ConfStore cannot be opened',
    about:
      'The URL of --config is wrong, or its file cannot be read or is not valid in its format.',
    first: ['confstore URL validate', 'confstore URL get_keys'],
    codes: [
      'CONFSTORE_URL',
      'CONFSTORE_FILE_',
      'CONFSTORE_NOT_A_',
      'SYNTAX',
      'DUPLICATE_KEY',
      'YAML_',
      'NOT_UTF8',
      'TOO_DEEP',
      'TOO_LARGE',
      'LIMIT_VALUE',
      'INPUT_',
      'CONFIG_URL_MISSING',
      'DIR_ESCAPE',
    ],
  },
  {
    title: 'config reports missing or wrong values in the ConfStore',
    about: 'All wrong keys are listed with what is expected. Nothing was written.',
    first: ['hare-cdf generate URL', "hare-cdf explain 'KEY'"],
    codes: [
      'CONFSTORE_INVALID',
      'DIALECT_UNKNOWN',
      'KEY_MISSING',
      'KEY_EMPTY',
      'KEY_TYPE',
      'KEY_VALUE',
      'KEY_RANGE',
      'KEY_TOO_LARGE',
      'KEY_UNPRINTABLE',
      'KEY_COUNT',
      'KEY_ENDPOINT',
      'KEY_ENDPOINT_',
      'KEY_UNKNOWN_MACHINE',
      'KEY_MACHINE_REPEATED',
      'KEY_NO_',
      'KEY_DIX_LAYOUTS',
      'KEY_CLUSTER_ID',
      'KEY_MIXED_GENERATIONS',
      'KEY_CVGS_IGNORED',
      'KEY_SEVERAL_NODES',
    ],
    packageName: '@hare/cdf',
  },
  {
    title: 'Facts about machines are missing, or config waits for them',
    about:
      'Cores, memory and drive sizes of each node come from the KV (prepare writes them there), from a facts file, or, for this machine only, from the machine itself.',
    first: ['hare_setup prepare --config URL', "consul kv get -keys ''"],
    codes: [
      'FACTS_',
      'FACT_',
      'CFGEN_FACTS_MISSING',
      'CFGEN_FACT',
      'NODE_UNKNOWN',
      'NODE_NOT_THIS_MACHINE',
      'CFGEN_NO_NODE',
    ],
  },
  {
    title: 'A cluster description file (CDF) is refused or not found',
    about:
      'All problems are listed with line and column. `hare-cdf explain CODE` explains each of them.',
    first: [
      'hare-cdf validate /var/lib/hare/cluster.yaml',
      'hare-cdf show /var/lib/hare/cluster.yaml',
    ],
    codes: [
      'CDF_FILE_MISSING',
      'CDF_CHANGED',
      'CDF_UNREADABLE',
      'CDF_INVALID',
      'CDF_SYNTAX',
      'CDF_FILE',
      'CDF_',
      'CFGEN_AUX_POOLS',
      'CFGEN_FDMI_CLIENT',
      'CFGEN_PROFILE_POOL',
      'CFGEN_DISK_REF',
      'CFGEN_LOG_DEVICE_SMALL',
      'CFGEN_NO_POOLS',
      'CFGEN_AUTOMATIC_PARITY',
      'CFGEN_LNET_PORTS',
      'CFGEN_ADDRESS_PASSED_OVER',
    ],
    namesOnly: true,
  },
  {
    title: 'A device is refused',
    about:
      'prepare and init refuse a device that is in use, has foreign data, or differs from what config recorded. Nothing was formatted.',
    first: ['lsblk -o PATH,SIZE,TYPE,FSTYPE,MOUNTPOINTS,SERIAL', 'hare_setup init --dry-run'],
    codes: ['DEVICES_', 'DEVICE_'],
  },
  {
    title: 'Consul or the KV is unreachable, or refuses a request',
    about:
      'Without --kv and without Consul at 127.0.0.1:8500, config skips the KV for now; this is not an error. A KV in --kv must answer.',
    first: ['curl http://127.0.0.1:8500/v1/status/leader', 'consul members'],
    codes: [
      'CONSUL_UNREACHABLE',
      'CONSUL_NO_LEADER',
      'CONSUL_',
      'KV_UNREACHABLE',
      'KV_CHANGE_REFUSED',
      'APPLY_TARGET',
      'APPLY_TOO_LARGE',
    ],
  },
  {
    title: 'config refuses to change the KV',
    about:
      'The KV contains a different configuration. Only --replace replaces it, and never while the cluster runs.',
    first: ['hare_setup config --dry-run', 'hctl status'],
    codes: ['APPLY_', 'DRIVE_RENUMBERED', 'KEY_ADDED', 'KEY_CHANGED', 'KEY_REMOVED', 'MORE'],
  },
  {
    title: 'The cluster does not start',
    about:
      'A failed bootstrap is shut down again; the report gives the state of the cluster. The output of hctl is in the log.',
    first: ['hare_setup log', 'hctl status', 'journalctl -u "m0d@*" -n 100'],
    codes: [
      'HCTL_BOOTSTRAP_FAILED',
      'CLUSTER_NOT_STARTED',
      'BOOTSTRAP_AT_WORK',
      'CLUSTER_UNITS_LEFT',
      'MOTR_UNITS_ACTIVE',
      'CONFIG_NOT_BROUGHT',
      'UNITS_UNKNOWN',
      'FIRST_NODE_NOT_READY',
      'HCTL_TIMED_OUT',
      'STATUS_NOT_RUNNING',
      'HCTL_KILLED',
    ],
  },
  {
    title: 'The cluster does not stop, or its state is unknown',
    about: 'A stage does nothing while it is unknown whether the cluster runs.',
    first: ['hctl status', 'hctl status --json', 'hctl shutdown'],
    codes: ['HCTL_SHUTDOWN_FAILED', 'HCTL_STATUS_', 'CLUSTER_RUNS', 'HCTL_REPORTBUG_FAILED'],
  },
  {
    title: 'Formatting (mkfs) is refused',
    about:
      'The devices of a cluster are formatted once. Formatting again wipes all data and needs an explicit confirmation.',
    first: ['hare_setup init --dry-run', 'hare_setup status'],
    codes: ['MKFS_', 'CONFIRMATION_NEEDED', 'PLAN_'],
  },
  {
    title: 'test fails',
    about:
      'All differences between the cluster and its description are listed with node, name and fid.',
    first: ['hctl status', 'hare_setup test --plan sanity'],
    codes: [
      'CLUSTER_DOWN',
      'CLUSTER_DIFFERS',
      'CONFD_',
      'CONFIG_DAMAGED',
      'KV_DIFFERS',
      'FIDS_DIFFER',
      'DRIVE_UNREADABLE',
      'TOO_SLOW',
      'TEST_',
    ],
  },
  {
    title: 'Another process has a lock',
    about:
      'Only one stage runs on a machine at a time, and only one process changes a file or a KV at a time. A lock ends with its process.',
    first: ['ps -fp PID', 'hare_setup STAGE --wait 5m'],
    codes: [
      'STAGE_LOCKED',
      'STAGE_LOCK_FAILED',
      'CLUSTER_TURN',
      'CLUSTER_STARTED',
      'CONFSTORE_LOCKED',
      'CONFSTORE_LOCK_FAILED',
      'CONFSTORE_NOT_LOCKED',
      'CFGEN_FOLDER_BUSY',
    ],
  },
  {
    title: 'A stage was interrupted, or its change had no effect',
    about: 'You can run every stage again; it continues where it stopped.',
    first: ['hare_setup status', 'hare_setup log'],
    codes: [
      'STAGE_INTERRUPTED',
      'COMMAND_INTERRUPTED',
      'COMMAND_STUCK',
      'COMMAND_OUTPUT_TOO_LARGE',
      'STEP_NOT_EFFECTIVE',
      'DEFECT',
      'LOG_MISSING',
      'BROWSER_NOT_OPENED',
    ],
  },
  {
    title: 'Settings are refused',
    about:
      'A stage checks all names and values before it does anything. See [all settings](settings.md).',
    first: ['env | grep ^HARE_', 'ls -l /opt/seagate/cortx/hare/conf /etc/hare'],
    codes: ['SETTINGS_'],
  },
  {
    title: 'backup or restore is refused',
    about: 'All checksums of a backup are verified before anything is changed.',
    first: ['ls -l /var/backups/hare', 'hare_setup restore --target /var/backups/hare --dry-run'],
    codes: ['BACKUP_', 'RESTORE_', 'NOTHING_TO_BACK_UP', 'PLACE_TAKEN'],
  },
  {
    title: 'An upgrade is refused',
    about:
      'All checks run before anything is changed. An upgrade keeps the old version of each file next to it as FILE.RELEASE; to undo an upgrade completely, restore a backup.',
    first: [
      'hare_setup pre_upgrade',
      'hare_setup upgrade --dry-run',
      'ls -l /var/lib/hare /var/lib/hare/setup',
    ],
    codes: [
      'CHANGESET_',
      'CDF_EDITED',
      'CLUSTER_UNHEALTHY',
      'PACKAGE_DOWNGRADED',
      'STATE_NEWER',
      'KEPT_TOO_MANY',
      'BACKUP_UNKNOWN',
    ],
  },
  {
    title: 'Files cannot be written, removed or read',
    about:
      'There is no space or no permission, or something else is at that path. The old files are unchanged.',
    first: ['df -h /var/lib/hare', 'ls -la /var/lib/hare /var/lib/hare/setup'],
    codes: [
      'FILE_WRITE_FAILED',
      'FILE_HARD_LINKED',
      'FILE_NOT_REGULAR',
      'FILE_TOO_LARGE',
      'PROC_MISSING',
      'CFGEN_WRITE_FAILED',
      'STATE_FILE_',
      'STATE_NOT_TRUSTED',
      'PLACE_',
      'REMOVE_',
      'BUNDLE_',
      'DISK_FULL',
      'FILE_SYSTEM_READ_ONLY',
      'FILE_SIZE_LIMIT',
      'NOT_PERMITTED',
      'INPUT_OUTPUT_ERROR',
      'FILE_UNUSABLE',
      'MEMORY_SHORT',
      'OPEN_FILES_',
      'WORKING_DIRECTORY_GONE',
    ],
  },
  {
    title: 'confstore refuses to change or print something',
    about: 'confstore makes a change completely, without touching other lines, or not at all.',
    first: ['confstore URL validate', 'confstore URL get_keys'],
    codes: [
      'KEY_',
      'PATH_BLOCKED',
      'LIST_GAP',
      'NOT_A_LEAF',
      'VALUE_NOT_HELD',
      'EDIT_NOT_SAFE',
      'CONFSTORE_',
      'DIR_BLOCKED',
    ],
  },
  {
    title: 'hare-cfgen cannot read or write generated files',
    about: 'The directory or file was not written by hare-cfgen, or is incomplete.',
    first: ['hare-cfgen show DIR', 'hare_setup config --dry-run'],
    codes: ['CFGEN_'],
  },
];

/** The codes behind each symptom: each code once. */
export function groupBySymptom(catalogue: readonly ExplainedCode[]): {
  readonly groups: readonly (readonly [Symptom, readonly ExplainedCode[]])[];
  readonly left: readonly ExplainedCode[];
} {
  const fits = (explained: ExplainedCode, named: (name: string) => boolean): Symptom | undefined =>
    symptoms.find(
      ({ packageName, codes }) =>
        (packageName ?? explained.packageName) === explained.packageName && codes.some(named),
    );
  // A code that is named comes before a family.
  const symptomOf = (explained: ExplainedCode): Symptom | undefined =>
    fits(explained, (name) => explained.code === name) ??
    fits(explained, (name) => name.endsWith('_') && explained.code.startsWith(name));
  return {
    groups: symptoms.map(
      (symptom) =>
        [symptom, catalogue.filter((explained) => symptomOf(explained) === symptom)] as const,
    ),
    left: catalogue.filter((explained) => symptomOf(explained) === undefined),
  };
}
