import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and those that several stages report, and what to do about it. */
export const errorCodes = {
  // One stage at a time
  STAGE_LOCKED: {
    about:
      'Another stage is running on this machine; the message gives its name, PID and start time.',
    remedy: 'Wait for it, or let this stage wait: hare_setup STAGE --wait 5m',
  },
  STAGE_LOCK_FAILED: {
    about: 'The lock of the stages cannot be taken; usually the stage does not run as root.',
    remedy: 'Run the stage as root: sudo hare_setup STAGE',
  },
  STEP_NOT_EFFECTIVE: {
    about:
      'A step finished without an error, but its check still fails: another program ' +
      'changes the same thing, or the system did not keep the change.',
    remedy: 'Find out what else makes changes there, then run the stage again: hare_setup log',
  },
  DEFECT: {
    about: 'hare_setup failed because of a defect in hare_setup; the stack trace is in the log.',
    remedy:
      'Report the defect with a support bundle; it is safe to run the stage again: ' +
      'hare_setup support_bundle',
  },
  // What a person agrees to
  CONFIRMATION_NEEDED: {
    about:
      'The stage removes or wipes what cannot be restored, and it was not confirmed; the list ' +
      'shows what will be lost. Nothing was changed.',
    remedy:
      'Check the list and make a backup, then answer y at the question, or add --yes to your ' +
      'command: hare_setup backup --target DIR',
  },
  PLAN_OUTDATED: {
    about:
      'The machine, the ConfStore or the KV changed after the plan was made, so the run would do ' +
      'something else than what you agreed to. The run stopped before it did that.',
    remedy:
      'Read what changed in the message, then plan again: hare_setup plan --config URL --out FILE',
  },
  PLAN_NOT_TRUSTED: {
    about:
      'The plan, or a directory above it, belongs to another user or is writable by others, so ' +
      'it may not be the plan that you made.',
    remedy: 'Use a directory of your own, and plan again: hare_setup plan --config URL --out FILE',
  },
  // State files
  STATE_FILE_UNREADABLE: {
    about: 'A state file of the stages exists but cannot be read.',
    remedy: 'Run as root, or correct its mode: ls -l /var/lib/hare/setup',
  },
  STATE_FILE_BROKEN: {
    about: 'A state file of the stages is damaged: not JSON, or not in a known format.',
    remedy: 'Follow the hint of the message, or restore a backup: hare_setup restore --target URL',
  },
  STATE_FILE_NEWER: {
    about: 'A state file was written by a newer release. It was not changed.',
    remedy: 'Install the newer release again; to see the version in use: hare_setup --version',
  },
  STATE_NEWER: {
    about: 'A newer release wrote the configuration of this machine. It was not changed.',
    remedy:
      'Install the newer release again, or restore an older backup: hare_setup restore ' +
      '--target URL',
  },
  STATE_NOT_TRUSTED: {
    about:
      'A state file, or a directory above it, belongs to another user or is writable by ' +
      'others, so it is not used as root.',
    remedy:
      'Find out who changed it, then give it back to root: namei -l /var/lib/hare/setup; ' +
      'chown root FILE; chmod go-w FILE',
  },
  RESTORE_UNFINISHED: {
    about:
      'A restore was interrupted, so files and keys are partly old and partly new. Other ' +
      'stages refuse to run.',
    remedy:
      'Complete the restore: hare_setup restore --target ' +
      '/var/lib/hare/.hare-restore/archive.tar.gz',
  },
  SETTINGS_INVALID: {
    about: 'Several settings are wrong; each is listed with its code and place.',
    remedy:
      'Correct the listed settings (see docs/settings.md); to list the variables: env | ' +
      'grep ^HARE_',
  },
  SETTINGS_UNKNOWN_KEY: {
    about:
      'A settings file or a HARE_ variable names an unknown setting; the hint gives the ' +
      'nearest name.',
    remedy: 'Correct or remove the name; to list the variables: env | grep ^HARE_',
  },
  SETTINGS_WRONG_VALUE: {
    about: 'A setting has a value of the wrong type, such as a time without a number.',
    remedy:
      'Correct the value, or remove it to use the default; to list the variables: env | ' +
      'grep ^HARE_',
  },
  SETTINGS_SYNTAX: {
    about: 'The settings file is not valid YAML, JSON or TOML at the line in the message.',
    remedy: 'Correct that line, then check: confstore yaml:///FILE validate',
  },
  SETTINGS_FORMAT_UNKNOWN: {
    about: 'The name of the settings file does not end in .yaml, .yml, .json or .toml.',
    remedy: 'Rename the file: hare_setup STAGE --settings /etc/hare/hare_setup.yaml',
  },
  SETTINGS_FILE_MISSING: {
    about: 'The file in --settings does not exist.',
    remedy: 'Correct the path, or omit --settings to use the default files: ls -l FILE',
  },
  SETTINGS_FILE_UNREADABLE: {
    about: 'A settings file exists but cannot be read.',
    remedy: 'Run as root, or correct its mode: namei -l FILE',
  },
  SETTINGS_NOT_TRUSTED: {
    about:
      'The stage runs as root, but other users can write the settings file or a directory ' +
      'above it.',
    remedy:
      'Give the file and its directories to root, and remove write permission for others: ' +
      'chown root FILE; chmod go-w FILE',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
