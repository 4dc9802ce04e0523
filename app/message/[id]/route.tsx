import { decides } from '../../../lib/review/positions'
import { MailBodyView } from '../../_components/mail/MailBodyView'
import { MailPlace } from '../../_components/mail/MailPlace'
import { Attachments, ReplyCommand } from '../../_components/mail/MessageFoot'
import { MessageHead } from '../../_components/mail/MessageHead'
import { Said } from '../../_components/mail/Said'
import { ThreadTree } from '../../_components/mail/ThreadTree'
import { Page } from '../../_components/shell/Page'
import { found } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
import { pullHref, seriesHref } from '../../_model/href'
import { splitBody } from '../../_model/mailBody'
import { visible } from '../../_model/visible'
import { getMessage, listFiles } from '../../data'

/** A mail in its thread. */
export const GET = page('/message/[id]', async ({ params }) => {
  const message = found(getMessage(params.id))
  const { pull, series } = message
  const said = message.said.filter(({ position }) => decides(position))
  const subject = visible(message.subject) || '(no subject)'
  const crumbs = [
    ...(pull === null ? [] : [{ text: `Pull request: ${visible(pull.title)}`, href: pullHref(pull.id) }]),
    ...(series === null
      ? []
      : [
          {
            text: `${visible(series.title)}, ${series.label}`,
            href: seriesHref(series.id, patchAnchor(series.number)),
          },
        ]),
  ]
  return (
    <Page title={`${subject} · Reroll`} {...(crumbs.length === 0 ? {} : { crumbs })}>
      <div className="mail-layout">
        <article className="mail">
          <h1 className="mail-subject">{subject}</h1>
          <MailPlace message={message} />
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
})

function patchAnchor(number: number | null): string | undefined {
  return number === null || number === 0 ? undefined : `patch-${number}`
}
