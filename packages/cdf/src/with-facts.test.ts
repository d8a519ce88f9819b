import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConfStore } from '@hare/confstore';
import { formatError } from '@hare/base';
import { describe, expect, test, vi } from 'vitest';
import { toConfValue } from '../tests/support/memory-store.js';
import { factsFromDocument, factsFromFile } from './facts-sources.js';
import { factsFromKv } from './facts-sources.js';
import { firstKnownFacts, knownFacts, type Facts, type FactsRequest } from './facts.js';
import type { ClusterDescription } from './model.js';
import { withFacts } from './with-facts.js';

const model: ClusterDescription = {
  nodes: [
    {
      hostname: 'a',
      dataIface: 'e',
      m0Servers: [
        { data: [{ path: '/dev/sdb' }], log: [{ path: '/dev/sdc' }], metaData: '/dev/sdd' },
      ],
      m0Clients: [],
    },
  ],
  pools: [],
};
const requests: readonly FactsRequest[] = [
  { hostname: 'a', machineId: 'id-a', drives: ['/dev/sdb', '/dev/sdc'] },
];
const facts: Facts = {
  'a/facts': { processorcount: '8', memorysize_mb: 4096 },
  'a/drives/dev/sdb': { path: '/dev/sdb', size: 100, blksize: 10 },
  'a/drives/dev/sdc': '{"path": "/dev/sdc", "size": "200", "blksize": 20}',
  'conf/node>id-a>node_group': 'rack-1',
};
const failure = (source: Facts): Promise<string> =>
  withFacts(model, requests, knownFacts(source, 'the KV')).then(
    () => 'complete',
    (error: unknown) => formatError(error as never),
  );

describe('withFacts', () => {
  test('fills in cores, memory, node group, and the sizes of data and log devices; entries may be maps, text, numbers as text', async () => {
    const { nodes } = await withFacts(model, requests, knownFacts(facts, 'facts'));
    expect(nodes[0]).toEqual({
      ...model.nodes[0],
      processorCount: 8,
      memorySizeMb: 4096,
      nodeGroup: 'rack-1',
      m0Servers: [
        {
          data: [{ path: '/dev/sdb', sizeBytes: 100, blockSizeBytes: 10 }],
          log: [{ path: '/dev/sdc', sizeBytes: 200, blockSizeBytes: 20 }],
          metaData: '/dev/sdd',
        },
      ],
    });
  });

  test('takes the text None for an unknown node group', async () => {
    const { nodes } = await withFacts(
      model,
      requests,
      knownFacts({ ...facts, 'conf/node>id-a>node_group': 'None' }, 'facts'),
    );
    expect(nodes[0]?.nodeGroup).toBeUndefined();
  });

  test('names everything that is missing or wrong at once, and where it was looked for', async () => {
    expect(
      await failure({
        'a/drives/dev/sdb': { size: 0, blksize: 9007199254740993n },
        'a/drives/dev/sdc': 'text',
      }),
    ).toMatchInlineSnapshot(`
      "4 facts about the machines are missing or wrong (searched: the KV) [FACTS_MISSING]
        key a/facts: node a: processorcount and memorysize_mb are missing [FACT_MISSING]
        key a/drives/dev/sdb: node a, device /dev/sdb: size is 0, must be a whole number not below 1 [FACT_WRONG]
          hint: correct it in the KV
        key a/drives/dev/sdb: node a, device /dev/sdb: blksize is 9007199254740993, which is beyond 2^53 and would be rounded [FACT_WRONG]
          hint: correct it in the KV
        key a/drives/dev/sdc: node a, device /dev/sdc: the document is "text", must be a map with size, blksize [FACT_WRONG]
          hint: correct it in the KV
        hint: run prepare on every node, or pass --facts FILE; for the format of the file: hare-cdf generate --help"
    `);
  });
});

describe('sources of facts', () => {
  test('an earlier source wins over a later one, which is not asked when nothing is open', async () => {
    let asked = 0;
    const later = {
      name: 'later',
      find: (): Promise<Facts> =>
        Promise.resolve((asked += 1) > 0 ? { 'a/facts': 'late', 'a/drives/dev/sdb': 'late' } : {}),
    };
    const some = await firstKnownFacts(knownFacts({ 'a/facts': 'early' }, 'early'), later).find(
      requests,
    );
    expect(some).toEqual({ 'a/facts': 'early', 'a/drives/dev/sdb': 'late' });
    expect(await firstKnownFacts(knownFacts(facts, 'early'), later).find(requests)).toEqual(facts);
    expect(asked).toBe(1);
  });

  test('a KV is read with the keys that stage prepare writes', async () => {
    const kv = await openConfStore(
      `dict:${JSON.stringify({ 'a/facts': { processorcount: 8 }, 'a/drives/dev/sdb': '{}', other: 1, 'conf/node': { 'id-a': { node_group: 'g' } } })}`,
      { maps: true },
    );
    expect(await factsFromKv(kv).find(requests)).toMatchObject({
      'a/facts': toConfValue({ processorcount: 8 }),
      'a/drives/dev/sdb': '{}',
      'conf/node>id-a>node_group': 'g',
    });
  });

  test('a facts file tells the place of a wrong entry, and of kv for a missing one', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hare-cdf-facts-'));
    try {
      const file = path.join(folder, 'facts.json');
      writeFileSync(
        file,
        '{\n "kv": {\n  "a/facts": {"processorcount": "x", "memorysize_mb": 1},\n  "a/drives/dev/sdb": {"size": 1, "blksize": 1}\n }\n}\n',
      );
      const source = await factsFromFile(await openConfStore(`json:${file}`, { maps: true }));
      await expect(withFacts(model, requests, source)).rejects.toMatchObject({
        problems: [
          { code: 'FACT_WRONG', where: { file, line: 3, key: 'a/facts' } },
          { code: 'FACT_MISSING', where: { file, line: 2, key: 'a/drives/dev/sdc' } },
        ],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('no place is looked up while every fact is right', async () => {
    const where = vi.fn((key: string) => ({ key }));
    await withFacts(model, requests, { ...knownFacts(facts, 'facts'), where });
    expect(where).not.toHaveBeenCalled();
  });

  test('a document without kv is no facts file', () => {
    expect(() => factsFromDocument(toConfValue({ kv: [] }), 'f.json')).toThrow(
      'the facts file must contain a map kv, but kv is an empty list',
    );
    expect(() => factsFromDocument(null, 'f.json')).toThrow(
      'the facts file must contain a map kv, but it is nothing',
    );
  });
});
