/**
 * Changes plain data in place: sets the value at a path of names and positions, or removes it for
 * undefined.
 */
export function put(data: unknown, path: readonly (string | number)[], value: unknown): void {
  const container = path
    .slice(0, -1)
    .reduce<unknown>(
      (inside, step) =>
        typeof inside === 'object' && inside !== null
          ? (Reflect.get(inside, step) as unknown)
          : undefined,
      data,
    );
  const last = path.at(-1);
  if (typeof container !== 'object' || container === null || last === undefined)
    throw new Error(`there is nothing at ${path.slice(0, -1).join('>')}`);
  if (value === undefined) Reflect.deleteProperty(container, last);
  else Reflect.set(container, last, value);
}
