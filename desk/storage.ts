/** What this browser keeps for us. A browser may refuse (full, or forbidden): then memory has to do. */
const memory = new Map<string, string>();

export function keep(name: string, text: string): void {
  memory.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // It stays in memory until the page is closed.
  }
}

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

export function drop(name: string): void {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept there.
  }
}

export function keptNames(prefix: string): string[] {
  const names = new Set(memory.keys());
  try {
    for (const name of Object.keys(localStorage)) names.add(name);
  } catch {
    // Only memory, then.
  }
  return [...names].filter((name) => name.startsWith(prefix));
}

/** Reads JSON that we kept; anything unreadable counts as not there. */
export function keptJson(name: string): unknown {
  const text = kept(name);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
