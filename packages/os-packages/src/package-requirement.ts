import { HareError } from '@hare/base';

const relations = {
  '>=': (order: number) => order >= 0,
  '>': (order: number) => order > 0,
  '=': (order: number) => order === 0,
  '<=': (order: number) => order <= 0,
  '<': (order: number) => order < 0,
} as const;

/** A package that has to be installed, perhaps in a certain version. */
export interface PackageRequirement {
  readonly name: string;
  readonly relation?: keyof typeof relations;
  readonly version?: string;
}

/** Reads `cortx-motr` or `cortx-motr>=2.0.0-5`. @throws HareError `PACKAGE_REQUIREMENT` */
export function parsePackageRequirement(text: string): PackageRequirement {
  const [, name, relation, version] =
    /^([\w][\w.+-]*)(?:\s*(>=|<=|==|=|>|<)\s*(\w[^\s<>=]*))?$/.exec(text.trim()) ?? [];
  if (name === undefined)
    throw new HareError(
      'PACKAGE_REQUIREMENT',
      `expected NAME or NAME>=VERSION, got ${JSON.stringify(text)}`,
      { hint: 'write NAME, or NAME>=VERSION (also > = <= <), for example cortx-motr>=2.0.0' },
    );
  return relation === undefined || version === undefined
    ? { name }
    : { name, relation: relation === '==' ? '=' : (relation as keyof typeof relations), version };
}

/** Whether a version's order to the one that is required is what the requirement allows. */
export function satisfies({ relation }: PackageRequirement, order: number): boolean {
  return relation === undefined || relations[relation](order);
}
