import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {certificateFiles} from '../../../src/lib/files/certificate-file-facts.ts'
import {placesOf} from '../../../src/lib/pki/checks/places.ts'
import {openGroups} from '../../../src/lib/pki/checks/windows-acl.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-places-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

it.each([
  ['/home/alix/Bureau/auth.p12', ['desktop']],
  ['C:\\Users\\alix\\Desktop\\auth.p12', ['desktop']],
  ['C:\\Users\\alix\\Téléchargements\\auth.p12', ['downloads']],
  ['/var/www/html/auth.p12', ['web-root']],
  ['C:\\inetpub\\wwwroot\\auth.p12', ['web-root']],
  ['\\\\serveur\\commun\\auth.p12', ['shared-folder']],
  ['\\\\?\\C:\\keys\\auth.p12', []],
  ['/srv/keys/desktop.p12', []],
  ['/srv/keys/auth.p12', []],
])('tells from %s where it lies', (path, places) => {
  expect(placesOf(path)).toEqual(places)
})

it('knows folders whose accents are written in two signs', () => {
  expect(placesOf('/home/alix/Téléchargements/a.p12'.normalize('NFD'))).toEqual(['downloads'])
})

it('says mode, date and places of a file, and nothing of what is none', async () => {
  const inside = join(folder, 'work', 'keys')
  mkdirSync(inside, {recursive: true})
  execFileSync('chmod', ['700', inside])
  const path = join(inside, 'auth.p12')
  writeFileSync(path, 'x', {mode: 0o640})
  execFileSync('chmod', ['640', path])
  expect(await certificateFiles.facts(path)).toMatchObject({path, mode: 0o640, places: []})
  mkdirSync(join(folder, 'work', '.git'))
  expect(await certificateFiles.facts(path)).toMatchObject({places: ['git-work-tree']})
  expect(await certificateFiles.facts(inside)).toBeUndefined()
  expect(await certificateFiles.facts('https://dmp.example')).toBeUndefined()
  expect(await certificateFiles.facts('-')).toBeUndefined()
})

const english = `C:\\keys\\auth.p12 NT AUTHORITY\\SYSTEM:(I)(F)
                  BUILTIN\\Administrators:(I)(F)
                  BUILTIN\\Users:(I)(RX)
                  HOSPITAL\\svc-dmp:(R)

Successfully processed 1 files; Failed processing 0 files
`
const french = `D:\\clés (DMP)\\auth.p12 Tout le monde:(R,W)
                        AUTORITE NT\\Utilisateurs authentifiés:(I)(M)
                        BUILTIN\\Utilisateurs:(DENY)(R)
                        CHU\\Utilisateurs du domaine:(OI)(IO)(R)

1 fichiers correctement traités ; échec du traitement de 0 fichiers
`

it('reads from an access list of Windows which groups of everybody can read', () => {
  expect(openGroups(english, 'C:\\keys\\auth.p12')).toEqual(['BUILTIN\\Users'])
  expect(openGroups(french, 'D:\\clés (DMP)\\auth.p12')).toEqual([
    'Tout le monde',
    'AUTORITE NT\\Utilisateurs authentifiés',
  ])
  expect(openGroups('', 'C:\\a.p12')).toEqual([])
})
