import { parseCdf } from '@hare/cdf';
import { applyConfiguration } from '@hare/kv';
import { generateMotrConfig, kvEntries } from '@hare/cfgen';
import { ConsulKv } from '@hare/consul';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdfText, testMachine, type TestMachine } from './test-machine.js';

const program = await consulForTests();

describe.skipIf(program === undefined)('with a real Consul', () => {
  let consul: ConsulCluster;
  let machine: TestMachine;
  beforeAll(async () => {
    consul = await startConsul({ binary: program?.binary ?? '' });
    const { model } = await parseCdf(cdfText, 'cluster.yaml');
    await applyConfiguration({
      kv: consul.url,
      entries: [...kvEntries(generateMotrConfig(model))],
      owner: 'a test',
    });
  });
  afterAll(() => consul.stop());

  test('plan full holds, until a check is critical', async () => {
    machine = await testMachine({ HARE_KV: consul.url });
    const whole = await machine.test('--plan', 'full');
    expect(whole.exitCode, whole.stdout).toBe(0);
    expect(whole.report.steps.find((step) => step.id === 'consul')?.note).toMatch(
      /^leader 127\.0\.0\.1:\d+$/,
    );
    const { http, where } = { http: ConsulKv.at(consul.address).http, where: { url: consul.url } };
    await http.send({
      method: 'PUT',
      path: 'agent/check/register',
      body: JSON.stringify({ Name: 'confd is up', TTL: '1h', Status: 'critical', Notes: 'x' }),
      repeatable: true,
      where,
    });
    const ill = await machine.test('--plan', 'full');
    expect(ill.exitCode).toBe(1);
    expect(ill.report.steps.filter((step) => step.outcome === 'failed')).toMatchObject([
      {
        id: 'consul',
        code: 'CONSUL_CRITICAL',
        findings: [expect.stringContaining('confd is up is critical') as string],
      },
    ]);
  });

  test('plan scalability measures many at once and leaves no key', async () => {
    machine = await testMachine({ HARE_KV: consul.url });
    const kv = ConsulKv.at(consul.address);
    const before = (await kv.tree('')).entries.map(({ key }) => key);
    const { exitCode, stdout, report } = await machine.test('--plan', 'scalability');
    expect(exitCode, stdout).toBe(0);
    expect(
      Object.keys(report.steps.find((step) => step.id === 'kv-time')?.figures ?? {}),
    ).toContain('kvWrites16PerSecond');
    expect((await kv.tree('')).entries.map(({ key }) => key)).toEqual(before);
  });
});
