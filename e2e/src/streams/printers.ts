import path from 'node:path';
import type { Sandbox } from '@hare/sandbox';
import { inRepository } from '../run-bin.js';

const bins: Readonly<Record<string, string>> = {
  hare_setup: 'hare_setup',
  confstore: 'confstore',
  'hare-cdf': 'cdf',
  'hare-cfgen': 'cfgen',
  'hare-stage-reset': 'stage-reset',
  'hare-stage-config': 'stage-config',
};

/**
 * Command lines of everything that only prints, for a machine on which config ran. URL is its
 * ConfStore, CDF its description, ROOT its root.
 */
const printers = `
hare_setup help
hare_setup --help
hare_setup --version
hare_setup help init
hare_setup init --help
hare_setup run --help
hare_setup status --root ROOT
hare_setup status --json --root ROOT
hare_setup plan --config URL --to post_install --root ROOT
hare_setup plan --config URL --to post_install --json --root ROOT
hare_setup doctor --config URL --root ROOT
hare_setup doctor --config URL --json --root ROOT
hare_setup explain
hare_setup explain init
hare_setup explain DEVICE_SIGNATURE
hare_setup log --root ROOT
hare_setup schema report
hare_setup setup-yaml
hare_setup setup-yaml --support
hare_setup completion bash
hare_setup completion zsh
hare_setup completion fish
hare-stage-reset --help
hare-stage-reset --version
hare-stage-config --help
confstore --help
confstore --version
confstore get --help
confstore URL get cluster
confstore URL get_keys
confstore URL search cluster hostname
confstore URL validate
confstore URL compare yaml:CDF
confstore URL diff yaml:CDF
confstore completion bash
hare-cdf --help
hare-cdf --version
hare-cdf generate URL
hare-cdf validate CDF
hare-cdf diff CDF CDF
hare-cdf convert CDF
hare-cdf show CDF
hare-cdf show CDF --json
hare-cdf graph CDF
hare-cdf explain pools
hare-cdf schema
hare-cfgen --help
hare-cfgen --version
hare-cfgen show DIR
hare-cfgen decode DIR/confd.xc
hare-cfgen diff DIR DIR
hare-cfgen CDF --node srvnode-1.data.private --root ROOT --dry-run
`;

export const printerLines: readonly string[] = printers.trim().split('\n');

/** The words of one of these lines on a machine. */
export function printerWords(line: string, { url, root }: Sandbox): readonly string[] {
  const folder = path.join(root, 'var/lib/hare');
  const [name = '', ...words] = line.split(' ');
  return [
    inRepository(`packages/${bins[name] ?? ''}/dist/bin.cjs`),
    ...words.map((word) =>
      word
        .replace('URL', url)
        .replace('ROOT', root)
        .replace('CDF', path.join(folder, 'cluster.yaml'))
        .replace('DIR', folder),
    ),
  ];
}

/** The exit code when output is lost: 1, but where that says that two things differ. */
export function lossExitCode(line: string): 1 | 2 {
  return /^(confstore URL (compare|diff)|hare-cdf diff) /.test(line) ? 2 : 1;
}
