import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeCluster } from './make-cluster.mjs';

const help = `Usage: node tools/cluster-generator/generate.mjs DIR [--nodes 3] [--cvgs 2] [--disks 8] [--client-nodes 0] [--storage-sets 1] [--logs]

Writes confstore.json (dialect node) and facts.json of a made-up cluster into DIR.
`;

const number = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: number,
    cvgs: number,
    disks: number,
    'client-nodes': number,
    'storage-sets': number,
    logs: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [folder] = positionals;
if (values.help === true || folder === undefined) {
  process.stdout.write(help);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  const named = {
    nodes: values.nodes,
    cvgs: values.cvgs,
    disks: values.disks,
    clientNodes: values['client-nodes'],
    storageSets: values['storage-sets'],
  };
  const numbers = Object.fromEntries(
    Object.entries(named)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Number(value)]),
  );
  const { confstore, facts } = makeCluster({ ...numbers, logs: values.logs === true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'confstore.json'), `${JSON.stringify(confstore, null, 2)}\n`);
  await writeFile(path.join(folder, 'facts.json'), `${JSON.stringify(facts, null, 2)}\n`);
}
