import { createReadStream } from 'node:fs'
import { expect, it } from 'vitest'
import { parseHeaderBlock } from '../../lib/mail/header'
import { parseMessage, parseWithMailparser } from '../../lib/mail/message'
import { readPlain } from '../../lib/mail/plain'
import { readMbox } from '../../scripts/sources/mboxStream'
import { bundleToMbox } from '../support/bundle'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { tempFolder } from '../support/tempFolder'

const MINUTES_MS = 60_000

interface Agreement {
  readonly mails: number
  readonly plain: number
  /** Positions in the file of the mails that the two ways read differently. */
  readonly different: readonly number[]
}

async function compareOn(path: string): Promise<Agreement> {
  let [mails, plain] = [0, 0]
  const different: number[] = []
  for await (const item of readMbox(path, createReadStream(path))) {
    if (item.kind !== 'mail') continue
    mails++
    if (readPlain(item.raw, parseHeaderBlock(item.raw)) !== undefined) plain++
    const [short, long] = [await parseMessage(item.raw), await parseWithMailparser(item.raw)]
    if (JSON.stringify(short) !== JSON.stringify(long)) different.push(item.position)
  }
  return { mails, plain, different }
}

describeWithCorpus('the shortcut for plain mail, on real mail', () => {
  const folder = tempFolder()

  it.each(['vfio-device-life-cycle.mbox', 'iommufd-rfc.mbox'])('reads %s as mailparser does', async (name) => {
    const { mails, plain, different } = await compareOn(corpusPath(name))
    expect(different).toEqual([])
    expect(plain).toBeGreaterThan(mails * 0.8)
  })

  it('reads ten thousand mails of linux-s390 as mailparser does, nearly all of them without it', {
    timeout: 10 * MINUTES_MS,
  }, async () => {
    const { path } = await bundleToMbox('linux-s390-2022.bundle', folder)
    const { mails, plain, different } = await compareOn(path)
    expect(mails).toBeGreaterThan(9_900)
    expect(different).toEqual([])
    expect(plain).toBeGreaterThan(mails * 0.98)
  })
})
