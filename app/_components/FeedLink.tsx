/** Names the Atom feed of a page to feed readers; React moves it into the head. */
export function FeedLink({ href, title }: { readonly href: string; readonly title: string }) {
  return <link rel="alternate" type="application/atom+xml" href={href} title={`${title} · Reroll`} />
}
