/** Whether a tag of this name says that its giver reviewed the patch, or acknowledged it: two things that are counted apart. `Reviewed-and-acked-by` says both, `Nacked-by` neither. */
export function approvalKinds(name: string): readonly ('reviewed' | 'acked')[] {
  return [
    ...(/reviewed|approved/i.test(name) ? (['reviewed'] as const) : []),
    ...(/\backed/i.test(name) ? (['acked'] as const) : []),
  ]
}

/** Whether a tag of this name says that its giver tested the patch: `Tested-by`, `Reviewed-and-tested-by`. */
export function saysTested(name: string): boolean {
  return /tested/i.test(name)
}
