import { problemPage } from '../../_handlers/pages'

/** The page of a failure that no handler sees, for scripts/server: a bad address (400), an unknown one (404), or Next's own (500). */
export async function GET(_: Request, { params }: { readonly params: Promise<{ readonly status: string }> }) {
  const { status } = await params
  return problemPage(status === '400' ? 400 : status === '404' ? 404 : 500)
}
