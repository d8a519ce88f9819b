import type { ErrorMeaning } from '@hare/confstore/error';
import { backupErrorCodes } from './backup/backup-error-codes.js';
import { comparisonErrorCodes } from './comparison/comparison-error-codes.js';
import { deviceErrorCodes } from './devices/device-error-codes.js';
import { packageErrorCodes } from './packages/package-error-codes.js';
import { settingsErrorCodes } from './settings/settings-error-codes.js';

/**
 * Every code that this package reports, and those that several stages report, with what to do about
 * them.
 */
export const errorCodes: Readonly<Record<string, ErrorMeaning>> = {
  CONFIG_URL_MISSING: {
    about:
      'The stage needs a ConfStore, --config was not given, and config has recorded none on this machine.',
    remedy: 'Run config first, or give the URL: hare_setup config --config json:///FILE',
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
  NODE_NOT_THIS_MACHINE: {
    about:
      'The ConfStore describes one node and does not name this machine: both the machine-id and the host name in it are those of another. Its devices may be in use by others, so nothing is formatted.',
    remedy:
      'Run init on the machine that the ConfStore names, or say that this is the node: hare_setup init --node NAME; what this machine calls itself: cat /etc/machine-id; hostname -f',
  },
  CONFIRMATION_NEEDED: {
    about:
      'The stage would delete what cannot be brought back, and on a terminal it is asked for twice; what would be lost is listed.',
    remedy:
      'Look at the list; if that is meant, make a backup first, then repeat with --yes: hare_setup backup --target DIR',
  },

  // One stage at a time
  STAGE_LOCKED: {
    about:
      'Another stage is running on this machine; the message names it, its pid and since when.',
    remedy:
      'Wait until it has ended, or let this one wait: hare_setup STAGE --wait 5m; look at it: ps -fp PID',
  },
  STAGE_LOCK_FAILED: {
    about: 'The lock of the stages cannot be taken: usually the stage does not run as root.',
    remedy:
      'Run as root, or below a folder of your own: sudo hare_setup STAGE; hare_setup STAGE --root DIR',
  },
  STAGE_INTERRUPTED: {
    about:
      'The stage was ended by Ctrl-C or TERM; the report says which step was at work and whether the cluster runs.',
    remedy: 'Run the stage again, it goes on where it stopped; what it did so far: hare_setup log',
  },
  STEP_NOT_EFFECTIVE: {
    about:
      'A step did its work without an error, yet its check still fails; something else changes the same thing, or the system did not keep it.',
    remedy:
      'Read the reason and the log, find what else writes there, then run the stage again: hare_setup log',
  },
  DEFECT: {
    about: 'hare_setup itself failed in a way nobody expected; the stack is in the log.',
    remedy:
      'Report it with the log and a bundle; running the stage again does no harm: hare_setup support_bundle',
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
  CLUSTER_RUNS: {
    about:
      'The cluster runs, or was started while the stage ran, and owns the files and keys that would be replaced or removed.',
    remedy: 'Stop it first, then repeat: hctl shutdown; hctl status',
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

  // State files
  STATE_FILE_UNREADABLE: {
    about: 'A state file of the stages is there but cannot be read.',
    remedy: 'Run as root, or mend its mode: ls -l /var/lib/hare/setup',
  },
  STATE_FILE_BROKEN: {
    about: 'A state file of the stages is damaged: not JSON, or not what this release writes.',
    remedy:
      'Bring it back from a backup, or do what the hint says for this very file: hare_setup restore --target URL',
  },
  STATE_FILE_NEWER: {
    about: 'A state file was written by a newer release than this one, and is not touched.',
    remedy: 'Install the newer release again; the one that runs now: hare_setup --version',
  },
  STATE_NEWER: {
    about:
      'A newer release made the configuration of this machine; an older one does not touch it.',
    remedy:
      'Install the newer release again, or bring back a backup from before it: hare_setup restore --target URL',
  },
  MKFS_RECORD_BROKEN: {
    about:
      'The record of mkfs in the KV is damaged, so it is not known whether the devices hold data; nothing is formatted.',
    remedy:
      'Find out whether the cluster holds data; only if that may be lost, delete the key and run again: consul kv delete hare_setup/mkfs',
  },

  STATE_NOT_TRUSTED: {
    about:
      'A file in which stages remember something, or a folder above it, belongs to another user or can be written by others; as root it is not believed.',
    remedy:
      'Find out who changed it; then give it and its folders back to root: namei -l /var/lib/hare/setup; chown root FILE; chmod go-w FILE',
  },
  CONFIG_DAMAGED: {
    about:
      'A generated file that hctl bootstrap reads is empty, cut, not what config wrote, or a folder is in its place; hctl is not called with it.',
    remedy: 'Generate the configuration again, then repeat the stage: hare_setup config',
  },

  // What Hare owns, and the KV
  KV_CHANGE_REFUSED: {
    about:
      'Consul refused a change of keys, usually because another process changed them at the same moment.',
    remedy: 'Run the stage again: it goes on where it stopped.',
  },
  RESTORE_UNFINISHED: {
    about:
      'A restore was cut short, so files and keys are a mixture of old and new; other stages refuse to work with them.',
    remedy:
      'Finish it with the archive that the message names: hare_setup restore --target /var/lib/hare/.hare-restore/archive.tar.gz',
  },

  ...settingsErrorCodes,
  ...deviceErrorCodes,
  ...backupErrorCodes,
  ...comparisonErrorCodes,
  ...packageErrorCodes,
};
