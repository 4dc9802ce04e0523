import { Problem } from '../../_components/shell/Problem'

/** Shown by the server, with status 400, in place of a page whose address cannot hold a Message-ID. */
export default function BadAddress() {
  return (
    <Problem title="Not an address of this site">
      The address cannot be read: a percent sign is broken, or what should be a Message-ID is empty, too long or has
      control characters in it.
    </Problem>
  )
}
