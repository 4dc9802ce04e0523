// The one script of the pages. Every page is complete without it.
import { offerHelp } from './help'
import { listenForKeys } from './keys'
import { revealTarget } from './reveal'
import { markWhatIsNew } from './seenPage'

listenForKeys()
offerHelp()
markWhatIsNew()
revealTarget()
