import { notFound } from 'next/navigation'
import { Attachments } from '../../_components/mail/Attachments'
import { MailBodyView } from '../../_components/mail/MailBodyView'
import { MessageHead } from '../../_components/mail/MessageHead'
import { ReplyCommand } from '../../_components/mail/ReplyCommand'
import { Said } from '../../_components/mail/Said'
import { ThreadTree } from '../../_components/mail/ThreadTree'
import { definePage } from '../../_components/shell/definePage'
import { Page } from '../../_components/shell/Page'
import { seriesHref } from '../../_model/href'
import { splitBody } from '../../_model/mailBody'
import { readMessageId } from '../../_model/messageId'
import { visible } from '../../_model/visible'
import { getMessage, listFiles } from '../../data'

export const dynamic = 'force-dynamic'

/** A mail in its thread. */
async function MessagePage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = readMessageId((await params).id)
  const message = id === undefined ? undefined : getMessage(id)
  if (message === undefined) notFound()
  const { series } = message
  const said = message.said.filter(({ position }) => position !== 'discusses' && position !== 'author')
  const subject = visible(message.subject) || '(no subject)'
  const crumbs =
    series === null
      ? undefined
      : [{ text: `${visible(series.title)}, ${series.label}`, href: seriesHref(series.id, patchAnchor(series.number)) }]
  return (
    <Page title={`${subject} · Reroll`} {...(crumbs === undefined ? {} : { crumbs })}>
      <div className="mail-layout">
        <article className="mail">
          <h1 className="mail-subject">{subject}</h1>
          <MessageHead message={message} />
          <Said said={said} />
          <MailBodyView
            body={splitBody(message.body, new Set(said.map(({ line }) => line)))}
            messageId={message.messageId}
          />
          <Attachments messageId={message.messageId} files={await listFiles(message.messageId)} />
          <ReplyCommand message={message} />
        </article>
        <ThreadTree nodes={message.thread} left={message.threadLeft} />
      </div>
    </Page>
  )
}

export default definePage('/message/[id]', MessagePage)

function patchAnchor(number: number | null): string | undefined {
  return number === null || number === 0 ? undefined : `patch-${number}`
}
