import { describe, expect, it } from 'vitest'
import { createCosts } from '../../scripts/server/costs'
import type { Rendered } from '../../scripts/server/next'

const LIST = { route: '/list', target: '/list' } as const
const MAIL = { route: '/message/[id]', target: '/message/a%40b' } as const
const rendered = (cpuMs?: number): Promise<Rendered> =>
  Promise.resolve({ status: 200, headers: {}, body: Buffer.alloc(0), ...(cpuMs !== undefined && { cpuMs }) })

describe('a page', () => {
  it('is costly from the start if its route is, and stays so however little it took', async () => {
    const { isCostly, watch } = createCosts()
    const search = { route: '/search', target: '/search?q=a' } as const
    expect([isCostly(search), isCostly(LIST)]).toEqual([true, false])
    await watch(search.target, rendered(1))
    expect(isCostly(search)).toBe(true)
  })

  it('is costly if it cost much when it was last rendered, and no other page of its route is', async () => {
    const { isCostly, watch } = createCosts()
    await watch(MAIL.target, rendered(249))
    expect(isCostly(MAIL)).toBe(false)
    await watch(MAIL.target, rendered(250))
    expect([isCostly(MAIL), isCostly({ ...MAIL, target: '/message/c%40d' }), isCostly(LIST)]).toEqual([
      true,
      false,
      false,
    ])
    await watch(MAIL.target, rendered(10))
    expect(isCostly(MAIL)).toBe(false)
  })

  it('is costly if it could not be rendered, until it can', async () => {
    const { isCostly, watch } = createCosts()
    await expect(watch(MAIL.target, Promise.reject(new Error('the worker ended')))).rejects.toThrow('the worker ended')
    expect(isCostly(MAIL)).toBe(true)
    await watch(MAIL.target, rendered())
    expect(isCostly(MAIL)).toBe(false)
  })

  it('that is rendered comes back as it is', async () => {
    const page = rendered(300)
    expect(await createCosts().watch(MAIL.target, page)).toBe(await page)
  })
})
