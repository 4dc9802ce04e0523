import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Banner } from './_components/shell/Banner'
import { Masthead } from './_components/shell/Masthead'
import { PageFooter } from './_components/shell/PageFooter'
import './styles/index.css'

export const metadata: Metadata = {
  description: 'How patch series on mailing lists evolve from version to version, and who vouched for what.',
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** Inline, so that a page needs no request more: two sheets, the newer one in front. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#c9702b" d="M4 3h17v20H4z"/><path fill="#1c4f93" d="M11 9h17v20H11z"/><path stroke="#fff" stroke-width="2.4" d="M15 16h9M15 22h6"/></svg>',
)}`

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <link rel="icon" href={ICON} />
        {/* The shortcuts (app/_client), bundled by next.config.ts; no page needs them. */}
        <script src={process.env.REROLL_SCRIPT} defer />
      </head>
      <body>
        <Masthead />
        <Banner />
        {children}
        <PageFooter />
      </body>
    </html>
  )
}
