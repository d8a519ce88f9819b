import type { Tolerance } from './motr-object.js';

/** Every vector from none to `tolerance` but all zeros, in lexicographic order. */
export function* formulaicAllowances(tolerance: Tolerance): Generator<Tolerance> {
  const [sites, racks, encls, ctrls, disks] = tolerance.map((most) =>
    Array.from({ length: most + 1 }, (_, failures) => failures),
  ) as [number[], number[], number[], number[], number[]];
  for (const site of sites)
    for (const rack of racks)
      for (const encl of encls)
        for (const ctrl of ctrls)
          for (const disk of disks)
            if (site + rack + encl + ctrl + disk > 0) yield [site, rack, encl, ctrl, disk];
}
