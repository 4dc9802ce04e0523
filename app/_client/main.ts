// What the one script of the pages does. Every page is complete without it: it adds shortcuts and takes nothing over.
import { offerHelp } from './help'
import { listenForKeys } from './keys'
import { revealTarget } from './reveal'
import { markWhatIsNew } from './seenPage'

listenForKeys()
offerHelp()
markWhatIsNew()
revealTarget()
