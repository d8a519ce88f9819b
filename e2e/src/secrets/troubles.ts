import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StageMachine } from '../every-stage/stage-machine.js';
import { plantKeys, type Planted } from './planted.js';

/** Something that is wrong when a command runs, or nothing. */
export interface Trouble {
  readonly name: string;
  readonly make: (machine: StageMachine, secrets: Planted) => Promise<TroubleMade> | TroubleMade;
}

interface TroubleMade {
  /** A file that contains secrets from now on, relative to the machine's folder. */
  readonly spoilt?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function edit(
  machine: StageMachine,
  spoilt: string,
  change: (text: string) => string,
): TroubleMade {
  const file = path.join(machine.folder, spoilt);
  if (existsSync(file)) writeFileSync(file, change(readFileSync(file, 'utf8')));
  return { spoilt };
}

/**
 * Breaks the ConfStore. The secrets of an unreadable one cannot be learned, as the manifest of a
 * bundle says: then only those next to a secret name are known, and no log repeats the others.
 */
function breakConfStore(machine: StageMachine, change: (text: string) => string): TroubleMade {
  for (const repeated of [
    'root/var/log/seagate/hare/hare-hax.log',
    'root/var/log/seagate/motr/m0d.log',
    'root/var/motr/core.7',
  ]) {
    edit(machine, repeated, (text) =>
      text.replaceAll(/again .*? there|-----BEGIN KEY-----[^]*?-----END KEY-----/g, ''),
    );
  }
  return edit(machine, confStore, change);
}

const [confStore, cdf, recorded] = [
  'exampleV2.json',
  'root/var/lib/hare/cluster.yaml',
  'root/var/lib/hare/setup/config.json',
];
const settings =
  (text: (secrets: Planted) => string): Trouble['make'] =>
  (machine, secrets) =>
    edit(machine, 'root/etc/hare/hare_setup.yaml', (before) => `${before}${text(secrets)}`);
const password = ({ argv }: Planted): string => encodeURIComponent(argv.value);
const json = (value: unknown): string => JSON.stringify(value);

/** Further failures of hctl; what it prints stays as it was. */
async function failAs(
  simulation: StageMachine['simulation'],
  failures: Readonly<Record<string, number | boolean>>,
): Promise<TroubleMade> {
  const leaks = JSON.parse(
    readFileSync(path.join(simulation.folder, 'fail.json'), 'utf8'),
  ) as Readonly<Record<string, string>>;
  await simulation.fail({ ...leaks, ...failures });
  return {};
}

/** Everything that makes a command speak of its input. */
export const troubles: readonly Trouble[] = [
  { name: 'none', make: () => ({}) },
  {
    name: 'hctl fails after it has printed secrets',
    make: ({ simulation }) =>
      failAs(simulation, {
        'status-exit': 3,
        'bootstrap-exit': 3,
        'shutdown-exit': 3,
        'reportbug-exit': 3,
      }),
  },
  {
    name: 'hctl cannot bootstrap',
    make: ({ simulation }) => failAs(simulation, { 'bootstrap-crash': true }),
  },
  {
    name: 'the ConfStore ends in a secret',
    make: (machine, { store }) =>
      breakConfStore(machine, (text) => text.slice(0, text.indexOf(store.value.slice(0, 11)) + 9)),
  },
  {
    name: 'the ConfStore is broken behind a secret',
    make: (machine, { store }) =>
      breakConfStore(machine, (text) =>
        text.replace(json(store.value), `${json(store.value)} ${store.value.slice(0, 11)}`),
      ),
  },
  {
    name: 'a secret has lost its quotes in the ConfStore',
    make: (machine, { named }) =>
      breakConfStore(machine, (text) =>
        text.replace('"cortx": {', `"cortx": { "password": ${named.value},`),
      ),
  },
  {
    name: 'a map of secrets stands where a number belongs',
    make: (machine, { store, storeUrl }) =>
      edit(machine, confStore, (text) =>
        text.replace(
          '"s3_instances": 2',
          `"s3_instances": ${json({ password: store.value, url: `https://a:${encodeURIComponent(storeUrl.value)}@h/` })}`,
        ),
      ),
  },
  {
    name: 'a URL with a password stands where a number belongs',
    make: (machine, { storeUrl }) =>
      edit(machine, confStore, (text) =>
        text.replace(
          '"s3_instances": 2',
          `"s3_instances": ${json(`https://administrator-of-it:${encodeURIComponent(storeUrl.value)}@some.host.of.a.long.name/`)}`,
        ),
      ),
  },
  {
    name: 'the ConfStore cannot be reached',
    make: (_machine, secrets) => ({
      args: ['--config', `consul://me:${password(secrets)}@127.0.0.1:1/x`],
    }),
  },
  {
    name: 'the KV cannot be reached',
    make: (_machine, secrets) => ({
      args: ['--kv', `consul://me:${password(secrets)}@127.0.0.1:1/x`],
    }),
  },
  // Of these, most stages do not know the option: then they say so.
  {
    name: 'the target cannot be reached',
    make: (_machine, secrets) => ({
      args: ['--target', `consul://me:${password(secrets)}@127.0.0.1:1/x`],
    }),
  },
  {
    name: 'the changeset cannot be reached',
    make: (_machine, secrets) => ({
      args: ['--changeset', `consul://me:${password(secrets)}@127.0.0.1:1/x`],
    }),
  },
  {
    name: 'the KV has a scheme that nobody knows',
    make: (_machine, secrets) => ({
      env: { HARE_KV: `etcd://me:${password(secrets)}@127.0.0.1:1/x` },
    }),
  },
  {
    name: 'the KV contains another configuration, with secrets',
    make: (machine, secrets) => plantKeys(machine, 'm0conf', secrets).then(() => ({})),
  },
  {
    name: 'a URL stands where nothing belongs',
    make: (_machine, secrets) => ({ args: [`consul://me:${password(secrets)}@127.0.0.1:1/x`] }),
  },
  {
    name: 'a URL is the value of a wrong option',
    make: (_machine, secrets) => ({
      args: [`--confi=consul://me:${password(secrets)}@127.0.0.1:1/x`],
    }),
  },
  {
    name: 'a timeout is a URL',
    make: (_machine, secrets) => ({
      args: ['--timeout', `consul://me:${password(secrets)}@127.0.0.1:1/x`],
    }),
  },
  {
    name: 'a setting is a map with a secret',
    make: settings(({ settings: secret }) => `kv: { password: ${secret.value} }\n`),
  },
  {
    name: 'a setting that does not exist is a secret',
    make: settings(({ settings: secret }) => `password: ${secret.value}\n`),
  },
  {
    name: 'a setting is a long URL with a password',
    make: settings(
      (secrets) =>
        `timeouts: { status: 'consul://administrator-of-this-cluster-at-site:${password(secrets)}@127.0.0.1:1/x' }\n`,
    ),
  },
  {
    name: 'the settings are broken at a secret',
    make: settings(({ settings: secret }) => `kv: "x" "password ${secret.value}"\n`),
  },
  {
    name: 'a variable of the settings is a URL with a password',
    make: (_machine, secrets) => ({
      env: { HARE_TIMEOUTS_STATUS: `https://me:${password(secrets)}@h/` },
    }),
  },
  {
    name: 'the CDF has a secret where a number belongs',
    make: (machine, { named }) =>
      edit(machine, cdf, (text) =>
        text.replace(/data_units: 1/, `data_units: { password: ${named.value} }`),
      ),
  },
  {
    name: 'the CDF is broken at a secret',
    make: (machine, { named }) =>
      edit(machine, cdf, (text) => `${text}\npassword: "x" "${named.value}"\n`),
  },
  {
    name: 'what config recorded is broken at a secret',
    make: (machine, { named }) =>
      edit(
        machine,
        recorded,
        (text) => `${text.trimEnd().slice(0, -1)}, "token": ${named.value} }`,
      ),
  },
];
