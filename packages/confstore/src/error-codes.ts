import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  // Opening a store
  CONFSTORE_FILE_UNREADABLE: {
    about:
      'The file of a ConfStore exists but cannot be read: permission denied, a broken link, or an I/O error.',
    remedy: 'Run as root, or correct owner and mode of the file and its folders: namei -l FILE',
  },
  CONFSTORE_NOT_A_FILE: {
    about: 'The URL of a file format names a folder, a device or a pipe.',
    remedy:
      'Name a regular file; open a folder of small files with the scheme dir: confstore dir:///DIR get_keys',
  },
  CONFSTORE_NOT_A_FOLDER: {
    about: 'A dir: URL names something that is not a folder.',
    remedy: 'Open the file by its format instead: confstore yaml:///FILE get_keys',
  },
  CONFSTORE_INVALID: {
    about:
      'confstore validate found several problems in the document; each is listed with its own code and place.',
    remedy: 'Correct the places listed below the message, then check again: confstore URL validate',
  },
  DELIMITER: {
    about: 'The delimiter of keys is not one of > . / | : ;',
    remedy:
      'Leave --delimiter away (the default is >), or give one of the six: confstore URL --delimiter / get a/b',
  },
  // The text of a document
  SYNTAX: {
    about: 'The document is not valid text of its format at the line and column in the message.',
    remedy:
      'Correct that place with an editor, or take the scheme that fits the file, then check: confstore URL validate',
  },
  DUPLICATE_KEY: {
    about:
      'A name stands twice in one map, table or section, and readers disagree about which one counts. It is a warning in ini and properties, as the last one wins, and in json and yaml where both have the same value.',
    remedy: 'Keep one of the two at the line in the message, then check: confstore URL validate',
  },
  ROOT_NOT_MAP: {
    about:
      'The outermost value of the document is a list or a single value, so that no key could name anything in it.',
    remedy: 'Put the content below a name: {"name": …} in JSON, name: … in YAML.',
  },
  MANY_DOCUMENTS: {
    about: 'A YAML file holds more than one document, separated by lines of ---.',
    remedy: 'Keep one document in the file, and write the others to files of their own.',
  },
  UNKNOWN_TAG: {
    about:
      'A YAML value carries a tag that is not of YAML 1.2 core, such as !Ref or !!python/object.',
    remedy:
      'Remove the tag at the line in the message; known are !!str !!int !!float !!bool !!null !!map !!seq.',
  },
  YAML_ALIAS: {
    about:
      'A YAML alias has no anchor before it, stands inside of the value that it names, or makes the document too large.',
    remedy:
      'Write the anchor (&name) before its first alias (*name), or write the value out in place of the alias.',
  },
  YAML_KEY: {
    about: 'A YAML map has a map or a list in place of a name.',
    remedy: 'Give the entry a text as its name; a name that begins with { or [ is put in quotes.',
  },
  YAML_MERGE: {
    about: 'The YAML merge key << has a value that is no map.',
    remedy: 'Merge a map or a list of maps: <<: *anchor, or <<: [*a, *b].',
  },
  BOM: {
    about: 'The file begins with a byte order mark, which JSON and the other formats do not allow.',
    remedy: "Save it as UTF-8 without BOM: sed -i '1s/^\\xEF\\xBB\\xBF//' FILE",
  },
  NOT_UTF8: {
    about: 'The file holds bytes that are not UTF-8, at the line and column in the message.',
    remedy:
      'Convert it from the encoding it has, for example: iconv -f ISO-8859-1 -t UTF-8 FILE > NEW',
  },
  TOO_DEEP: {
    about:
      'A document, a value or a key is nested more than 1,000 levels deep; usually a program wrote a value into itself.',
    remedy: 'Look at the place in the message and flatten it.',
  },
  TOO_LARGE: {
    about: 'A document is larger than 256 MiB.',
    remedy: 'Check that it is the file you meant, and split it if it is: ls -lh FILE',
  },
  // Keys and values
  KEY_SYNTAX: {
    about: 'A key cannot be read: a blank name, an unclosed quote, or brackets that are no index.',
    remedy:
      'Write names with > between them and indexes as [0]; put a name with > or brackets in double quotes: confstore URL get \'a>"x[y]"[0]\'',
  },
  KEY_SHAPE: {
    about:
      'A key does not fit the kind of store: ini wants exactly section>option, a dir store wants names that files can have, Consul limits the length.',
    remedy: 'Name the key as the message says; the keys that are there: confstore URL get_keys',
  },
  KEY_MISSING: {
    about: 'merge or copy was given a key that the source does not hold; nothing was changed.',
    remedy: 'Correct the key; those of the source: confstore SOURCE get_keys',
  },
  PATH_BLOCKED: {
    about:
      'A key leads through a value that is neither a map nor a list, indexes a map, or names a member of a list; it is not overwritten silently.',
    remedy:
      'Look at what is there, correct the key, or delete the old value first: confstore URL get PARENT',
  },
  LIST_GAP: {
    about: 'An index lies more than 10,000 places behind the end of its list.',
    remedy: 'Take the next free index, which the message names.',
  },
  NOT_A_LEAF: {
    about: 'delete was given a key that holds other keys.',
    remedy:
      'Delete the keys below it one by one, or all of them at once: confstore URL delete KEY --force',
  },
  VALUE_NOT_HELD: {
    about:
      'A value cannot be written in this format or printed in the one asked for, such as null in TOML or a line break in an ini value; nothing was written.',
    remedy:
      'Set another value, or keep it in a format that can hold it, such as json or yaml: confstore URL convert yaml:///NEW',
  },
  EDIT_NOT_SAFE: {
    about:
      'A change cannot be made in the text of the file without touching other lines; the file was left as it was.',
    remedy: 'Make this one change with an editor, then check: confstore URL validate',
  },
  CONFSTORE_NOT_EMPTY: {
    about: 'convert was given a target that holds keys already.',
    remedy:
      'Remove the target first, or copy into it, which keeps its other keys: confstore URL copy TARGET',
  },
  // Several processes, one store
  CONFSTORE_NOT_LOCKED: {
    about: 'unlock was called for a lock that the named owner does not hold.',
    remedy:
      'Name the owner that took it, or free it for whoever holds it: confstore URL unlock DOMAIN --force',
  },
  CONFSTORE_CHANGED: {
    about: 'Another process changed the file after it was read, so it was not saved.',
    remedy: 'Run the same command again: it reads the file anew.',
  },
  CONFSTORE_NESTED_UPDATE: {
    about: 'A program called update of a store inside another update of the same store.',
    remedy: 'A defect of the program that uses the library: make all changes in one update.',
  },
  CONFSTORE_UNSAVED: {
    about: 'A program called update of a store that has changes which were not saved.',
    remedy: 'A defect of the program that uses the library: call save before update.',
  },
  CONFSTORE_NO_WATCH: {
    about: 'A document in memory (dict:) cannot be watched, as nobody else can change it.',
    remedy: 'Watch a file or Consul: confstore json:///FILE watch KEY',
  },
  // A folder as a store
  DIR_ESCAPE: {
    about:
      'A key or a symbolic link leads out of the folder of a dir store; nothing was read or written there.',
    remedy:
      'Remove the link or copy its target into the folder; write a>b for the file b in the folder a: find DIR -type l -ls',
  },
  DIR_BLOCKED: {
    about:
      'In a dir store a file stands where a key needs a folder, or a folder where it needs a file.',
    remedy: 'Choose another key, or move what is in the way: ls -l DIR',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
