/** Joins very many texts, early: what is joined is gone before it grows old. */
export function joinedBy(separator: string): { add(text: string): void; text(): string } {
  const pieces: string[] = [];
  const recent: string[] = [];
  return {
    add: (text) => {
      if (recent.push(text) === 2048) pieces.push(recent.splice(0).join(separator));
    },
    text: () => [...pieces, ...(recent.length > 0 ? [recent.join(separator)] : [])].join(separator),
  };
}
