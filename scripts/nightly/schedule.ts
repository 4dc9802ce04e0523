import { execPath } from 'node:process'

export interface Schedule {
  /** The folder of the project. */
  readonly root: string
  /** Absolute path of the database. */
  readonly database: string
  /** Base URL of the archive, unless it is the default. */
  readonly lore?: string | undefined
}

/** Every night, at a minute that few people choose: archives are busy on the hour. */
const [HOUR, MINUTE] = [3, 17]

/** A crontab line, and a systemd service with its timer, that run `nightly`. The user decides where to install them. */
export function scheduleText({ root, database, lore }: Schedule): string {
  const words = [execPath, `${root}/scripts/run.mjs`, 'reroll', 'nightly', '--db', database]
  const all = lore === undefined ? words : [...words, '--lore', lore]
  // An unescaped percent sign ends the command in a crontab line.
  const cron = all.map(shellWord).join(' ').replaceAll('%', '\\%')
  return [
    '# crontab -e: cron mails what the run prints',
    `${MINUTE} ${HOUR} * * * ${cron}`,
    '',
    '# or systemd: ~/.config/systemd/user/reroll.service',
    '[Unit]',
    'Description=Refresh the mail of Reroll',
    'After=network-online.target',
    'Wants=network-online.target',
    '',
    '[Service]',
    'Type=oneshot',
    'Nice=10',
    `ExecStart=${all.map(systemdWord).join(' ')}`,
    '',
    '# ~/.config/systemd/user/reroll.timer; then: systemctl --user enable --now reroll.timer',
    '[Unit]',
    'Description=Refresh the mail of Reroll every night',
    '',
    '[Timer]',
    `OnCalendar=*-*-* 0${HOUR}:${MINUTE}:00`,
    'RandomizedDelaySec=15min',
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n')
}

function shellWord(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** A percent sign starts a specifier and a dollar sign a variable: both are doubled (systemd.syntax(7)). */
function systemdWord(word: string): string {
  const plain = word.replaceAll('%', '%%').replaceAll('$', '$$$$')
  return /^[\w./:@%+=$-]+$/.test(word) ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`
}
