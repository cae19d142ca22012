/** Where a term was found. */
export type TermMatch<Value> = { from: number; to: number; value: Value };

type Entry<Value> = { readonly term: string; readonly value: Value };

/** Terms by their first two characters, so that a text is read once however many terms there are. */
export type TermIndex<Value> = ReadonlyMap<string, readonly Entry<Value>[]>;

/** An index of terms; a term shorter than two characters is left out. */
export function indexTerms<Value>(terms: Iterable<readonly [term: string, value: Value]>): TermIndex<Value> {
  const index = new Map<string, Entry<Value>[]>();
  for (const [term, value] of terms) {
    if (term.length < 2) continue;
    const key = term.slice(0, 2);
    const entries = index.get(key);
    if (entries) entries.push({ term, value });
    else index.set(key, [{ term, value }]);
  }
  return index;
}

/** Every place where a term of the index occurs, overlapping ones too, from left to right. */
export function findTerms<Value>(index: TermIndex<Value>, line: string): TermMatch<Value>[] {
  const found: TermMatch<Value>[] = [];
  for (let at = 0; at + 1 < line.length; at += 1) {
    const entries = index.get(line.slice(at, at + 2));
    if (!entries) continue;
    for (const { term, value } of entries) {
      if (line.startsWith(term, at)) found.push({ from: at, to: at + term.length, value });
    }
  }
  return found;
}

/** The value of `build` for a dictionary, kept as long as the dictionary lives. Dictionaries are never changed. */
export function keptPer<Key extends object, Value>(build: (key: Key) => Value): (key: Key) => Value {
  const kept = new WeakMap<Key, Value>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = build(key);
    kept.set(key, value);
    return value;
  };
}
