import type { Flavour } from './flavour.js';
import { afterInstall, afterRemoval } from './scriptlets.js';
import { prefix } from './tree.js';

/** What the head of a package says. */
export interface SpecInput {
  readonly flavour: Flavour;
  /** As rpm writes it. */
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** The folder used as the prefix. */
  readonly tree: string;
}

/** The package's names: either one provides `hare_setup`, and rpm refuses to have both. */
const heads: Readonly<Record<Flavour, (version: string) => string>> = {
  // Node is found at run time: it often comes without rpm (nvm, a tarball), and its rpms carry
  // epochs that make a minimum version say nothing.
  noarch: () => `Name: hare_setup
BuildArch: noarch
AutoReqProv: no
Requires: /bin/sh
Recommends: nodejs
Conflicts: hare_setup-standalone
`,
  standalone: (version) => `Name: hare_setup-standalone
Provides: hare_setup = ${version}-1
Conflicts: hare_setup
`,
};

const descriptions: Readonly<Record<Flavour, string>> = {
  noarch:
    'It runs with the Node.js of the machine; hare_setup-standalone is the same with its own.',
  standalone:
    'One program that carries its own Node.js; hare_setup is the same for machines that have one.',
};

/**
 * The spec file: everything under one prefix, modes and owners as here, whatever the build machine
 * has.
 */
export function specText({ flavour, version, licence, tree }: SpecInput): string {
  return `${heads[flavour](version)}Version: ${version}
Release: 1
Summary: The mini-provisioner of Hare: every stage behind one command
License: ${licence}
Prefix: ${prefix}

%description
Brings a storage node of Hare up in stages, as an outside provisioner calls them from
conf/setup.yaml: hare_setup, with confstore, hare-cdf and hare-cfgen.
${descriptions[flavour]}

%install
mkdir -p "%{buildroot}${prefix}"
cp -a "${tree}/." "%{buildroot}${prefix}"

%post -p <lua>
${afterInstall}

%postun -p <lua>
${afterRemoval}

%files
%defattr(-, root, root, 0755)
%dir ${prefix}
%dir ${prefix}/bin
${prefix}/bin/*
%dir ${prefix}/conf
%attr(0644, root, root) %verify(not filedigest size mtime) ${prefix}/conf/setup.yaml
%attr(0644, root, root) %verify(not filedigest size mtime) ${prefix}/conf/support.yaml
%dir ${prefix}/conf/logrotate
%attr(0644, root, root) %config(noreplace) ${prefix}/conf/logrotate/hare
${flavour === 'noarch' ? `%dir ${prefix}/lib\n${prefix}/lib/hare_setup\n` : ''}%dir ${prefix}/share
${['bash-completion', 'fish', 'man', 'zsh'].map((folder) => `${prefix}/share/${folder}`).join('\n')}
%dir ${prefix}/share/licenses
%dir ${prefix}/share/licenses/hare_setup
%license ${prefix}/share/licenses/hare_setup/LICENSE
%license ${prefix}/share/licenses/hare_setup/THIRD-PARTY
`;
}
