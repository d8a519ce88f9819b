import type { CodeMeaning } from './code-meaning.js';

/** Codes about ConfStores and facts. */
export const confStoreCodes = {
  CONFSTORE_INVALID: {
    about: 'The ConfStore has the missing and wrong values listed below.',
    remedy: 'Correct the listed keys, then check the result: hare-cdf generate URL',
  },
  DIALECT_UNKNOWN: {
    about:
      'The ConfStore has none, or more than one, of the maps node, server_node and ' +
      'cluster>server_nodes, so its dialect is unknown.',
    remedy:
      'Check the URL and its keys, or pass the dialect: confstore URL get_keys; hare-cdf ' +
      'generate URL --dialect node',
  },
  KEY_MISSING: {
    about: 'A required key is missing or null.',
    remedy: "Set the key; to see what it means: hare-cdf explain 'KEY'",
  },
  KEY_EMPTY: {
    about: 'A text, list or map is empty where a value is required.',
    remedy: "Set a value; to see what the key means: hare-cdf explain 'KEY'",
  },
  KEY_TYPE: {
    about:
      'A value has the wrong type. Numbers and booleans may be text; lists may be text ' +
      'with commas.',
    remedy: "Check the value, then set one of the type in the message: confstore URL get 'KEY'",
  },
  KEY_VALUE: {
    about: 'A text is not one of the allowed words, or not in the required form.',
    remedy: "Set one of the words or the form in the message: confstore URL set 'KEY=VALUE'",
  },
  KEY_RANGE: {
    about: 'A number is too small or too large.',
    remedy: "Set a number within the limits in the message: confstore URL set 'KEY=VALUE'",
  },
  KEY_TOO_LARGE: {
    about:
      'A number is greater than 2^53 and would be rounded, or aliases expand to more ' +
      'values than any cluster has.',
    remedy: "Correct the number, or replace the aliases with their values: confstore URL get 'KEY'",
  },
  KEY_UNPRINTABLE: {
    about: 'A text contains control characters or line breaks.',
    remedy: "Remove the invisible character from the value: confstore URL get 'KEY'",
  },
  KEY_COUNT: {
    about:
      'A count (num_*, *_count) differs from the length of its list. Counts are optional; ' +
      'without them, the length of the list counts.',
    remedy: "Correct the list or the count, or remove the count: confstore URL delete 'KEY'",
  },
  KEY_ENDPOINT: {
    about:
      'An endpoint is not in the form tcp://HOST:PORT or o2ib://HOST:PORT (for hax also ' +
      'http or https).',
    remedy: 'Write the endpoint as tcp://HOST:PORT or o2ib://HOST:PORT: confstore URL get cortx',
  },
  KEY_ENDPOINT_MISSING: {
    about:
      'A data node has no endpoint for confd or for ios. The host of an endpoint must be ' +
      'its private_fqdn, hostname or name; upper and lower case do not count.',
    remedy:
      'Add an endpoint with a name of this node to the list in the message: confstore URL ' +
      'get cortx',
  },
  KEY_ENDPOINT_HOST: {
    about: 'Warning: the host of an endpoint is not a node of the cluster.',
    remedy:
      'Correct the host if it should be a node, otherwise ignore this: confstore URL ' +
      'search node hostname',
  },
  KEY_UNKNOWN_MACHINE: {
    about: 'A storage set names a machine-id that is not in the ConfStore.',
    remedy:
      'Correct the machine-id in cluster>storage_set; to see the existing ones: confstore ' +
      'URL get node -f yaml',
  },
  KEY_MACHINE_REPEATED: {
    about: 'A data node is in several storage sets, or twice in one.',
    remedy: 'Keep the machine in one storage set only: confstore URL get cluster -f yaml',
  },
  KEY_NO_DATA_NODE: {
    about: 'No node of a storage set has the service io of component motr.',
    remedy:
      'Add a data node to the storage set, or give one of its nodes the service io of ' +
      'component motr: confstore URL get cluster -f yaml',
  },
  KEY_NO_STORAGE_SET: {
    about: 'A data node is not in any storage set.',
    remedy:
      'Add its machine-id to cluster>storage_set[i]>nodes, or remove its service io: ' +
      'confstore URL get cluster -f yaml',
  },
  KEY_DIX_LAYOUTS: {
    about: 'Storage sets have different dix layouts; Motr has only one dix pool.',
    remedy:
      'Give durability>dix of all storage sets the same data, parity and spare: confstore ' +
      'URL get cluster -f yaml',
  },
  KEY_CLUSTER_ID: {
    about: 'The nodes have different cluster_ids.',
    remedy: 'Correct the cluster_id that differs: confstore URL search server_node cluster_id',
  },
  KEY_MIXED_GENERATIONS: {
    about: 'Some nodes list their CVGs in cvg (March 2021), others in storage>cvg (August 2021).',
    remedy:
      'Use the same place, storage>cvg or cvg, for all nodes: confstore URL get ' +
      'server_node -f yaml',
  },
  KEY_CVGS_IGNORED: {
    about: 'Warning: only the first CVG is used; the generation of March 2021 supports one.',
    remedy:
      'Ignore this if one CVG is enough; otherwise change to a ConfStore with storage>cvg: ' +
      'hare-cdf schema --dialect server_node',
  },
  KEY_SEVERAL_NODES: {
    about: 'Warning: the ConfStore has several nodes, but RFC 20 describes one.',
    remedy: 'Check that you want one pool over the disks of all nodes: hare-cdf generate URL',
  },
  FACTS_MISSING: {
    about: 'Required facts about machines are missing: cores, memory or device sizes.',
    remedy:
      'Run prepare on each listed node, or pass a facts file to config: hare_setup prepare ' +
      '--config URL',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize'],
  },
  FACT_MISSING: {
    about: 'One fact is missing; its key is the same in the KV and in facts files.',
    remedy: 'Run prepare on that node: hare_setup prepare --config URL',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize'],
  },
  FACT_WRONG: {
    about: 'One fact has a wrong value.',
    remedy:
      'Correct the value at the place in the message, or run prepare to write it again: ' +
      'hare_setup prepare --config URL',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize'],
  },
  FACTS_FILE: {
    about: 'The facts file is not a JSON map of the form kv: {key: value}.',
    remedy:
      'Write {"kv": {"HOST/facts": {"processorcount": 8, "memorysize_mb": 16384}}} into ' +
      'the file: hare_setup config --facts FILE',
  },
  EXPLAIN_UNKNOWN: {
    about: 'No field, key or code has this name.',
    remedy: 'Use the name in the hint; to see all fields: hare-cdf schema',
  },
} satisfies Readonly<Record<string, CodeMeaning>>;
