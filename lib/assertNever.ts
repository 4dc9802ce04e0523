/** Marks the branch of a switch that the types say cannot be reached. Throws if one gets there anyway. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
