import { isFull } from '../../db/disk'
import { DamagedBytes } from '../../db/mail/packedMail'
import { damageText } from '../../db/soundness'
import { SourceError } from '../sources/source'

/**
 * Explains an error of the machine rather than the program: the disk is full or fails, a file is not writable, another process
 * is writing. One line that says what to do; undefined for any other error. The transaction that met it was rolled back.
 */
export function explainStorage(error: unknown, database: string): string | undefined {
  const { code = '', path } = error as NodeJS.ErrnoException
  const where = path ?? database
  if (isFull(error, where)) {
    return `${where}: the disk is full and the current import was rolled back; free some space and run the same command again`
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return `${database}: another process is writing to the database; try again when it has finished`
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'EFBIG') {
    return `${where}: the disk failed (${code}) and the current import was rolled back; check the disk, then run the same command again`
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'EROFS' || code === 'EACCES') {
    return `${where}: not writable (${code}); make the file and its folder writable for this user, or name another with --db`
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damageText(database, code)
  // All JSON in the database was written by this program.
  if (error instanceof SyntaxError) return damageText(database, error.message)
  if (error instanceof DamagedBytes) {
    return `${database}: the stored bytes of a mail are damaged (${error.message}); check the disk, then run reroll rebuild, which leaves that mail out and names it in reroll status`
  }
  return undefined
}

/** One line: the message of a source or tree that cannot be read; for a bug in the program, also the place where it was thrown. */
export function describeFailure(cause: unknown, database: string): string {
  if (cause instanceof SourceError) return cause.message
  const storage = explainStorage(cause, database)
  if (storage !== undefined) return storage
  if (!(cause instanceof Error)) return String(cause)
  return `${cause.message} (${cause.stack?.split('\n')[1]?.trim() ?? 'no stack trace'})`
}
