import type {Session} from './host-facts.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Where the person sits, as the environment of the program tells it. Windows names its session (`Console`,
 * `RDP-Tcp#3`, `ICA-…`); elsewhere SSH and xrdp leave their marks, a desktop on the machine its own. Nothing of the
 * kind proves nothing: `untold`.
 */
export function sessionOf(env: Env, platform: NodeJS.Platform): Session {
  const ssh = ['SSH_CONNECTION', 'SSH_TTY', 'SSH_CLIENT'].find((name) => env[name])
  if (platform === 'win32') return windowsSession(env, ssh)
  const id = env['XDG_SESSION_ID']
  const numbered = id !== undefined && /^c?\d{1,6}$/.test(id) ? {id} : {}
  if (ssh) return {kind: 'ssh', by: ssh, ...numbered}
  if (env['XRDP_SESSION']) return {kind: 'rdp', by: 'XRDP_SESSION', ...numbered}
  if (platform === 'darwin')
    return env['TERM_PROGRAM'] ? {kind: 'console', by: 'TERM_PROGRAM'} : {kind: 'untold'}
  const desktop = env['XDG_SESSION_TYPE']
  return desktop === 'x11' || desktop === 'wayland'
    ? {kind: 'console', by: 'XDG_SESSION_TYPE', ...numbered}
    : {kind: 'untold', ...numbered}
}

function windowsSession(env: Env, ssh: string | undefined): Session {
  const name = anyCase(env, 'SESSIONNAME')
  const number = /#(\d{1,5})$/.exec(name)?.[1]
  const numbered = number === undefined ? {} : {id: number}
  if (/^RDP-/i.test(name)) return {kind: 'rdp', by: 'SESSIONNAME', ...numbered}
  if (/^ICA-/i.test(name)) return {kind: 'citrix', by: 'SESSIONNAME', ...numbered}
  if (ssh) return {kind: 'ssh', by: ssh}
  if (/^console$/i.test(name)) return {kind: 'console', by: 'SESSIONNAME'}
  // Azure Virtual Desktop, VMware Horizon and others name their sessions in their own way; a service has `Services`.
  if (name !== '' && !/^services$/i.test(name)) return {kind: 'remote', by: 'SESSIONNAME', ...numbered}
  const client = anyCase(env, 'CLIENTNAME')
  return client !== '' && !/^console$/i.test(client) ? {kind: 'rdp', by: 'CLIENTNAME'} : {kind: 'untold'}
}

/** Windows holds names of variables in any case. */
function anyCase(env: Env, wanted: string): string {
  const name = Object.keys(env).find((one) => one.toUpperCase() === wanted)
  return (name === undefined ? '' : (env[name] ?? '')).trim()
}
