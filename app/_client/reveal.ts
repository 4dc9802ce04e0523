/** Opens folded elements around the target of the address, for browsers that do not do this themselves. */
export function revealTarget(): void {
  const open = (): void => {
    const target = document.getElementById(decode(location.hash.slice(1)))
    let folded = target?.parentElement?.closest('details') ?? null
    const wasFolded = folded !== null && !folded.open
    for (; folded !== null; folded = folded.parentElement?.closest('details') ?? null) folded.open = true
    if (wasFolded) target?.scrollIntoView()
  }
  addEventListener('hashchange', open)
  open()
}

function decode(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}
