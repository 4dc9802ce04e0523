// The one script of the pages. Every page is complete without it.
import { rememberColumns } from './columns'
import { offerCopy } from './copy'
import { offerHelp } from './help'
import { rememberMe } from './mePage'
import { showMine } from './mine'
import { keepPlace } from './place'
import { keepFilters, rememberFolds } from './queuePage'
import { nameScrollers } from './scrollers'
import { markWhatIsNew } from './seenPage'
import { listenForKeys } from './shortcuts'

rememberColumns()
rememberMe()
rememberFolds()
keepFilters()
listenForKeys()
keepPlace()
offerHelp()
offerCopy()
nameScrollers()
markWhatIsNew()
showMine()
revealTarget()
addEventListener('hashchange', revealTarget)

/** Opens the target of the address and folded elements around it, for browsers that do not do this themselves. */
function revealTarget(): void {
  const target = document.getElementById(decode(location.hash.slice(1)))
  let folded = target?.closest('details') ?? null
  const wasFolded = folded !== null && !folded.open
  for (; folded !== null; folded = folded.parentElement?.closest('details') ?? null) folded.open = true
  if (wasFolded) target?.scrollIntoView()
}

function decode(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}
