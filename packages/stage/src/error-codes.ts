import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and those that several stages report, and what to do about it. */
export const errorCodes = {
  NODE_NOT_THIS_MACHINE: {
    about:
      'The ConfStore describes one node and does not name this machine: both the machine-id and the host name in it are those of another. Its devices may be in use by others, so nothing is formatted.',
    remedy:
      'Run init on the machine that the ConfStore names, or say that this is the node: hare_setup init --node NAME; what this machine calls itself: cat /etc/machine-id; hostname -f',
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
  RESTORE_UNFINISHED: {
    about:
      'A restore was cut short, so files and keys are a mixture of old and new; other stages refuse to work with them.',
    remedy:
      'Finish it with the archive that the message names: hare_setup restore --target /var/lib/hare/.hare-restore/archive.tar.gz',
  },
  SETTINGS_INVALID: {
    about: 'Several settings are wrong; each is listed with its own code and place.',
    remedy:
      'Correct what is listed below the message; names, defaults and meanings are in docs/settings.md: env | grep ^HARE_',
  },
  SETTINGS_UNKNOWN_KEY: {
    about:
      'A settings file or a HARE_ variable names a setting that does not exist; the hint has the nearest name.',
    remedy: 'Correct the name or remove it; variables that are set: env | grep ^HARE_',
  },
  SETTINGS_WRONG_VALUE: {
    about: 'A setting has a value of the wrong kind, such as a time without a number.',
    remedy:
      'Correct it as the message says, or remove it, as every setting has a default; variables that are set: env | grep ^HARE_',
  },
  SETTINGS_SYNTAX: {
    about: 'The settings file is not valid YAML, JSON or TOML at the line in the message.',
    remedy: 'Correct that line: confstore yaml:///FILE validate',
  },
  SETTINGS_FORMAT_UNKNOWN: {
    about:
      'A settings file has a name that ends in none of .yaml, .yml, .json, .toml; programs are never loaded.',
    remedy:
      'Write the settings as data and name the file so: hare_setup STAGE --settings /etc/hare/hare_setup.yaml',
  },
  SETTINGS_FILE_MISSING: {
    about: 'The file that --settings names does not exist.',
    remedy:
      'Correct the path, or leave the flag away and the usual places are looked at: ls -l FILE',
  },
  SETTINGS_FILE_UNREADABLE: {
    about: 'A settings file is there but cannot be read.',
    remedy: 'Run as root, or mend its mode: namei -l FILE',
  },
  SETTINGS_NOT_TRUSTED: {
    about:
      'The stage runs as root, and others than root may write the settings file or a folder above it.',
    remedy:
      'Give file and folders to root, and take the right to write from others: chown root FILE; chmod go-w FILE',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
