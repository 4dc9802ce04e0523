import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { diff, JANE, mail, REX, type Short, V1, v2 } from './fixture'

const BOT = { name: 'tip-bot2 for Jane Doe', email: 'tip-bot2@linutronix.de' }
const TAKEN = 'The following commit has been merged into the x86/core branch of tip:\n\n'
const notice = (more: Partial<Short> = {}): Short => ({
  id: 'n',
  subject: '[tip: x86/core] two',
  from: BOT,
  at: 200,
  body: `${TAKEN}Reviewed-by: Rex Roe <rex@example.org>\n${diff('f')}`,
  ...more,
})
const placeOf = (mails: readonly Short[], id = 'n') => {
  const { places, series } = deriveMails(mails.map(mail))
  const place = series.flatMap((one) => one.places).find(({ key }) => key === id)
  return [places.find(({ key }) => key === id)?.kind, place?.version ?? null, place?.number ?? null]
}
const stateOf = (mails: readonly Short[]) => deriveMails(mails.map(mail)).series.map(({ review }) => review.state)

describe('a notice that a patch was taken', () => {
  it('belongs to the patch it answers', () => {
    expect(placeOf([...V1, notice({ to: ['a'] })])).toEqual(['notice', 1, 1])
  })

  it('belongs to the posting that its link names when it answers nothing', () => {
    const body = `${TAKEN}Link: https://lore.kernel.org/r/a@example.org\n`
    const named = V1.map((short) => ({
      ...short,
      id: `${short.id}@example.org`,
      to: short.to?.map((id) => `${id}@example.org`) ?? [],
    }))
    expect(placeOf([...named, notice({ subject: '[tip: x86/core] another title', body })])).toEqual(['notice', 1, 1])
  })

  it('belongs to the last posting with its title before it when there is no other evidence', () => {
    expect(placeOf([...V1, ...v2(['c']), notice()])).toEqual(['notice', 2, 2])
    expect(placeOf([...V1, ...v2(['c']), notice({ at: 50 })])).toEqual(['notice', 1, 2])
    expect(placeOf([...V1, notice({ subject: '[tip: x86/core] unheard of' })])).toEqual(['notice', null, null])
  })

  it('sets the state of the series, and replies to it belong there too', () => {
    const report: Short = {
      id: 'r',
      subject: 'Re: [tip: x86/core] two',
      from: REX,
      to: ['n'],
      at: 210,
      body: 'It broke my boot.',
    }
    expect(stateOf([...V1, notice()])).toMatchObject([
      { kind: 'partly-applied', patches: [2], tree: 'x86/core', mailKey: 'n' },
    ])
    expect(placeOf([...V1, notice(), report], 'r')).toEqual(['reply', 1, 2])
  })

  it('gives no tags and no positions, whoever sends it: the trailers are those of the commit', () => {
    const { series } = deriveMails([...V1, notice({ from: JANE }), notice({ id: 'o', from: REX })].map(mail))
    expect(series[0]?.review.events).toEqual([])
    expect(series[0]?.audit.filter(({ kind }) => kind === 'mismatch')).toEqual([])
  })

  it('belongs to the series whose sender it was sent to when two have a patch of its title', () => {
    const copied = { id: 'e', subject: '[PATCH] two', from: REX, at: 100 }
    const to = (email: string) => notice({ subject: '[tip: x86/core] two', recipients: [email] })
    expect(placeOf([...V1, copied, to(JANE.email)])).toEqual(['notice', 1, 2])
    expect(placeOf([...V1, copied, to('list@example.org')])).toEqual(['notice', null, null])
  })
})
