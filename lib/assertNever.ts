/** Marks the branch of a switch that the types say cannot be reached. Throws when a value gets there all the same. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
