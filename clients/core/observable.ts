/** Something that tells its watchers when it has changed. */
export class Observable {
  private readonly watchers = new Set<() => void>();

  watch(run: () => void): () => void {
    this.watchers.add(run);
    return () => this.watchers.delete(run);
  }

  protected changed(): void {
    for (const run of [...this.watchers]) run();
  }
}

/** A small store for this visit: tokens and keys, gone when the tab is closed. */
export interface Keeper { get(name: string): string | null; set(name: string, value: string): void; remove(name: string): void }

export function memoryKeeper(): Keeper {
  const kept = new Map<string, string>();
  return { get: (name) => kept.get(name) ?? null, set: (name, value) => void kept.set(name, value), remove: (name) => void kept.delete(name) };
}

/** Parse what was kept; null when it is absent or not ours. */
export function kept<T>(keeper: Keeper, name: string): T | null {
  try {
    return JSON.parse(keeper.get(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}
