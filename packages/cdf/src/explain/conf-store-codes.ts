import type { CodeMeaning } from './code-meaning.js';

/** Codes about ConfStores and facts. */
export const confStoreCodes = {
  CONFSTORE_INVALID: {
    about: 'The ConfStore has the missing and wrong values that follow.',
    remedy:
      'Correct the keys that are listed below the message, then look what comes out: hare-cdf ' +
      'generate URL',
  },
  DIALECT_UNKNOWN: {
    about:
      'A ConfStore is recognised by exactly one of the maps node, server_node, ' +
      'cluster>server_nodes.',
    remedy:
      'Check that the URL is the right one and look at its keys, or say which generation it ' +
      'is: confstore URL get_keys; hare-cdf generate URL --dialect node',
  },
  KEY_MISSING: {
    about: 'A required key is absent or null.',
    remedy:
      "Set the key; what it means and what becomes of it: hare-cdf explain 'KEY'; confstore URL set 'KEY=VALUE'",
  },
  KEY_EMPTY: {
    about: 'A text, list or map that must say something is empty.',
    remedy: "Give the key a value; what it means: hare-cdf explain 'KEY'",
  },
  KEY_TYPE: {
    about:
      'A value is of the wrong kind. Numbers and booleans may come as text, lists as text with ' +
      'commas.',
    remedy: "Look at the value, and set one of the kind in the message: confstore URL get 'KEY'",
  },
  KEY_VALUE: {
    about: 'A text is not one of the words allowed here, or not of the form that is needed.',
    remedy: "Set one of the words or the form in the message: confstore URL set 'KEY=VALUE'",
  },
  KEY_RANGE: {
    about: 'A number is too small or too large.',
    remedy: "Set a number within the limits in the message: confstore URL set 'KEY=VALUE'",
  },
  KEY_TOO_LARGE: {
    about:
      'A number is beyond 2^53 and would be rounded, or aliases unfold to more values than any ' +
      'cluster has.',
    remedy: "Write the number as it was meant, and write aliases out: confstore URL get 'KEY'",
  },
  KEY_UNPRINTABLE: {
    about: 'A text holds control characters or line breaks.',
    remedy: "Remove the invisible character from the value: confstore URL get 'KEY'",
  },
  KEY_COUNT: {
    about:
      'A count (num_*, *_count) disagrees with its list. Counts are hints: leave them out, and ' +
      'the length of the list counts.',
    remedy: "Correct the list or the count, or delete the count: confstore URL delete 'KEY'",
  },
  KEY_ENDPOINT: {
    about: 'An endpoint is not tcp://HOST:PORT or o2ib://HOST:PORT (for hax also http, https).',
    remedy: 'Write the endpoint as tcp://HOST:PORT or o2ib://HOST:PORT: confstore URL get cortx',
  },
  KEY_ENDPOINT_MISSING: {
    about:
      'A data node needs an endpoint of confd and of ios; hosts match private_fqdn, hostname ' +
      'or name, without regard to case.',
    remedy:
      'Add an endpoint with a name of this node to the list in the message: confstore URL get ' +
      'cortx',
  },
  KEY_ENDPOINT_HOST: {
    about: 'Warning: an endpoint names a host that is no node of the cluster.',
    remedy:
      'Correct the host if a node was meant; else nothing: confstore URL search node hostname',
  },
  KEY_UNKNOWN_MACHINE: {
    about: 'A storage set names a machine-id that the ConfStore does not describe.',
    remedy:
      'Correct the machine-id in cluster>storage_set; the known ones: confstore URL get node ' +
      '-f yaml',
  },
  KEY_MACHINE_REPEATED: {
    about: 'A data node belongs to one storage set, once.',
    remedy: 'Name the machine in one storage set only: confstore URL get cluster -f yaml',
  },
  KEY_NO_DATA_NODE: {
    about: 'A storage set has at least one node with the service io of component motr.',
    remedy:
      'Name a data node in the storage set, or give one of its nodes the service io of ' +
      'component motr: confstore URL get cluster -f yaml',
  },
  KEY_NO_STORAGE_SET: {
    about: 'A data node is in a storage set.',
    remedy:
      'Name its machine-id in cluster>storage_set[i]>nodes, or take the service io from it: ' +
      'confstore URL get cluster -f yaml',
  },
  KEY_DIX_LAYOUTS: {
    about: 'Motr has one dix pool, so storage sets have the same dix layout.',
    remedy:
      'Give durability>dix of all storage sets the same data, parity and spare: confstore URL ' +
      'get cluster -f yaml',
  },
  KEY_CLUSTER_ID: {
    about: 'All nodes have the same cluster_id.',
    remedy: 'Correct the cluster_id that differs: confstore URL search server_node cluster_id',
  },
  KEY_MIXED_GENERATIONS: {
    about:
      'All nodes keep their CVGs in the same place: cvg (March 2021) or storage>cvg (August 2021).',
    remedy:
      'Describe the CVGs of all nodes in storage>cvg, or of all in cvg: confstore URL get ' +
      'server_node -f yaml',
  },
  KEY_CVGS_IGNORED: {
    about: 'Warning: the generation of March 2021 uses the first CVG only.',
    remedy:
      'Nothing, if one CVG is meant; else move to a ConfStore of August 2021 or later, with ' +
      'storage>cvg: hare-cdf schema --dialect server_node',
  },
  KEY_SEVERAL_NODES: {
    about: 'Warning: RFC 20 describes one node.',
    remedy: 'Check that one pool over the disks of all these nodes is meant: hare-cdf generate URL',
  },
  FACTS_MISSING: {
    about: 'Facts about machines are needed and not known: cores, memory, device sizes.',
    remedy:
      'Run prepare on every node that is named, or give the values by file: hare_setup prepare ' +
      '--config URL; hare_setup config --config URL --facts FILE',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize'],
  },
  FACT_MISSING: {
    about: 'One entry of facts is not known; its key is that of the KV and of facts files.',
    remedy:
      'It belongs to FACTS_MISSING above it: run prepare on that node: hare_setup prepare ' +
      '--config URL',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize'],
  },
  FACT_WRONG: {
    about: 'One entry of facts does not hold what it should.',
    remedy:
      'Correct the value in the place that the message names, or let prepare write it anew: ' +
      'hare_setup prepare --config URL',
    fields: ['processorcount', 'memorysize_mb', 'size', 'blksize'],
  },
  FACTS_FILE: {
    about: 'A facts file is a JSON map with kv: {key: value}.',
    remedy:
      'Write {"kv": {"HOST/facts": {"processorcount": 8, "memorysize_mb": 16384}}} into the ' +
      'file: hare_setup config --facts FILE',
  },
  EXPLAIN_UNKNOWN: {
    about: 'There is no such field, key or code.',
    remedy:
      'Take the topic that the hint proposes; fields are those of the schema: hare-cdf schema',
  },
} satisfies Readonly<Record<string, CodeMeaning>>;
