import type {
  Change,
  ClusterView,
  ControllerView,
  DriveView,
  EnclosureView,
  PoolView,
} from './cluster-view.js';

/** Two views as one that is marked with what changes; nodes without a change are only counted. */
export interface ComparedViews {
  readonly view: ClusterView;
  readonly unchangedNodes: number;
  /** How many nodes, drives and pools change. */
  readonly changes: number;
}

/** What changes from one view to the other: nodes by name, drives by path, pools by name. */
export function compareViews(before: ClusterView, after: ClusterView): ComparedViews {
  const pools = comparePools(before, after);
  const numbers = new Map(pools.map(({ name }, index) => [name, index]));
  const inPools =
    (view: ClusterView) =>
    (drive: DriveView): DriveView => ({
      ...drive,
      pool: drive.pool === undefined ? undefined : numbers.get(view.pools[drive.pool]?.name ?? ''),
    });
  const old = new Map(
    before.enclosures.map((each) => [each.hostname, renumbered(each, inPools(before))] as const),
  );
  const now = after.enclosures.map((each) => renumbered(each, inPools(after)));
  const names = new Set(now.map(({ hostname }) => hostname));
  const all = [
    ...now.map((each) => compareEnclosures(old.get(each.hostname), each)),
    ...[...old.values()]
      .filter(({ hostname }) => !names.has(hostname))
      .map((each) => ({ ...each, change: 'removed' as const })),
  ];
  const changed = all.filter(({ change }) => change !== undefined);
  return {
    view: { ...after, pools, enclosures: changed },
    unchangedNodes: all.length - changed.length,
    changes:
      pools.filter(({ change }) => change !== undefined).length +
      changed.reduce((sum, each) => sum + Math.max(1, drivesOf(each).filter(isChanged).length), 0),
  };
}

function comparePools(before: ClusterView, after: ClusterView): readonly PoolView[] {
  const old = new Map(before.pools.map((pool) => [pool.name, pool] as const));
  const names = new Set(after.pools.map(({ name }) => name));
  return [
    ...after.pools.map((pool) => withChange(pool, changeOf(old.get(pool.name), pool))),
    ...before.pools
      .filter(({ name }) => !names.has(name))
      .map((pool) => ({ ...pool, change: 'removed' as const })),
  ];
}

function compareEnclosures(before: EnclosureView | undefined, after: EnclosureView): EnclosureView {
  if (before === undefined) return { ...after, change: 'added' };
  const length = Math.max(before.controllers.length, after.controllers.length);
  const controllers = Array.from({ length }, (_, index) =>
    compareControllers(before.controllers[index], after.controllers[index]),
  );
  return withChange({ ...after, controllers }, changeOf(before, after));
}

const none: ControllerView = { data: [], log: [], metaData: undefined };

function compareControllers(
  before: ControllerView = none,
  after: ControllerView = none,
): ControllerView {
  const metaData = compareDrives(
    before.metaData === undefined ? [] : [before.metaData],
    after.metaData === undefined ? [] : [after.metaData],
  );
  // A controller has one place for it: of a metadata device that moves, the new one is drawn.
  const kept = metaData.find(({ change }) => change !== 'removed') ?? metaData[0];
  return {
    data: compareDrives(before.data, after.data),
    log: compareDrives(before.log, after.log),
    metaData:
      kept?.change === 'added' && metaData.length > 1 ? { ...kept, change: 'changed' } : kept,
  };
}

function compareDrives(
  before: readonly DriveView[],
  after: readonly DriveView[],
): readonly DriveView[] {
  const old = new Map(before.map((drive) => [drive.path, drive] as const));
  const paths = new Set(after.map(({ path }) => path));
  return [
    ...after.map((drive) => withChange(drive, changeOf(old.get(drive.path), drive))),
    ...before
      .filter(({ path }) => !paths.has(path))
      .map((drive) => ({ ...drive, change: 'removed' as const })),
  ];
}

function changeOf<T>(before: T | undefined, after: T): Change | undefined {
  if (before === undefined) return 'added';
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : 'changed';
}

function withChange<T extends object>(value: T, change: Change | undefined): T {
  return change === undefined ? value : { ...value, change };
}

function isChanged({ change }: DriveView): boolean {
  return change !== undefined;
}

function drivesOf({ controllers }: EnclosureView): readonly DriveView[] {
  return controllers.flatMap(({ data, log, metaData }) => [
    ...data,
    ...log,
    ...(metaData === undefined ? [] : [metaData]),
  ]);
}

function renumbered(
  enclosure: EnclosureView,
  inPools: (drive: DriveView) => DriveView,
): EnclosureView {
  return {
    ...enclosure,
    controllers: enclosure.controllers.map(({ data, log, metaData }) => ({
      data: data.map(inPools),
      log: log.map(inPools),
      metaData: metaData === undefined ? undefined : inPools(metaData),
    })),
  };
}
