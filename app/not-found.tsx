import { Problem } from './_components/shell/Problem'

/** What nobody has on record. */
export default function NotFound() {
  return (
    <Problem title="Not on record">
      No series, mail or page goes by this address. It may not have been imported yet; or search for its title, author
      or Message-ID.
    </Problem>
  )
}
