/** What is added to ten times the number of an inserted patch. No subject numbers a patch so high. */
const INSERTED = 100_000

/**
 * The whole number under which a patch is stored and compared: its own, and for one that was inserted one that no other patch has, in
 * the order of these: 100,025 for `2.5/3`.
 */
export function toSlot(number: number): number {
  return Number.isInteger(number) ? number : Math.sign(number) * (INSERTED + Math.round(10 * Math.abs(number)))
}

/** The number of the patch in this slot, as its subject has it and as people are shown it: 2.5 for 100,025. Negative where the slot is. */
export function patchNumber(slot: number): number {
  const size = Math.abs(slot)
  return size < INSERTED ? slot : (Math.sign(slot) * (size - INSERTED)) / 10
}
