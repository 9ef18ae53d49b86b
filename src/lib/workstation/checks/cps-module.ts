import {isCps, isVitale} from '../../cards/identify.ts'
import type {ReaderInventory} from '../../ports/card-readers.ts'
import type {Evidence, Judgement, Remedy} from '../check.ts'
import {
  fitsNode,
  isCpsModule,
  type ModuleFile,
  type ModuleProblem,
  moduleToLoad,
  presentFiles,
  silenceOf,
  versionOf,
} from '../cps-module.ts'
import {isOlder, latestFor, minimumForCps4, versionsAsOf} from '../cps-versions.ts'
import {judgeKnown} from '../judge-known.ts'
import {ableCards, cardsMoved, matchedToken} from '../match-token.ts'
import {mayHoldAnything, seenCards} from '../seen-cards.ts'

/** The file of the module, where the installer of Cryptolib CPS puts it or where the person said. */
export const p11Found = judgeKnown(['cpsFiles'], [], ({cpsFiles}): Judgement => {
  const present = presentFiles(cpsFiles)
  const [first] = present
  const looked: Evidence = {code: 'module-places', params: {count: cpsFiles.files.length}}
  if (!first)
    return {
      status: 'error',
      cause: {code: 'module-missing'},
      evidence: cpsFiles.files.map(({path}) => ({code: 'module-not-there', params: {path}})),
      remedy: {code: installRemedy(cpsFiles.platform)},
    }
  const readable = present.filter(({found}) => found.state === 'read')
  const evidence = present.map(fileEvidence)
  const [best] = readable
  if (!best)
    return {
      status: 'error',
      cause: {code: `module-file-${first.found.state}`, params: {path: first.path}},
      evidence,
      remedy: {code: first.found.state === 'unreadable' ? 'give-module-rights' : 'reinstall-cryptolib'},
    }
  if (readable.every(({family}) => family === 'obsolete'))
    return {
      status: 'error',
      cause: {code: 'module-obsolete', params: {path: best.path}},
      evidence,
      remedy: {code: installRemedy(cpsFiles.platform)},
    }
  return {
    status: 'ok',
    cause: {code: 'module-there', params: {path: best.path}},
    evidence: [fileEvidence(best), ...present.filter((one) => one !== best).map(fileEvidence), looked],
  }
})

const installRemedy = (platform: NodeJS.Platform) =>
  platform === 'linux' ? 'install-cryptolib-linux' : 'install-cryptolib'

const fileEvidence = ({path, family, found}: ModuleFile): Evidence => ({
  code: found.state === 'read' ? `module-${family}` : `module-file-${found.state}`,
  params: {path},
})

/** The header of the file, before anything is loaded: a library, of this system, for the processor of Node. */
export const p11Arch = judgeKnown(['cpsFiles', 'host'], [], ({cpsFiles, host}): Judgement => {
  const node = host.nodeArch
  const chosen = moduleToLoad(cpsFiles, node)
  const looked = presentFiles(cpsFiles).filter(
    ({family, found}) => family !== 'obsolete' && found.state === 'read',
  )
  const evidence = looked.flatMap(headerEvidence)
  if (chosen) {
    const params = {arch: node, path: chosen.path}
    return {
      status: 'ok',
      cause: {code: 'module-fits', params},
      evidence: [{code: 'module-header-fits', params}, ...evidence],
    }
  }
  const [first] = looked
  if (first?.found.state !== 'read')
    return {status: 'unknown', cause: {code: 'module-header-untold'}, evidence}
  const {header} = first.found
  const params = {path: first.path, node}
  if (header.kind !== 'library')
    return {
      status: 'error',
      cause: {code: 'module-not-a-library', params},
      evidence,
      remedy: {code: 'reinstall-cryptolib'},
    }
  const foreign = !fitsNode(first, cpsFiles.platform, header.machines[0] ?? '')
  return {
    status: 'error',
    cause: foreign
      ? {code: 'module-of-other-system', params}
      : {code: 'module-arch', params: {...params, found: header.machines.join(', ')}},
    evidence,
    remedy: {code: foreign ? 'reinstall-cryptolib' : 'module-for-node', params: {node}},
  }
})

function headerEvidence({path, found}: ModuleFile): readonly Evidence[] {
  if (found.state !== 'read') return []
  const {header} = found
  if (header.kind === 'library')
    return [
      {
        code: 'module-header',
        params: {path, format: header.format, machines: header.machines.join(', ')},
      },
    ]
  const code = header.kind === 'not-loadable' ? 'module-header-program' : `module-header-${header.because}`
  return [{code, params: {path}}]
}

const loadRemedies: Readonly<Record<ModuleProblem, string>> = {
  late: 'more-time',
  hung: 'unhang-module',
  crashed: 'reinstall-cryptolib',
  exited: 'reinstall-cryptolib',
  'missing-dependency': 'install-library',
  'missing-symbol': 'renew-library',
  'not-pkcs11': 'reinstall-cryptolib',
  'not-found': 'reinstall-cryptolib',
  'wrong-architecture': 'module-for-node',
  'not-a-library': 'reinstall-cryptolib',
  'no-rights': 'give-module-rights',
  refused: 'reinstall-cryptolib',
  failed: 'reinstall-cryptolib',
}

/** Beside the CPS and the Vitale of a usual desk, and nothing else that is strange. */
function besideVitale(readers: ReaderInventory | undefined): boolean {
  if (!readers || mayHoldAnything(readers)) return false
  const cards = seenCards(readers)
  return (
    cards.some(({card}) => isVitale(card.kind)) &&
    cards.every(({card}) => isVitale(card.kind) || isCps(card.kind))
  )
}

/** What keeps the module off decides what is to be done: a Vitale has its place there, a driver that lies is mended. */
function remedyBeside(readers: ReaderInventory | undefined): Remedy {
  if (besideVitale(readers)) return {code: 'read-cps-alone'}
  const strange = readers && seenCards(readers).find(({fault}) => fault !== null)
  if (!strange) return {code: 'take-other-card-out'}
  return {code: 'replace-reader-driver', params: {reader: strange.reader.name, atr: strange.hex}}
}

/** The module loads and says who it is, in a process of its own. */
export const p11Load = judgeKnown(
  ['cpsModule'],
  ['host', 'readers'],
  ({cpsModule, host, readers}): Judgement => {
    const {path, probe} = cpsModule
    if (probe.state === 'not-installed')
      return {
        status: 'skipped',
        because: 'not-installed',
        cause: {code: 'pkcs11js-missing'},
        evidence: [{code: 'pkcs11js-missing'}],
      }
    if (probe.state === 'not-tried' || path === null)
      return {status: 'unknown', cause: {code: 'module-not-tried'}, evidence: []}
    if (probe.state === 'kept-off')
      return {
        status: 'unknown',
        cause: {code: besideVitale(readers) ? 'module-kept-off-vitale' : 'module-kept-off', params: {path}},
        evidence: [{code: 'module-not-asked'}],
        remedy: remedyBeside(readers),
      }
    if (probe.state === 'stopped')
      return {
        status: 'unknown',
        cause: {code: 'module-stopped'},
        evidence: [{code: 'module-tried', params: {path}}],
        remedy: {code: 'take-other-card-out'},
      }
    if (probe.state === 'failed') {
      const {problem, detail} = probe
      return {
        status: problem === 'late' ? 'unknown' : 'error',
        cause: {code: `module-load-${problem}`, params: {detail, path}},
        evidence: [
          {code: 'module-tried', params: {path}},
          ...(detail === '' ? [] : [{code: 'module-said', params: {detail}}]),
        ],
        remedy: {code: loadRemedies[problem], params: {name: detail, node: host?.nodeArch ?? '', path}},
      }
    }
    const {description, manufacturer, version, cryptoki} = probe.identity
    const params = {description, manufacturer, version, cryptoki}
    return {
      status: 'ok',
      cause: {code: 'module-answers', params: {description}},
      evidence: [
        {code: 'module-identity', params},
        {code: 'module-tried', params: {path}},
      ],
    }
  },
)

/** Cryptolib against what the card needs, then against what is published. */
export const p11Version = judgeKnown(
  ['cpsFiles', 'cpsModule'],
  ['readers'],
  ({cpsFiles, cpsModule, readers}): Judgement => {
    const {probe} = cpsModule
    if (probe.state !== 'answered')
      return {status: 'unknown', cause: {code: silenceOf(cpsModule)}, evidence: []}
    const {description, manufacturer, version: own} = probe.identity
    const identity: Evidence = {code: 'module-own-version', params: {description, version: own}}
    const token = matchedToken(readers, cpsModule)
    if (!isCpsModule(probe.identity)) {
      // One that was not asked, or whose cards were exchanged under it, may yet read a CPS.
      const asked = probe.slots.state !== 'not-asked' && !cardsMoved(readers, cpsModule)
      return {
        status: token || !asked ? 'warn' : 'error',
        cause: {code: 'module-foreign', params: {description, manufacturer}},
        evidence: [identity, ...(probe.slots.state === 'not-asked' ? [{code: 'module-not-asked'}] : [])],
        remedy: {code: 'use-cryptolib'},
      }
    }
    const {platform} = cpsFiles
    const installed = versionOf(cpsFiles, cpsModule.path)
    if (installed.state === 'untold') {
      const other: readonly Evidence[] =
        cpsFiles.installed.state === 'told'
          ? [
              {
                code: 'cryptolib-elsewhere',
                params: {version: cpsFiles.installed.version, by: cpsFiles.installed.by},
              },
            ]
          : []
      if (token)
        return {
          status: 'ok',
          cause: {code: 'version-serves-card'},
          evidence: [{code: 'token-read', params: {label: token.label}}, identity, ...other],
        }
      // Nothing is wrong with its version: the card that would have shown it was taken out or exchanged.
      if (cardsMoved(readers, cpsModule))
        return {
          status: 'unknown',
          cause: {code: 'card-moved'},
          evidence: [identity, ...other],
          remedy: {code: 'leave-cards-in'},
        }
      return {
        status: 'unknown',
        cause: {code: 'version-untold'},
        evidence: [identity, ...other],
        remedy: {code: 'look-at-cryptolib', params: {minimum: minimumForCps4}},
      }
    }
    const {version, by} = installed
    const told: Evidence = {code: 'cryptolib-version', params: {version, by}}
    const latest = latestFor(platform)
    const cps4 = ableCards(readers).some(({card}) => card.kind === 'cps4')
    // What it reads it knows, whatever its number.
    if (isOlder(version, minimumForCps4) && cps4 && !token)
      return {
        status: 'error',
        cause: {code: 'cryptolib-too-old', params: {version, minimum: minimumForCps4}},
        evidence: [told, identity],
        remedy: {code: 'update-cryptolib-to', params: {version: latest ?? minimumForCps4}},
      }
    if (latest !== undefined && isOlder(version, latest))
      return {
        status: 'warn',
        cause: {code: 'cryptolib-behind', params: {version, latest, date: versionsAsOf}},
        evidence: [told, identity],
        remedy: {code: 'update-cryptolib-to', params: {version: latest}},
      }
    return {
      status: 'ok',
      cause: {code: 'cryptolib-recent', params: {version}},
      evidence: [told, identity],
    }
  },
)
