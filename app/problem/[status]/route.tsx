import { problemPage } from '../../_handlers/pages'
import { badAddressCause } from '../../_model/badAddress'

/** The page for a failure that no handler sees. scripts/server requests it for a bad address (by the name of its cause), an unknown one (404) or a failure of Next (500). */
export async function GET(_: Request, { params }: { readonly params: Promise<{ readonly status: string }> }) {
  const { status } = await params
  const cause = badAddressCause(status)
  return cause !== undefined ? problemPage(400, '', cause) : problemPage(status === '404' ? 404 : 500)
}
