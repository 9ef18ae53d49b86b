import {hostname} from 'node:os'
import {accountName} from '../command-flags/account-name.ts'

/** Who is at the keyboard, as far as the system knows. */
export const operator = () => ({account: accountName(), host: hostname()})
