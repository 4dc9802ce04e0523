const MARKS = /^(?:(?:fixup|squash|amend)! )+/i

/** The title of the patch that `fixup! title`, `squash! title` or `amend! title` is to be folded into; undefined for any other title. Linear. */
export function fixupTarget(title: string): string | undefined {
  const target = title.replace(MARKS, '')
  return target === title || target === '' ? undefined : target
}
