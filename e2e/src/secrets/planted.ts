import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatKey, openConfStore } from '@hare/confstore';
import fc from 'fast-check';
import type { StageMachine } from '../every-stage/stage-machine.js';
import { awkward, lines, spelling, word, type Canary } from './canary.js';

/** One secret for every place that a secret can come from. */
export interface Planted {
  /** In the ConfStore, at keys that no stage knows. */
  readonly store: Canary;
  readonly storeList: Canary;
  readonly storeUrl: Canary;
  readonly storeLines: Canary;
  /** At a key whose name only `secrets.extra` calls secret. */
  readonly storeExtra: Canary;
  readonly kv: Canary;
  readonly kvJson: Canary;
  readonly settings: Canary;
  readonly env: Canary;
  readonly token: Canary;
  readonly envUrl: Canary;
  /** The password of a URL on the command line. */
  readonly argv: Canary;
  /** Printed by hctl, or in a log or a broken file, and nowhere else. */
  readonly named: Canary;
  readonly json: Canary;
  readonly url: Canary;
  readonly flag: Canary;
}

const places: Readonly<Record<keyof Planted, fc.Arbitrary<Canary>>> = {
  store: awkward,
  storeList: awkward,
  storeUrl: awkward,
  storeLines: lines,
  storeExtra: awkward,
  kv: awkward,
  kvJson: awkward,
  settings: word,
  env: awkward,
  token: word,
  envUrl: awkward,
  argv: awkward,
  named: word,
  json: awkward,
  url: awkward,
  flag: word,
};

/** A secret for every place, and how programs that repeat them write them. */
export const planted: fc.Arbitrary<{
  readonly secrets: Planted;
  readonly spell: (value: string) => string;
}> = fc.record({ secrets: fc.record(places), spell: spelling });

/**
 * Files that contain secrets because a test put them there, and the older version of the ConfStore
 * that `upgrade` keeps next to it; relative to the machine's folder.
 */
export const plantedFiles =
  /^exampleV2\.json(\.\d+\.\d+\.\d+(-\d+)?)?$|^kv\.json|^hctl-state\/fail\.json$|^root\/etc\/hare\/|^root\/var\/log\/seagate\/(hare\/hare-hax\.log|motr\/)|^root\/var\/motr\/core|^backups\/|^spoilt\//;

/**
 * Puts secrets wherever a machine can have them; the answer is the environment that has the others.
 */
export async function plantSecrets(
  machine: StageMachine,
  { secrets, spell }: { readonly secrets: Planted; readonly spell: (value: string) => string },
): Promise<Readonly<Record<string, string>>> {
  const password = ({ value }: Canary): string => encodeURIComponent(value);
  const store = JSON.parse(readFileSync(machine.confstoreFile, 'utf8')) as Record<string, unknown>;
  const added = {
    cortx: {
      software: { openldap: { root: { user: 'admin', secret: secrets.store.value } } },
      passwords: [secrets.storeList.value],
      endpoint: `https://admin:${password(secrets.storeUrl)}@10.0.0.1/`,
      ssh_private_key: secrets.storeLines.value,
      pin: secrets.storeExtra.value,
    },
  };
  writeFileSync(machine.confstoreFile, JSON.stringify({ ...store, ...added }, undefined, 2));

  await plantKeys(machine, 'other-service', secrets);

  mkdirSync(machine.at('etc/hare'), { recursive: true });
  for (const name of ['yaml', 'toml', 'json'])
    rmSync(machine.at(`etc/hare/hare_setup.${name}`), { force: true });
  writeFileSync(
    machine.at('etc/hare/hare_setup.yaml'),
    `secrets: { extra: [pin] }\n# admin_password: ${secrets.settings.value}\n`,
  );

  const fresh = [
    `password=${secrets.named.value}`,
    JSON.stringify({ deep: { secret_key: secrets.json.value } }),
    `https://me:${password(secrets.url)}@10.0.0.2/x`,
    `m0d --token ${secrets.flag.value} -v`,
  ];
  const known = [secrets.env, secrets.token, secrets.envUrl].map(
    ({ value }) => `seen ${spell(value)} here`,
  );
  const leak = [...fresh, ...known].join('\n');
  await machine.simulation.fail({
    'status-leak': leak,
    'bootstrap-leak': leak,
    'shutdown-leak': leak,
    'reportbug-leak': leak,
  });

  // In a shared Consul foreign keys are not fetched: their values are unknown.
  const ofKv = machine.kv.url.startsWith('consul:') ? [] : [secrets.kv, secrets.kvJson];
  const all = [
    ...known,
    ...[secrets.store, secrets.storeList, secrets.storeUrl, secrets.storeExtra, ...ofKv].map(
      ({ value }) => `again ${spell(value)} there`,
    ),
    secrets.storeLines.value,
  ];
  const log = `${new Date().toISOString()} ${[...fresh, ...all].join('\n')}\n`;
  for (const file of ['var/log/seagate/hare/hare-hax.log', 'var/log/seagate/motr/m0d.log']) {
    mkdirSync(path.dirname(machine.at(file)), { recursive: true });
    writeFileSync(machine.at(file), log);
  }
  mkdirSync(machine.at('var/motr'), { recursive: true });
  writeFileSync(
    machine.at('var/motr/core.7'),
    Buffer.from(`\u0000\u0001\u0000${[...fresh, ...all].join('\u0000')}\u0000`),
  );

  return {
    SITE_ADMIN_PASSWORD: secrets.env.value,
    CONSUL_HTTP_TOKEN: secrets.token.value,
    SITE_URL: `https://me:${password(secrets.envUrl)}@10.0.0.3/`,
  };
}

/** Two keys of the KV with secrets: one by its name, one by what is in its JSON. */
export async function plantKeys(
  machine: StageMachine,
  family: string,
  { kv, kvJson }: Pick<Planted, 'kv' | 'kvJson'>,
): Promise<void> {
  const store = await openConfStore(machine.kv.url, { create: true, maps: true });
  try {
    await store.update(async (locked) => {
      await locked.set(formatKey([`${family}/auth_token`]), kv.value);
      await locked.set(
        formatKey([`${family}/settings`]),
        JSON.stringify({ deep: [{ password: kvJson.value }] }),
      );
    });
  } finally {
    await store.close();
  }
}
