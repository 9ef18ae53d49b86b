import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir, userInfo} from 'node:os'
import {join} from 'node:path'
import {expect, it, onTestFinished} from 'vitest'
import {homeFolder, notesFolder, placeOfState} from '../../../src/lib/log/folders.ts'

const ofAccount = userInfo().homedir

it.each<[string, Record<string, string>, string]>([
  ['its own variable', {DMP_STATE_DIR: '/var/lib/dmp', XDG_STATE_HOME: '/x'}, '/var/lib/dmp'],
  ['XDG', {HOME: '/home/u', XDG_STATE_HOME: '/x'}, '/x/dmp'],
  [
    'the home folder, where XDG is relative',
    {HOME: '/home/u', XDG_STATE_HOME: 'st'},
    '/home/u/.local/state/dmp',
  ],
  ['the home folder, where XDG is empty', {HOME: '/home/u', XDG_STATE_HOME: ''}, '/home/u/.local/state/dmp'],
  ['that of the account, where HOME is empty', {HOME: ''}, `${ofAccount}/.local/state/dmp`],
  ['that of the account, where HOME is relative', {HOME: 'rel/home'}, `${ofAccount}/.local/state/dmp`],
  ['that of the account, where there is no HOME', {}, `${ofAccount}/.local/state/dmp`],
])('places the state by %s', (_, env, path) => {
  expect(placeOfState(env, 'linux')).toMatchObject({path})
})

it('takes no relative folder of Windows', () => {
  const env = {USERPROFILE: 'C:\\Users\\u', LOCALAPPDATA: 'Local'}
  expect(placeOfState(env, 'win32')).toMatchObject({path: 'C:\\Users\\u\\AppData\\Local\\dmp'})
  expect(placeOfState({...env, LOCALAPPDATA: 'D:\\L'}, 'win32')).toEqual({path: 'D:\\L\\dmp'})
  expect(homeFolder({USERPROFILE: '/u'}, 'win32')).toBe('/u')
})

it.each(['state', './state', '~/state', ' /state'])(
  'tells of %s, which is another folder everywhere',
  (value) => {
    expect(placeOfState({DMP_STATE_DIR: value, HOME: '/home/u'}, 'linux')).toEqual({
      unplaced: {variable: 'DMP_STATE_DIR', value},
    })
  },
)

it('keeps notes in no home folder that would have to be made', () => {
  const home = mkdtempSync(join(tmpdir(), 'dmp-home-'))
  onTestFinished(() => rmSync(home, {recursive: true, force: true}))
  expect(notesFolder({HOME: home})).toBe(join(home, '.local/state/dmp'))
  expect(notesFolder({HOME: join(home, 'absent')})).toBeUndefined()
  expect(notesFolder({HOME: join(home, 'absent'), DMP_STATE_DIR: join(home, 'new')})).toBe(join(home, 'new'))
  expect(notesFolder({DMP_STATE_DIR: 'rel'})).toBeUndefined()
})
