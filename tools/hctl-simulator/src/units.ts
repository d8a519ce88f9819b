import type { ClusterState } from './cluster-state.js';

/** A unit of systemd that the cluster, or what was left of one, has on a node. */
export interface Unit {
  readonly node: string;
  /** `m0d@0x7200000000000001:0x2.service` */
  readonly name: string;
  readonly active: 'active' | 'activating' | 'failed';
}

/**
 * The units of all nodes: those of the phase that a cluster has reached, and what shutdown left
 * running of it.
 */
export function unitsOf(state: ClusterState | undefined, left: readonly Unit[]): readonly Unit[] {
  return [...(state === undefined ? [] : unitsOfPhase(state)), ...left];
}

/** The units of m0d of every node, as they are when services start. */
export function motrUnits(
  { cluster }: Pick<ClusterState, 'cluster'>,
  template: 'm0d' | 'motr-mkfs' = 'm0d',
): readonly Unit[] {
  const active = template === 'm0d' ? 'active' : 'activating';
  return cluster.nodes.flatMap(({ name: node, services }) =>
    fidsOf(services, ['confd', 'ioservice']).map(
      (fid) => ({ node, name: `${template}@${fid}.service`, active }) as const,
    ),
  );
}

/** The units of clients, which only an administrator starts. */
export function clientUnits({ cluster }: Pick<ClusterState, 'cluster'>): readonly Unit[] {
  return cluster.nodes.flatMap(({ name: node, services }) =>
    services
      .filter(({ kind }) => kind === 'client')
      .map(
        ({ name, fid }) =>
          ({
            node,
            name: `${name === 's3server' ? 'm0_client_s3' : name}@${fid}.service`,
            active: 'active',
          }) as const,
      ),
  );
}

function unitsOfPhase(state: ClusterState): readonly Unit[] {
  const hare = (name: string): readonly Unit[] =>
    state.cluster.nodes.map(({ name: node }) => ({
      node,
      name: `${name}.service`,
      active: 'active',
    }));
  switch (state.phase) {
    case 'consul':
      return hare('hare-consul-agent');
    case 'hax':
      return [...hare('hare-consul-agent'), ...hare('hare-hax')];
    case 'mkfs':
      return [...hare('hare-consul-agent'), ...hare('hare-hax'), ...motrUnits(state, 'motr-mkfs')];
    case 'services':
    case 'running':
      return [...hare('hare-consul-agent'), ...hare('hare-hax'), ...motrUnits(state)];
  }
}

function fidsOf(
  services: ClusterState['cluster']['nodes'][number]['services'],
  names: readonly string[],
): readonly string[] {
  return [...new Set(services.filter(({ name }) => names.includes(name)).map(({ fid }) => fid))];
}

/** As `systemctl list-units --plain --no-legend` prints them. */
export function formatUnits(units: readonly Unit[]): string {
  const sub = { active: 'running', activating: 'start', failed: 'failed' } as const;
  return units
    .map(
      ({ name, active }) =>
        `${name} loaded ${active} ${sub[active]} ${name.replace(/@.*|\.service$/, '')} (simulated)\n`,
    )
    .join('');
}

/**
 * Whether a unit's name fits one of the patterns of `systemctl list-units`; without patterns every
 * unit does.
 */
export function fitsPattern(name: string, patterns: readonly string[]): boolean {
  const fits = (pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}(\\.service)?$`,
    ).test(name);
  return patterns.length === 0 || patterns.some(fits);
}
