import {userInfo} from 'node:os'

/**
 * The account of the machine under which the program runs. Schedulers (cron, systemd) set no variable: the system is
 * asked; where it does not know a name either, the number of the account.
 */
export function accountName(): string {
  const named = process.env['USER'] || process.env['LOGNAME'] || process.env['USERNAME']
  if (named) return named
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '-'}`
  }
}
