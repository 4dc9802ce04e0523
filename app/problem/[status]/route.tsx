import { problemPage } from '../../_handlers/pages'

/** The page for a failure that no handler sees. scripts/server requests it for a bad address (400), an unknown one (404) or a failure of Next (500). */
export async function GET(_: Request, { params }: { readonly params: Promise<{ readonly status: string }> }) {
  const { status } = await params
  return problemPage(status === '400' ? 400 : status === '404' ? 404 : 500)
}
