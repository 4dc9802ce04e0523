/**
 * Whether a line is a scissors line (`-- >8 --`, `8< - - cut here - - >8`) that starts a commit message over: the rule of is_scissors_line()
 * in git's mailinfo.c. A third of what is visible must be dashes and scissors, with few blanks among them. Linear.
 */
export function isScissorsLine(line: string): boolean {
  if (!/>8|8<|>%|%</.test(line)) return false
  const visible = line.trim().length
  if (visible < 8) return false
  let [perforation, gap, scissors] = [0, 0, 0]
  let inside = false
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    if (/\s/.test(char)) {
      if (inside) {
        perforation++
        gap++
      }
    } else if (char === '-') {
      inside = true
      perforation++
    } else if (/^(?:>8|8<|>%|%<)/.test(line.slice(at, at + 2))) {
      inside = true
      perforation += 2
      scissors += 2
      at++
    } else inside = false
  }
  return scissors > 0 && visible < perforation * 3 && gap * 2 < perforation
}
