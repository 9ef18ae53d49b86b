import type {Evidence} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {connectors} from '../local-ports.ts'

/**
 * Who listens where the connectors of web pages do. A program whose name is another's is a doubt; one that this account
 * may not name is told, and proves nothing.
 */
export const portsLocal = judgeKnown(['localPorts'], [], ({localPorts}) => {
  if (localPorts.state === 'untold')
    return {
      status: 'unknown',
      cause: {code: 'ports-untold', params: {reason: localPorts.reason}},
      evidence: [],
    }
  const {listening, by} = localPorts
  const held = connectors.flatMap((connector) => {
    const found = listening.find(({port}) => port === connector.port)
    return found ? [{connector, program: found.program}] : []
  })
  const evidence: Evidence[] = held.map(({connector: {name, port}, program}) =>
    program === undefined
      ? {code: 'port-held', params: {name, port}}
      : {code: 'port-held-by', params: {name, port, program}},
  )
  const [first] = held
  if (!first)
    return {status: 'info', cause: {code: 'ports-free'}, evidence: [{code: 'ports-looked', params: {by}}]}
  const foreign = held.find(
    ({connector, program}) => program !== undefined && !connector.program.test(program),
  )
  if (foreign) {
    const {name, port} = foreign.connector
    const params = {name, port, program: foreign.program ?? ''}
    return {
      status: 'warn',
      cause: {code: 'port-foreign', params},
      evidence,
      remedy: {code: 'free-port', params},
    }
  }
  if (held.some(({program}) => program === undefined))
    return {status: 'info', cause: {code: 'ports-held-unnamed'}, evidence}
  const [one, ...more] = evidence
  return one === undefined
    ? {status: 'info', cause: {code: 'ports-free'}, evidence}
    : {status: 'ok', cause: {code: 'ports-own'}, evidence: [one, ...more]}
})

/** Browsers are told and nothing is deduced: what a version lacks is known to nobody here. */
export const browser = judgeKnown(['browsers'], [], ({browsers}) => {
  const {found, firefoxModule, ccmRunning} = browsers
  const evidence: Evidence[] = [
    ...found.map(({name, version, by}) =>
      version === undefined
        ? {code: 'browser-unversioned', params: {name, by}}
        : {code: 'browser', params: {name, version, by}},
    ),
    ...(firefoxModule === undefined ? [] : [{code: firefoxModule ? 'firefox-module' : 'firefox-no-module'}]),
    ...(ccmRunning === undefined ? [] : [{code: ccmRunning ? 'ccm-runs' : 'ccm-not-running'}]),
  ]
  return found.length === 0
    ? {status: 'unknown', cause: {code: 'browser-none'}, evidence}
    : {status: 'info', cause: {code: 'browser-seen', params: {count: found.length}}, evidence}
})
