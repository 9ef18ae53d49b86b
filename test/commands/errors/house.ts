import {setTimeout as pause} from 'node:timers/promises'
import {plantVersion} from '../../support/planted-command.ts'
import {MINIMAL} from '../../unit/config/profile-folder.ts'
import type {Scenarios} from './stage.ts'

const production = MINIMAL.replace('environment: sandbox', 'environment: production').replace(
  '127.0.0.1',
  'dmp.invalid',
)
const named = ['--profile', 'p']

export const house: Scenarios = {
  DMP_INTERNAL: (stage) => {
    const planted = plantVersion(`throw new TypeError('x is undefined')`)
    return {...stage.empty().attempt(['version']), entry: planted.entry, undo: planted.remove}
  },
  DMP_USAGE: (stage) => stage.empty().attempt(['version', '--nosuch']),
  DMP_MISSING_VALUE: (stage) => stage.desk().attempt(['patient', 'status']),
  DMP_CONFIRMATION_NEEDED: async (stage) => {
    const desk = stage.desk()
    const uniqueId = await desk.accepted(desk.document())
    return desk.attempt(['document', 'delete', uniqueId, '--reason', 'mistake'])
  },
  DMP_INTERRUPTED: {
    once: true,
    prepare: async (stage) => {
      const desk = await stage.faulty('delay=1000,times=1,service=patients')
      const {calls} = await stage.box.counters()
      return {
        ...desk.submit(),
        during: (child) => {
          const arrived = async () => {
            while ((await stage.box.counters()).calls <= calls) await pause(20)
            child.kill('SIGINT')
          }
          arrived().catch(() => undefined)
        },
      }
    },
  },
  DMP_FILE_UNREADABLE: (stage) => {
    const desk = stage.desk()
    const [, ...rest] = desk.document()
    return desk.attempt(['document', 'submit', desk.path('absent.txt'), ...rest])
  },
  DMP_FILE_EXISTS: (stage) => {
    const desk = stage.empty()
    return desk.attempt(['report', '--output', desk.write('taken.txt', '')])
  },
  DMP_FOLDER_RELATIVE: (stage) => stage.empty().attempt(['config', 'path'], {DMP_STATE_DIR: 'state'}),
  DMP_FILE_UNWRITABLE: (stage) => {
    const desk = stage.empty()
    // Nobody, root included, makes a file below a file.
    return desk.attempt(['report', '--output', `${desk.write('file', '')}/report.txt`])
  },

  DMP_PROFILE_NOT_FOUND: (stage) => stage.empty().attempt(['config', 'show', ...named]),
  DMP_PROFILE_SYNTAX: (stage) =>
    stage
      .empty()
      .profile('a: [\n', 'p')
      .attempt(['config', 'show', ...named]),
  DMP_PROFILE_KEY_UNKNOWN: (stage) =>
    stage
      .empty()
      .profile(`${MINIMAL}limit: 3\n`, 'p')
      .attempt(['config', 'show', ...named]),
  DMP_PROFILE_INVALID: (stage) =>
    stage
      .empty()
      .profile(`${MINIMAL}limits: {perDay: -1}\n`, 'p')
      .attempt(['config', 'show', ...named]),
  DMP_PROFILE_INCOMPLETE: (stage) =>
    stage
      .empty()
      .profile('schemaVersion: 1\n', 'p')
      .attempt(['config', 'show', ...named]),
  DMP_PROFILE_NEWER: (stage) =>
    stage
      .empty()
      .profile('schemaVersion: 9\n', 'p')
      .attempt(['config', 'show', ...named]),
  DMP_PROJECT_KEY_FORBIDDEN: (stage) => {
    const desk = stage.empty().profile(MINIMAL, 'p')
    desk.write('work/.dmp.yaml', 'proxy: http://proxy.invalid\n')
    return {...desk.attempt(['config', 'show', ...named]), cwd: desk.path('work')}
  },
  DMP_PRODUCTION_NOT_NAMED: (stage) =>
    stage.empty().profile(production, 'default').attempt(['config', 'show']),
  DMP_ENVIRONMENT_MISMATCH: (stage) =>
    stage
      .empty()
      .profile(`${production}ins: {allowedOids: [.10]}\n`, 'p')
      .attempt(['config', 'show', ...named]),

  DMP_SANDBOX_FOLDER_TAKEN: (stage) => {
    const desk = stage.empty()
    return desk.attempt(['sandbox', 'init', '--dir', stage.box.folder])
  },
  DMP_SANDBOX_NOT_INITIALISED: (stage) => {
    const desk = stage.empty()
    return desk.attempt(['sandbox', 'start', '--dir', desk.path('nowhere')])
  },
  DMP_SANDBOX_FAULT_INVALID: (stage) =>
    stage.empty().attempt(['sandbox', 'start', '--dir', stage.box.folder, '--fault', 'nonsense']),
  DMP_SANDBOX_NOT_LISTENING: (stage) => {
    const desk = stage.empty()
    const data = ['--data', desk.path('data')]
    return desk.attempt([
      'sandbox',
      'start',
      '--dir',
      stage.box.folder,
      '--port',
      `${stage.box.port}`,
      ...data,
    ])
  },
}
