import { formatError } from '@hare/base';
import { defineCommand, writeOutput } from '@hare/cli';
import { dialectOption, formatOption, outputOption } from '../cli/shared-options.js';
import type { DialectName } from '../dialects/dialect.js';
import { factsFromFile, factsFromKv } from '../facts-sources.js';
import { firstKnownFacts, type FactsSource } from '../facts.js';
import { formatCdf } from '../write-yaml.js';
import { readDialect } from '../read-dialect.js';
import type { CdfFormat } from '../to-document.js';

/** Makes a CDF from a ConfStore. */
export const generateCommand = defineCommand({
  name: 'generate',
  summary: 'generate a CDF from a ConfStore of any generation',
  description:
    'Generates a CDF from a ConfStore of any generation (dialects rfc20, server_node, ' +
    'node).\n\nCDF 2022 of dialect node needs facts about the machines (cores, memory, ' +
    'device sizes): from a facts file {"kv": {"HOST/facts": {"processorcount": 8, ' +
    '"memorysize_mb": 15884.5}, "HOST/drives/dev/sdb": {"path": "/dev/sdb", "size": ' +
    '10737418240, "blksize": 4096}}}, or from the KV where stage prepare left them.',
  operands: [
    {
      name: 'URL',
      description: 'the ConfStore: json:///FILE, yaml:///FILE, consul://HOST:PORT/PREFIX, …',
    },
  ],
  options: {
    facts: {
      flag: '--facts',
      value: 'FILE',
      description: 'facts about the machines, JSON or YAML',
    },
    kv: {
      flag: '--kv',
      value: 'URL',
      description: 'the KV, for facts that are not in the facts file',
    },
    dialect: dialectOption,
    cdfFormat: formatOption,
    output: {
      ...outputOption,
      description: 'write the CDF to this file, completely or not at all; default: standard output',
    },
  },
  examples: [
    { line: 'hare-cdf generate json:///tmp/exampleV2.json' },
    { line: 'hare-cdf generate yaml:///etc/cortx/cluster.conf --facts facts.json -o cluster.yaml' },
    { line: 'hare-cdf generate json:store.json --dialect node --cdf-format 2021' },
  ],
  async run([url = ''], options, io) {
    const { openConfStore } = await import('@hare/confstore');
    const store = await openConfStore(url, { maps: true });
    try {
      const format = options['cdfFormat'] as CdfFormat | undefined;
      const {
        model,
        warnings,
        format: usual,
      } = await readDialect(store, {
        dialect: options['dialect'] as DialectName | undefined,
        facts: format === '2021' ? undefined : await factsSource(options),
      });
      for (const warning of warnings) io.warn(`hare-cdf: warning: ${formatError(warning)}\n`);
      await writeOutput(formatCdf(model, format ?? usual), options['output'], io);
      return 0;
    } finally {
      await store.close();
    }
  },
});

async function factsSource({
  facts,
  kv,
}: Readonly<Record<'facts' | 'kv', string | undefined>>): Promise<FactsSource> {
  const { openConfStore } = await import('@hare/confstore');
  const sources: FactsSource[] = [];
  if (typeof facts === 'string')
    sources.push(
      await factsFromFile(
        await openConfStore(`${/\.ya?ml$/i.test(facts) ? 'yaml' : 'json'}:${facts}`, {
          maps: true,
        }),
      ),
    );
  if (typeof kv === 'string') sources.push(factsFromKv(await openConfStore(kv, { maps: true })));
  const known = firstKnownFacts(...sources);
  return sources.length === 0
    ? { ...known, name: 'nothing, as neither --facts nor --kv is given' }
    : known;
}
