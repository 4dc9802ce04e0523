import { describe, expect, it } from 'vitest'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { publish } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { posting, REX, reply } from '../trust/forge'

const folder = tempFolder()
/** The positions on each patch after these replies: `approves 1`. */
async function held(...replies: readonly Buffer[]): Promise<string[]> {
  const db = await publish(folder, [...posting(), ...replies])
  const { standings = [] } = getSeriesDocument(db, 'v1-0@example.org') ?? {}
  return standings.map(({ position, patch }) => `${position} ${patch ?? 'all'}`)
}
const NAME = 'Rex Roe <rex@example.org>'

describe('a tag', () => {
  it.each([
    `Reviewed-by: ${NAME}`,
    `Reviewed-By: ${NAME}`,
    `reviewed-by: ${NAME}`,
    `Reviewed by: ${NAME}`,
    `Reviwed-by: ${NAME}`,
    `Reviewd-by: ${NAME}`,
    `Reveiewed-by: ${NAME}`,
    `Acked-By: ${NAME}`,
    `Acked-for-MFD-by: ${NAME}`,
    `Reluctantly-acked-by: ${NAME}`,
    `    Reviewed-by: ${NAME}`,
    `Reviewed-by: ${NAME} # for the driver parts`,
    `Reviewed-by: Rex Roe (Corp) <rex@example.org>`,
    `Reviewed-by: Rex Roe\n<rex@example.org>`,
    `Reviewed-by:\n ${NAME}`,
    `Looks good.\n\nReviewed-by: ${NAME}\n\n-- \nRex`,
    `> +int nap;\n\nReviewed-by: ${NAME}\n\n> +int more;`,
  ])('is recognised in every real spelling: %j', async (text) => {
    expect(await held(reply('v1-1', REX, text))).toEqual(['approves 1'])
  })

  it.each([`Tested-by: ${NAME}`, `Tested-By: ${NAME}`, `Tested by: ${NAME}`, `Build-tested-by: ${NAME}`])(
    'may name a tester: %s',
    async (text) => expect(await held(reply('v1-1', REX, text))).toEqual(['tested 1']),
  )

  it.each([`Reviewed-and-tested-by: ${NAME}`, `Tested-and-reviewed-by: ${NAME}`])(
    'may give two positions: %s',
    async (text) => {
      expect(await held(reply('v1-1', REX, text))).toEqual(['approves 1', 'tested 1'])
    },
  )

  it.each([`Nacked-by: ${NAME}`, `NAK-ed-by: ${NAME}`, `Not-acked-by: ${NAME}`])(
    'may refuse a patch: %s',
    async (text) => {
      expect(await held(reply('v1-1', REX, text))).toEqual(['nak 1'])
    },
  )

  it.each([
    `> Reviewed-by: ${NAME}\n\nWhy?`,
    `>> Reviewed-by: ${NAME}\nWhy?`,
    `| Reviewed-by: ${NAME}\n\nWhy?`,
    `Jane wrote:\n> Reviewed-by: ${NAME}\nWhy?`,
    `Why?\n-- \nReviewed-by: ${NAME}`,
    'Reviewed-by: \n\nWhy?',
    'You forgot my Reviewed-by, why?',
  ])('does not count when it is quoted, below the signature, or names nobody: %j', async (text) => {
    expect((await held(reply('v1-1', REX, text))).filter((line) => line.startsWith('approves'))).toEqual([])
  })

  it.each([
    ['the same address', NAME],
    ['the address with a tag', 'Rex Roe <rex+kernel@example.org>'],
    ['a sub-domain', 'Rex Roe <rex@mail.example.org>'],
    ['the same name', 'Rex Roe <rex.roe@home.example>'],
    ['the name turned round', '"Roe, Rex" <rex.roe@home.example>'],
  ])('matches its sender by %s', async (_, from) => {
    expect(await held(reply('v1-1', from, `Reviewed-by: ${NAME}`))).toEqual(['approves 1'])
  })

  it('does not match another person, nor a list whose sender is unknown', async () => {
    expect(await held(reply('v1-1', 'Ann Poe <ann@example.org>', `Reviewed-by: ${NAME}`))).toEqual([])
    expect(await held(reply('v1-1', 'list@example.org', `Reviewed-by: ${NAME}`))).toEqual([])
  })

  it('matches the sender when a list rewrote From', async () => {
    const from = 'Rex Roe via List <list@example.org>'
    const text = `Reviewed-by: ${NAME}`
    expect(await held(reply('v1-1', from, text, { headers: [`Reply-To: ${NAME}`] }))).toEqual(['approves 1'])
  })

  it('on the cover letter applies to every patch or to those it names, on a reply to the patch above', async () => {
    expect(await held(reply('v1-0', REX, `Reviewed-by: ${NAME}`))).toEqual(['approves 1', 'approves 2'])
    expect(await held(reply('v1-0', REX, `For patch 2:\nReviewed-by: ${NAME}`))).toEqual(['approves 2'])
    expect(await held(reply('v1-1', REX, `For the series:\nReviewed-by: ${NAME}`))).toEqual([
      'approves 1',
      'approves 2',
    ])
    const first = reply('v1-2', 'Ann Poe <ann@example.org>', 'Why?', { id: 'why@example.org' })
    expect(await held(first, reply('why', REX, `Reviewed-by: ${NAME}`))).toContain('approves 2')
  })

  it('counts once the missing parent of its mail arrives', async () => {
    const [cover = '', first = '', second = ''] = posting()
    const tag = reply('v1-2', REX, `Reviewed-by: ${NAME}`, {
      headers: ['References: <v1-0@example.org> <v1-2@example.org>'],
    })
    const without = await publish(folder, [cover, first, tag])
    expect(getSeriesDocument(without, 'v1-0@example.org')?.messages).toBe(3)
    const whole = await publish(folder, [tag, second, first, cover])
    expect(getSeriesDocument(whole, 'v1-0@example.org')?.standings.map(({ patch }) => patch)).toEqual([2])
  })

  it('with a condition is an approval with a condition', async () => {
    expect(await held(reply('v1-1', REX, `With that fixed:\n\nReviewed-by: ${NAME}`))).toEqual([
      'approves-with-condition 1',
    ])
  })
})
