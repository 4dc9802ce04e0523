import { splitEmail } from './address'
import { type HeaderField, headerValues } from './header'

/** Fields in which lists name their own address: vger's, Mailman's, and that of ezmlm and Google Groups. */
const LIST_FIELDS = ['list-post', 'x-mailing-list', 'x-beenthere', 'mailing-list']
/** From which lists send what they relay and report: ltp-bounces@, linux-hwmon-owner@vger.kernel.org, owner-linux-mm@. */
const LIST_SERVICE = /[-_.](?:bounces?|owner|request)$|^(?:owner|request|bounces?)-|^(?:mailman|listserv|majordomo)$/
/** From which programs send what people write elsewhere: devnull+ann.example.org@kernel.org of b4, notifications@github.com. */
const RELAY = /^(?:devnull|notifications)$/
/** Each account of sourcehut sends from an address of its own here, with the person's in Reply-To. */
const RELAY_HOSTS: ReadonlySet<string> = new Set(['git.sr.ht'])
/** More addresses than any of these fields has. */
const MAX_ADDRESSES = 20

/**
 * Whether an address is that of a list that the mail came through, or of a program that relays what people write: then it is nobody's. A list
 * names its address in headers of its own, and by the bounce address in Sender. Linear.
 */
export function isListAddress(email: string, fields: readonly HeaderField[]): boolean {
  const parts = splitEmail(email)
  if (parts === undefined) return false
  const { local, host } = parts
  if (RELAY.test(local) || RELAY_HOSTS.has(host) || LIST_SERVICE.test(local)) return true
  if (LIST_FIELDS.some((name) => addressesIn(fields, name).includes(`${local}@${host}`))) return true
  const ids = headerValues(fields, 'list-id').map((value) => /<([^<>\s]{1,200})>/.exec(value)?.[1]?.toLowerCase())
  if (ids.includes(`${local}.${host}`)) return true
  return addressesIn(fields, 'sender').some(
    (sender) => sender.startsWith(`${local}-bounces`) && sender.endsWith(`@${host}`),
  )
}

function addressesIn(fields: readonly HeaderField[], name: string): string[] {
  return headerValues(fields, name)
    .slice(0, MAX_ADDRESSES)
    .flatMap((value) =>
      value
        .slice(0, 2_000)
        .toLowerCase()
        .split(/[\s<>:;,]+|mailto:/, MAX_ADDRESSES),
    )
    .filter((word) => word.includes('@'))
}
