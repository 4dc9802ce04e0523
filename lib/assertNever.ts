/** Marks the arm of a switch that the types say cannot be reached; throws when a value gets there all the same. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
