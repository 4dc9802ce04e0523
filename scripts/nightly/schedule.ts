import { execPath } from 'node:process'
import { NIGHT_HOURS } from '../sources/limits'

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
  const cron = ['timeout', '--kill-after=5m', `${NIGHT_HOURS}h`, ...all].map(shellWord).join(' ').replaceAll('%', '\\%')
  return [
    '# crontab -e: cron mails what the run prints. timeout ends a run that the next night would meet; what was read by then is kept',
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
    '# Longer than any night that ends by itself; what was read by then is kept',
    `TimeoutStartSec=${NIGHT_HOURS}h`,
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
