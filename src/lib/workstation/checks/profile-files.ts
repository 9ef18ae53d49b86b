import type {Evidence, Judgement} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import type {LookedFile} from '../profile-files.ts'

/** What the profile names beside its pair can be read, is of its kind, and the journal can be written in its place. */
export const profileFilesFit = judgeKnown(['profileFiles'], [], ({profileFiles}): Judgement => {
  // Told by the check of the pair, which is of the same profile.
  if (profileFiles.state === 'unusable')
    return {status: 'skipped', because: 'certs.org', cause: {code: 'not-looked'}, evidence: []}
  const {files} = profileFiles
  const evidence = files.map(told)
  const bad = files.filter(({result}) => result === 'bad')
  const worst = bad.find(({need}) => need === 'feeding') ?? bad[0]
  if (worst) {
    const params = paramsOf(worst)
    const journal = worst.setting === 'journal.path'
    return {
      status: worst.need === 'feeding' ? 'error' : 'warn',
      cause: {code: journal ? 'profile-journal-closed' : 'profile-file-bad', params},
      evidence,
      remedy: {code: journal ? 'mend-journal-folder' : 'mend-profile-file', params},
    }
  }
  const good = files.filter(({result}) => result === 'good')
  const [first, ...more] = evidence
  return first && good.length > 0
    ? {
        status: 'ok',
        cause: {code: 'profile-files-good', params: {count: good.length}},
        evidence: [first, ...more],
      }
    : {status: 'unknown', cause: {code: 'profile-files-untold'}, evidence, remedy: {code: 'config-check'}}
})

function told(file: LookedFile): Evidence {
  const params = paramsOf(file)
  if (file.result === 'good') return {code: 'profile-file-good', params}
  return {code: file.result === 'bad' ? 'profile-file-bad' : 'profile-file-not-asked', params}
}

function paramsOf({setting, problem = '', path = ''}: LookedFile) {
  return {setting, problem, path}
}
