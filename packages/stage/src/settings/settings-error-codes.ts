import type { ErrorMeaning } from '@hare/confstore/error';

/** The codes of settings files and of settings in the environment. */
export const settingsErrorCodes: Readonly<Record<string, ErrorMeaning>> = {
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
};
