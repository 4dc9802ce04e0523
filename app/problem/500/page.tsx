import { Problem } from '../../_components/shell/Problem'

/** Shown by the server, with status 500, in place of a page that failed. */
export default function Failed() {
  return (
    <Problem title="Something broke">
      The page could not be made; the cause is in the server's log. When nothing was imported yet, start with{' '}
      <code>npm start -- path/to/archive.mbox</code>.
    </Problem>
  )
}
