import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listWorkspaces } from '../../../tools/workspace/manifests.mjs';
import { inRepository, runCommand, type BinResult } from '../run-bin.js';

/** Folders of a system that examples name. */
const systemFolders = /(^|[\s'"=(]|:\/\/)\/(tmp|etc|var|usr\/share)\//g;

/**
 * Where examples are typed: a system's folders below a root, a folder with the files that examples
 * name relatively, and the bins on PATH.
 */
export interface ExamplePlace {
  readonly root: string;
  readonly cwd: string;
  /**
   * Runs an example in a shell: what it names of the system is below the root, and its Consul is
   * that of the tests.
   */
  type(command: string, env?: Readonly<Record<string, string>>): Promise<BinResult>;
}

/** Commands of hare_setup that look at nothing of the machine, and have no `--root`. */
const rootless = ['explain', 'completion', 'schema', 'setup-yaml'];

/** Makes the bins and the files below `folder`. */
export function makeExamplePlace(
  {
    folder,
    root,
    confstoreFile,
  }: { readonly folder: string; readonly root: string; readonly confstoreFile: string },
  consul: string | undefined,
): ExamplePlace {
  const bins = path.join(folder, 'example-bin');
  const cwd = path.join(folder, 'work');
  for (const place of [
    bins,
    cwd,
    ...[
      'tmp',
      'etc/hare',
      'etc/cortx',
      'etc/motr',
      'etc/bash_completion.d',
      'var/tmp',
      'usr/share/app',
      'usr/share/zsh/site-functions',
      'var/lib/hare',
    ].map((each) => path.join(root, each)),
    path.join(folder, '.config/fish/completions'),
  ])
    mkdirSync(place, { recursive: true });
  makeBins(bins, root);
  writeScript(path.join(bins, 'systemctl'), 'echo "$@" >> "$HOME/systemctl.called"');

  const app = {
    server: { host: 'example.org', port: 80, tls: { on: 'no' }, path: '/' },
    nodes: [{ name: 'n1' }, { name: 'n2' }],
    tags: ['a'],
    debug: true,
  };
  const files: Readonly<Record<string, string>> = {
    [path.join(root, 'etc/app.json')]: JSON.stringify(app),
    [path.join(root, 'etc/app.yaml')]:
      'server:\n  host: example.org\n  port: 8080\nnodes:\n  - name: n1\n  - name: n2\n',
    [path.join(root, 'etc/app.ini')]: '[server]\nhost=example.org\nport=80\n',
    [path.join(root, 'usr/share/app/defaults.yaml')]: 'server:\n  port: 80\nlimit: 5\n',
    [path.join(root, 'etc/other.yaml')]: 'tags: []\n',
    [path.join(root, 'tmp/changeset.yaml')]: 'new:\n  cluster:\n    site: north\n',
    [path.join(root, 'etc/hare/test.json')]: '{"hare":{"test":{}}}',
    [path.join(cwd, 'app.toml')]: '[server]\nhost = "example.org"\nport = 80\n',
    [path.join(cwd, 'app.ini')]: '[server]\nhost=example.org\n',
    [path.join(cwd, 'app.json')]: '{"server":{"host":"example.com"}}',
    [path.join(cwd, 'a.json')]: JSON.stringify(app),
    [path.join(cwd, 'b.json')]: JSON.stringify({ ...app, tags: ['b'] }),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  // JSON is YAML, and this is the same cluster.
  for (const name of ['tmp/exampleV2.json', 'etc/hare/conf.yaml'])
    cpSync(confstoreFile, path.join(root, name));
  const golden = (name: string): string =>
    readFileSync(
      inRepository(`packages/cdf/fixtures/golden/node/01-one-node/${name}`),
      'utf8',
    ).replaceAll('data-1', 'ssc-1');
  for (const file of [path.join(root, 'etc/cortx/cluster.conf'), path.join(cwd, 'store.json')])
    writeFileSync(file, golden('confstore.json'));
  writeFileSync(path.join(cwd, 'facts.json'), golden('facts.json'));
  return {
    root,
    cwd,
    type: (command, env = {}) =>
      runCommand(
        ['bash', '-c', placed(command, root, consul)],
        { ...env, HOME: folder, PATH: `${bins}:${process.env['PATH'] ?? ''}` },
        cwd,
      ),
  };
}

/** The example with the folders of the system below the root. */
function placed(command: string, root: string, consul: string | undefined): string {
  const local = command.replace(
    systemFolders,
    (_, before: string, folder: string) => `${before}${root}/${folder}/`,
  );
  return consul === undefined
    ? local
    : local.replace(/consul:\/\/(127\.0\.0\.1:8500|backup\.example)\//g, `consul://${consul}/`);
}

/** Every bin of every package; those of the stages work below the root. */
function makeBins(folder: string, root: string): void {
  for (const { name, manifest } of listWorkspaces()) {
    for (const [command, file] of Object.entries(manifest.bin ?? {})) {
      const call = `exec "${process.execPath}" "${inRepository(`packages/${name}/${file}`)}" "$@"`;
      const body = command.startsWith('hare-stage-')
        ? `${call} --root "${root}"`
        : command === 'hare_setup'
          ? `case "$1" in ${rootless.join('|')}) ${call} ;; *) ${call} --root "${root}" ;; esac`
          : call;
      writeScript(path.join(folder, command), body);
    }
  }
}

function writeScript(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
