import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  // Opening a store
  CONFSTORE_FILE_UNREADABLE: {
    about:
      'The file exists but cannot be read: permission denied, a broken symbolic link, or ' +
      'an I/O error.',
    remedy: 'Run as root, or correct owner and mode of the file and its directories: namei -l FILE',
  },
  CONFSTORE_NOT_A_FILE: {
    about: 'The URL of a file format names a directory, a device or a pipe.',
    remedy:
      'Use a regular file; for a directory of small files use the scheme dir: confstore ' +
      'dir:///DIR get_keys',
  },
  CONFSTORE_NOT_A_FOLDER: {
    about: 'The path of the dir: URL is not a directory.',
    remedy: 'Open the file with the scheme of its format: confstore yaml:///FILE get_keys',
  },
  CONFSTORE_INVALID: {
    about: 'The document has several problems; each is listed with its code and place.',
    remedy: 'Correct the listed places, then check again: confstore URL validate',
  },
  DELIMITER: {
    about: 'The delimiter is not one of > . / | : ;',
    remedy:
      'Use one of the six delimiters, or omit --delimiter (default: >): confstore URL ' +
      '--delimiter / get a/b',
  },
  // The text of a document
  SYNTAX: {
    about: 'The document is not valid in this format at the line and column in the message.',
    remedy:
      'Correct that line, or use the scheme that fits the file, then check again: ' +
      'confstore URL validate',
  },
  DUPLICATE_KEY: {
    about:
      'A key occurs twice in one map, table or section, and programs disagree about which ' +
      'one counts. This is only a warning where the result is clear: in ini and properties ' +
      '(the last one counts), and in json and yaml if both values are equal.',
    remedy: 'Remove one of the two lines, then check again: confstore URL validate',
  },
  YAML_ALIAS: {
    about:
      'A YAML alias has no anchor before it, is inside the value that it refers to, or ' +
      'makes the document too large; or a change had to write it out.',
    remedy:
      'Define the anchor (&name) before its first alias (*name), or replace the alias with ' +
      'the value.',
  },
  YAML_MERGE: {
    about: 'The value of the YAML merge key << is not a map.',
    remedy: 'Merge a map or a list of maps: <<: *anchor, or <<: [*a, *b].',
  },
  NOT_UTF8: {
    about: 'The file contains bytes that are not UTF-8 at the line and column in the message.',
    remedy:
      'Convert the file from its encoding, for example: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW',
  },
  TOO_DEEP: {
    about:
      'The document, value or key has more than 1,000 levels; usually a program wrote a ' +
      'value into itself.',
    remedy: 'Flatten the document at the place in the message.',
  },
  TOO_LARGE: {
    about: 'The document is larger than 256 MiB.',
    remedy: 'Check that it is the right file, and split it if it is: ls -lh FILE',
  },
  // Keys and values
  KEY_SYNTAX: {
    about: 'The key is not valid: an empty name, an unclosed quote, or brackets without an index.',
    remedy:
      'Separate names with >, write indexes as [0], and double-quote names that contain > ' +
      'or brackets: confstore URL get \'a>"x[y]"[0]\'',
  },
  KEY_SHAPE: {
    about:
      'The key does not fit this kind of store: ini needs section>option, dir needs valid ' +
      'file names, Consul limits the length.',
    remedy: 'Correct the key; to list the existing keys: confstore URL get_keys',
  },
  KEY_MISSING: {
    about: 'A key for merge or copy does not exist in the source. Nothing was changed.',
    remedy: 'Correct the key; to list the keys of the source: confstore SOURCE get_keys',
  },
  PATH_BLOCKED: {
    about:
      'The key leads through a value that is not a map or list, uses an index on a map, or ' +
      'a name on a list. Nothing was overwritten.',
    remedy: 'Check the existing value, then correct the key: confstore URL get PARENT',
  },
  LIST_GAP: {
    about: 'The index is more than 10,000 places after the end of its list.',
    remedy: 'Use the next free index from the message.',
  },
  NOT_A_LEAF: {
    about: 'The key to delete has other keys below it.',
    remedy:
      'Check what is below the key, then delete those keys one by one or add --force: ' +
      'confstore URL get KEY',
  },
  VALUE_NOT_HELD: {
    about:
      'This format cannot store the value, such as null in TOML or a line break in ini. ' +
      'Nothing was written.',
    remedy:
      'Use another value, or a format that can store it, such as yaml: confstore URL ' +
      'convert yaml:///NEW',
  },
  EDIT_NOT_SAFE: {
    about: 'The change would affect other lines of the file. Nothing was written.',
    remedy: 'Make this change in an editor, then check the file: confstore URL validate',
  },
  CONFSTORE_NOT_EMPTY: {
    about: 'The target of convert already contains keys.',
    remedy:
      'Use a new target, or copy into this one, which keeps its other keys: confstore URL ' +
      'copy TARGET',
  },
  // Several processes, one store
  CONFSTORE_NOT_LOCKED: {
    about: 'The named owner does not have the lock.',
    remedy: 'Pass the owner that took the lock: confstore URL unlock DOMAIN --owner NAME',
  },
  CONFSTORE_CHANGED: {
    about: 'Another process changed the file after it was read. Nothing was saved.',
    remedy: 'Retry; the file is then read again.',
  },
  CONFSTORE_NESTED_UPDATE: {
    about: 'A program called update inside another update of the same store.',
    remedy: 'Fix the program that uses this library: make all changes in one update.',
  },
  CONFSTORE_UNSAVED: {
    about: 'A program called update on a store with unsaved changes.',
    remedy: 'Fix the program that uses this library: call save before update.',
  },
  CONFSTORE_NO_WATCH: {
    about: 'A dict: store is only in memory, so it cannot be watched.',
    remedy: 'Watch a file or Consul instead: confstore json:///FILE watch KEY',
  },
  // A folder as a store
  DIR_ESCAPE: {
    about:
      'A key or symbolic link leads out of the directory of the store. Nothing was read or ' +
      'written there.',
    remedy:
      'Remove the link or copy its target into the directory; the key of file b in ' +
      'directory a is a>b: find DIR -type l -ls',
  },
  DIR_BLOCKED: {
    about:
      'In the dir: store, a file is where the key needs a directory, or a directory where ' +
      'it needs a file.',
    remedy: 'Use another key, or move the file or directory away: ls -l DIR',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
