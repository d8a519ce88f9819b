/** A recorded case from which we differ on purpose: in which steps, and why. */
export interface Difference {
  readonly steps: readonly string[];
  readonly reason: string;
}

const emptyAndNull = 'all leaves are listed: floats, nulls, empty maps and lists too';
const nothingDestroyed = 'a text in the way is an error, never replaced';
const brackets = 'brackets that are no index are an error with the quoted spelling as hint';
const blankSegment = 'the whole key is checked first: a blank segment anywhere is an error';
const recurse = 'recurse is not in our API';
const lenientIni =
  'options before the first section or without a value, and sections that go on, are read';
const javaBlanks = 'blanks at the end of a property are part of its value, as in Java';
const javaNames = 'a line without a sign is a property, as in Java';
const wasThere = 'delete says whether the key was there, in dir stores too';
const malformedIndexes = [
  'tags[]',
  'tags[-1]',
  'tags[a]',
  'tags[0',
  'tags0]',
  'tags[ 0 ]',
  'tags[1.0]',
].map((key) => `get(${key})`);
const malformedSets = [
  'set(tags[])',
  'set(tags[-1])',
  'set(tags[a])',
  'get(tags[])',
  'get(tags[-1])',
  'final data',
  'final memory',
];

/**
 * All deliberate differences from the sane recordings of the library; the tests fail when one of
 * these matches after all, or another does not.
 */
export const libraryDifferences: Readonly<Record<string, Difference>> = {
  'dict/get/malformed-index-is-literal': { steps: malformedIndexes, reason: brackets },
  'dict/set/new-top': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'dict/set/null-value': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'dict/set/key-under-list-element-string': {
    steps: ['set(tags[1]>x)', 'get(tags)', 'final memory'],
    reason: nothingDestroyed,
  },
  'dict/delete/empty-key': { steps: ['delete()', 'delete(server>)'], reason: blankSegment },
  'dict/get_keys/recurse-false': {
    steps: ['get_keys(main)#1', 'get_keys(main)#2'],
    reason: recurse,
  },
  'dict/get_keys/recurse-false-full': { steps: ['get_keys(main)'], reason: recurse },
  'dict/get_keys/after-set-delete': { steps: ['get_keys(main)#2'], reason: emptyAndNull },
  'json/get/empty-segment': { steps: ['get(missing>>x)'], reason: blankSegment },
  'json/set/null-value': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'json/set/key-under-string': {
    steps: ['set(name>x)', 'get(name)', 'final data', 'final memory'],
    reason: nothingDestroyed,
  },
  'json/set/malformed-index-is-literal': { steps: malformedSets, reason: brackets },
  'json/set/regex-first-index-wins': {
    steps: ['set(b[x][1])', 'get_data(main)', 'get(b[x][1])', 'get(b[x])', 'final memory'],
    reason: brackets,
  },
  'json/delete/leaf': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'json/delete/force-map': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'json/get_keys/recurse-false': {
    steps: ['get_keys(main)#1', 'get_keys(main)#2'],
    reason: recurse,
  },
  'json/get_keys/recurse-false-full': { steps: ['get_keys(main)'], reason: recurse },
  'json/malformed/comment': {
    steps: ['load(json://{dir}/main.json)'],
    reason: 'comments in json are read and kept',
  },
  'json/malformed/trailing-comma': {
    steps: ['load(json://{dir}/main.json)'],
    reason: 'a comma too many is read, and validate reports it',
  },
  'json/malformed/bom': {
    steps: ['load(json://{dir}/main.json)'],
    reason: 'a byte order mark is read and kept',
  },
  'load/recurse-false-nonmap': {
    steps: ['load(json://{dir}/main.json)'],
    reason: `${recurse}; any value may be a document`,
  },
  'load/recurse-invalid': { steps: ['load(json://{dir}/x.json)#1'], reason: recurse },
  'url/no-scheme': {
    steps: ['load({dir}/x.json)', 'load(x.json)'],
    reason: 'a plain path stands for its URL where its ending tells the format',
  },
  'url/unknown-scheme': { steps: ['load(yml:///x.yml)'], reason: 'yml is another name of yaml' },
  'toml/get/malformed-index-is-literal': { steps: malformedIndexes, reason: brackets },
  'toml/set/new-top': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'toml/set/index-on-scalar-string': {
    steps: ['set(name[0])', 'get(name)', 'final data', 'final memory'],
    reason: nothingDestroyed,
  },
  'toml/set/malformed-index-is-literal': { steps: malformedSets, reason: brackets },
  'toml/delete/leaf': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'toml/delete/force-map': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'toml/delete/empty-key': { steps: ['delete()', 'delete(server>)'], reason: blankSegment },
  'toml/get_keys/recurse-false': {
    steps: ['get_keys(main)#1', 'get_keys(main)#2'],
    reason: recurse,
  },
  'toml/get_keys/load-recurse-false': { steps: ['get_keys(main)#2'], reason: recurse },
  'toml/get_keys/after-set-delete': { steps: ['get_keys(main)#2'], reason: emptyAndNull },
  'toml/malformed/unclosed': {
    steps: ['load(toml://{dir}/main.toml)', 'final data'],
    reason: 'a malformed document is an error: the array has no end',
  },
  'toml/format/mixed-array': {
    steps: ['load(toml://{dir}/main.toml)', 'get(a)'],
    reason: 'arrays of TOML 1.0 hold values of all kinds',
  },
  'toml/format/big-int': {
    steps: ['final data', 'final memory'],
    reason: '2^63 given as a number is a float; as an integer TOML cannot hold it',
  },
  'properties/delete/index': {
    steps: ['delete(name[0])', 'final data', 'final memory'],
    reason: '[n] is part of the name: the property name[0] is not there',
  },
  'ini/malformed/no-section': { steps: ['load(ini://{dir}/main.ini)'], reason: lenientIni },
  'ini/malformed/duplicate-section': { steps: ['load(ini://{dir}/main.ini)'], reason: lenientIni },
  'ini/malformed/bare-key': { steps: ['load(ini://{dir}/main.ini)'], reason: lenientIni },
  'properties/get/missing': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/get/nested': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/get/empty-key': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/set/replace': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/set/new': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/set/value-hash': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/set/unicode': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/get_keys/all': { steps: ['final data', 'final memory'], reason: javaBlanks },
  'properties/malformed/no-equals': {
    steps: ['load(properties://{dir}/main.properties)'],
    reason: javaNames,
  },
  'properties/malformed/some-good': {
    steps: ['load(properties://{dir}/main.properties)'],
    reason: javaNames,
  },
  'properties/semicolon-comment': {
    steps: ['load(properties://{dir}/main.properties)'],
    reason: javaNames,
  },
  'dir/delete/leaf': { steps: ['delete(a>b)'], reason: wasThere },
  'dir/delete/missing': { steps: ['delete(x)', 'delete(x>y)'], reason: wasThere },
  'dir/delete/index-no-blank': { steps: ['delete(n[0])'], reason: wasThere },
  'dir/missing/created': {
    steps: ['exists({dir}/main)', 'final tree'],
    reason: 'a folder is made by a write, not by opening it',
  },
  'yaml/get/empty-segment': { steps: ['get(missing>>x)'], reason: blankSegment },
  'yaml/get/malformed-index-is-literal': { steps: malformedIndexes, reason: brackets },
  'yaml/get/index-without-name': {
    steps: ['get([0])', 'get([0]>id)'],
    reason: 'a list may be the whole document; this one is a map, so nothing is there',
  },
  'yaml/malformed/multi-doc': {
    steps: ['load(yaml://{dir}/main.yaml)'],
    reason: 'several documents are read, with the names #0, #1 …',
  },
  'yaml/malformed/unknown-tag': {
    steps: ['load(yaml://{dir}/main.yaml)'],
    reason: 'a value with a tag of others is read as it is written',
  },
  'yaml/malformed/python-object': {
    steps: ['load(yaml://{dir}/main.yaml)'],
    reason: 'a value with a tag of others is read as it is written, and nothing is run',
  },
  'yaml/set/new-top': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'yaml/set/null-value': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'yaml/set/malformed-index-is-literal': { steps: malformedSets, reason: brackets },
  'yaml/delete/force-map': { steps: ['get_keys(main)'], reason: emptyAndNull },
  'yaml/get_keys/load-recurse-false': { steps: ['get_keys(main)#2'], reason: recurse },
  'yaml/get_keys/after-set-delete': { steps: ['get_keys(main)#2'], reason: emptyAndNull },
  'yaml/get_keys/empty-store': {
    steps: ['final data'],
    reason: 'an empty document is an empty map, not null',
  },
  'yaml/format/yaml11-types': {
    steps: [
      'get(a)',
      'get(b)',
      'get(c)',
      'get(d)',
      'get(f)',
      'get(i)',
      'get(k)',
      'get_keys(main)',
      'final data',
      'final memory',
    ],
    reason: 'yaml is 1.2 core: no, on and 010 are neither truth values nor octal',
  },
};
