import type {Mutation, Refusal} from './mutation.ts'
import {agreementMutations} from './mutation-agreement.ts'
import {messageMutations} from './mutation-message.ts'
import {metadataMutations} from './mutation-metadata.ts'
import {registryMutations} from './mutation-registry.ts'
import {signatureMutations} from './mutation-signature.ts'
import {transportMutations} from './mutation-transport.ts'
import {vihfMutations, wrappingMutations} from './mutation-vihf.ts'

/** Every mutation, in the order in which a message meets the checks. */
export const mutations: readonly Mutation[] = [
  ...transportMutations,
  ...messageMutations,
  ...vihfMutations,
  ...wrappingMutations,
  ...metadataMutations,
  ...agreementMutations,
  ...registryMutations,
  ...signatureMutations,
]

/** What came back to one mutation. */
export interface Outcome {
  readonly mutation: Mutation
  readonly refusal: Refusal
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The page of the mutations, from what a run saw. */
export function mutationsPage(outcomes: readonly Outcome[]): string {
  const lines = [
    '<!-- Generated from a run of test/proof/mutations.test.ts: node scripts/generate-mutations.ts. Do not edit. -->',
    '# Mutations',
    '',
    'Un bon lot, écrit par un second programme qui ne partage aucun code avec le client, est accepté par le DMP embarqué.',
    'Chaque ligne y met une seule faute ; le lot est alors refusé pour cette cause, et il n’en reste rien au registre.',
    '',
    'A good lot, made by a second writer that shares no code with the client, is accepted by the embedded DMP. Each line',
    'puts one single fault into it; the lot is then refused for that cause, and the registry keeps nothing of it.',
    '',
    'Codes beginning with `Sandbox`, HTTP statuses and causes are the embedded DMP’s own; the other codes are documented',
    'for the DMP or by IHE. `…` stands for an identifier of the run.',
  ]
  let group = ''
  for (const [index, {mutation, refusal}] of outcomes.entries()) {
    if (mutation.group !== group) {
      group = mutation.group
      lines.push(
        '',
        `## ${group}`,
        '',
        '| # | What is changed | Layer | Code | Cause | Text |',
        '|---|---|---|---|---|---|',
      )
    }
    const {layer, code, cause, text} = refusal
    lines.push(
      `| ${index + 1} | ${cell(mutation.change)} | ${layer} | \`${code}\` | \`${cell(cause)}\` | ${cell(text)} |`,
    )
  }
  return `${lines.join('\n')}\n`
}
