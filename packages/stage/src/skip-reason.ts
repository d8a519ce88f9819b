const ours = new Set(['hare', 'hax', 'all']);

/** Why the stage is left out: `--services` names services, and none of them is ours. */
export function skipReason(services: string | undefined): string | undefined {
  if (services === undefined) return undefined;
  const names = services.split(/[\s,]+/).filter((name) => name !== '');
  return names.some((name) => ours.has(name.toLowerCase()))
    ? undefined
    : `--services ${services} names none of ${[...ours].join(', ')}`;
}
