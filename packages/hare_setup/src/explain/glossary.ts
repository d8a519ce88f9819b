/** The words of this project, each in one or two sentences. */
export const glossary: Readonly<Record<string, string>> = {
  ConfStore:
    'Any config file or key-value store, read and written with one key syntax (a>b[0]>c). A ' +
    'provisioner gives its URL to each stage: json:///FILE, yaml:///FILE, consul://HOST/PREFIX.',
  CDF:
    'Cluster description file, /var/lib/hare/cluster.yaml: the nodes, their processes and drives, ' +
    "and the pools. Stage config writes it from the ConfStore, and Motr's configuration from it.",
  dialect:
    'The way in which a ConfStore names the facts of a cluster: rfc20, or the keys of a release ' +
    'of CORTX. config recognizes it, or takes --dialect.',
  stage:
    'One part of the work of the mini-provisioner, such as post_install or init. You can repeat ' +
    'a stage: it changes only what differs.',
  step: 'The smallest part of a stage: it checks one thing and, if needed, changes it and checks again.',
  KV:
    'The key-value store that a running cluster reads its configuration from: Consul, or a file ' +
    'in tests.',
  Consul:
    'The key-value store and health monitor that every Hare cluster runs. hctl bootstrap starts it.',
  Motr: 'The object store that Hare keeps available. Its services are confd and ioservice.',
  hctl: "Hare's command that starts, stops and shows a cluster. The stages call it.",
  hax: "Hare's daemon on each node: it reports to Motr's processes which of the others are available.",
  confd: "Motr's configuration service: it gives Motr's configuration to the other processes.",
  ioservice: 'The Motr service that reads and writes the drives of one controller.',
  fid:
    "Motr's identifier of an object of its configuration, such as 0x7200000000000001:0x2 for a " +
    'process.',
  enclosure: 'The housing of the drives of a node; a node has one.',
  CVG:
    'Cylinder volume group: the drives of one controller, and the metadata device that belongs ' +
    'to them. One ioservice uses them.',
  controller: 'What Motr calls a CVG in its configuration.',
  drive:
    'A block device that stores data. Motr calls it sdev when it means the device of a service.',
  pool:
    'A set of drives over which Motr spreads each object: sns for data, dix for indices, md for ' +
    'metadata of objects.',
  'pool version': 'A pool with its layout, N+K+S, over certain drives.',
  profile: 'A named selection of pools that a client uses.',
  sns: 'Server network striping: the pools that store the data of objects.',
  dix: 'Distributed index: the pool that stores indices, on the metadata devices.',
  md: 'The pool of the metadata of objects.',
  'N+K+S':
    'The layout of a pool: N data units, K parity units and S spare units per stripe. K drives ' +
    'may fail without loss of data.',
  mkfs: 'Formats the devices of the cluster for Motr and deletes their data. init does it once.',
  'mkfs record':
    'mkfs.json in the state directory, with a copy in the KV: whether the devices were formatted, ' +
    'and for which CDF. With it, init never formats twice.',
  turn:
    'The right of one node to change the cluster. It is a session in Consul, so that two nodes ' +
    'never start, stop or format at the same time.',
  journal:
    'journal.jsonl in the state directory: every run of a stage with its result. hare_setup ' +
    'status shows the last ones.',
  provisioner: 'The program that calls the stages on each node with the URL of a ConfStore.',
  facts: 'What a machine is asked for and a ConfStore lacks: memory, cores, addresses, sizes.',
};
