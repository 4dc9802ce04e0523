/** The value that `known` has for a key; computed and kept there when it has none, also when the value is undefined. */
export function memo<K, V>(known: Map<K, V>, key: K, compute: () => V): V {
  const found = known.get(key)
  if (found !== undefined || known.has(key)) return found as V
  const value = compute()
  known.set(key, value)
  return value
}
