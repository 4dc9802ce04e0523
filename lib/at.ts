/** The element at `index`, for an index that the code around it guarantees. Throws when there is none, since that is a bug in Reroll. */
export function at<T>(array: ArrayLike<T>, index: number): T {
  const value = array[index]
  if (value === undefined) throw new Error(`index ${index} is outside an array of length ${array.length}`)
  return value
}
