/** Every choice of `size` items, in lexicographic order of positions: ab ac bc. */
export function combinations<T>(items: readonly T[], size: number): T[][] {
  const chosen = Array.from({ length: size }, (_, position) => position);
  const result: T[][] = [];
  if (size > items.length) return result;
  for (;;) {
    result.push(items.filter(membership(chosen)));
    let last = size - 1;
    while (last >= 0 && chosen[last] === items.length - size + last) last -= 1;
    const moved = chosen[last];
    if (moved === undefined) return result;
    for (let position = last; position < size; position += 1)
      chosen[position] = moved + 1 + position - last;
  }
}

function membership(positions: readonly number[]): (item: unknown, position: number) => boolean {
  const chosen = new Set(positions);
  return (_, position) => chosen.has(position);
}
