import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {sessionOf} from '../../../src/lib/workstation/session.ts'

describe('where the person sits', () => {
  it.each([
    ['win32', {SESSIONNAME: 'Console'}, {kind: 'console', by: 'SESSIONNAME'}],
    ['win32', {SessionName: 'RDP-Tcp#12'}, {kind: 'rdp', by: 'SESSIONNAME', id: '12'}],
    [
      'win32',
      {SESSIONNAME: 'ICA-CGP#2', CLIENTNAME: 'PC-DUPONT'},
      {kind: 'citrix', by: 'SESSIONNAME', id: '2'},
    ],
    ['win32', {CLIENTNAME: 'PC-DUPONT'}, {kind: 'rdp', by: 'CLIENTNAME'}],
    ['win32', {SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22'}, {kind: 'ssh', by: 'SSH_CONNECTION'}],
    ['win32', {SESSIONNAME: '31C5CE94259D4006A9E4#1'}, {kind: 'remote', by: 'SESSIONNAME', id: '1'}],
    ['win32', {SESSIONNAME: 'Services', CLIENTNAME: 'Console'}, {kind: 'untold'}],
    ['win32', {}, {kind: 'untold'}],
    [
      'linux',
      {SSH_TTY: '/dev/pts/3', XDG_SESSION_TYPE: 'tty', XDG_SESSION_ID: '7'},
      {kind: 'ssh', by: 'SSH_TTY', id: '7'},
    ],
    [
      'linux',
      {XDG_SESSION_TYPE: 'wayland', XDG_SESSION_ID: 'c2'},
      {kind: 'console', by: 'XDG_SESSION_TYPE', id: 'c2'},
    ],
    ['linux', {XRDP_SESSION: '1', XDG_SESSION_TYPE: 'x11'}, {kind: 'rdp', by: 'XRDP_SESSION'}],
    ['linux', {XDG_SESSION_TYPE: 'tty'}, {kind: 'untold'}],
    ['darwin', {TERM_PROGRAM: 'Apple_Terminal'}, {kind: 'console', by: 'TERM_PROGRAM'}],
    ['darwin', {}, {kind: 'untold'}],
  ] as const)('%s %j', (platform, env, session) => {
    expect(sessionOf(env, platform)).toEqual(session)
  })

  it('never repeats a value of the environment, which may name a person or a machine', () => {
    const names = fc.constantFrom('SESSIONNAME', 'CLIENTNAME', 'SSH_CONNECTION', 'XDG_SESSION_TYPE')
    const env = fc.dictionary(names, fc.constant('PC-MARTIN-7'))
    fc.assert(
      fc.property(env, fc.constantFrom('win32', 'linux', 'darwin'), (variables, platform) => {
        expect(JSON.stringify(sessionOf(variables, platform))).not.toContain('MARTIN')
      }),
    )
  })
})
