import { constants, getPriority, setPriority } from 'node:os'

/** Makes a process, this one unless another is given, leave most of the processor to others that need it. */
export function lowerPriority(pid = process.pid): void {
  const { PRIORITY_BELOW_NORMAL: low } = constants.priority
  // One that `nice` has lowered further may not be raised again.
  if (getPriority(pid) < low) setPriority(pid, low)
}
