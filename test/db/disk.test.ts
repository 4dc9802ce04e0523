import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { errorCode, isDiskFull, isFull, realFile } from '../../db/disk'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const path = join(folder, 'a.sqlite')
const failed = (code: string) => Object.assign(new Error('failed'), { code })

it.each(['SQLITE_FULL', 'ENOSPC', 'EDQUOT'])('%s says that the disk is full', (code) => {
  expect(isFull(failed(code), path)).toBe(true)
})

it.each(['SQLITE_IOERR_WRITE', 'SQLITE_BUSY', 'EACCES'])('%s does not, on a disk with space', (code) => {
  expect(isFull(failed(code), path)).toBe(false)
})

it('neither does any other error, nor a folder that is not there', () => {
  expect(isFull(new Error('full'), path)).toBe(false)
  expect(isFull('SQLITE_FULL', path)).toBe(false)
  expect(isDiskFull(join(folder, 'none/a.sqlite'))).toBe(false)
  expect(errorCode(Object.assign(new Error('odd'), { code: 28 }))).toBe('')
})

it('a path leads to the file behind a link, and to itself if there is no file', () => {
  const link = join(folder, 'link.sqlite')
  expect(realFile(path)).toBe(path)
  writeFileSync(path, '')
  symlinkSync(path, link)
  expect(realFile(link)).toBe(realFile(path))
})
