/**
 * What to tell when the machine fails, not the program: the disk is full, cannot be read or written, another process writes. One
 * line with what to do; undefined for any other error. A transaction that met one of these left nothing behind.
 */
export function explainStorage(error: unknown, database: string): string | undefined {
  const { code = '', path } = error as NodeJS.ErrnoException
  const where = path ?? database
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return `${where}: the disk is full; nothing was kept of what was under way: make room and run the same command again`
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return `${database}: another process is writing to the database; try again when it is done`
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'EFBIG') {
    return `${where}: the disk fails (${code}); nothing was kept of what was under way: look after the disk, then run the same command again`
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'EROFS' || code === 'EACCES') {
    return `${where}: it cannot be written (${code}); give this user the right to write the file and its folder, or name another with --db`
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return `${database}: the database is damaged (${code}), or its disk is: when the disk is well, restore a backup, or move the file away and import again`
  }
  return undefined
}
