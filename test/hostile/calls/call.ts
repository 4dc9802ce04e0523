/** A function of `lib/` that gets everything it reads from one text. */
export type Call = (text: string) => unknown
