import {DmpError} from '../errors/dmp-error.ts'
import type {Files} from '../ports/files.ts'
import type {Outputs, TextOutput} from '../ports/outputs.ts'
import type {SandboxFigures, SandboxFiguresWish, SandboxHost} from '../ports/sandbox.ts'

export const figuresFormats = ['kibana-lens-en', 'kibana-table-en', 'kibana-fr', 'es-json'] as const
export const figuresSplits = ['finess', 'month', 'type', 'software'] as const
export const figuresSeparators = {comma: ',', semicolon: ';', tab: '\t', pipe: '|'} as const

export interface SandboxExportRequest {
  readonly folder?: string | undefined
  readonly dataFolder?: string | undefined
  readonly output: string
  readonly force: boolean
  /** The answer itself goes to the standard output. */
  readonly json: boolean
  readonly wish: Omit<SandboxFiguresWish, 'values' | 'locale' | 'separator' | 'quotes'> & {
    readonly values?: SandboxFiguresWish['values'] | undefined
    readonly locale?: SandboxFiguresWish['locale'] | undefined
    readonly separator?: keyof typeof figuresSeparators | undefined
    readonly quotes?: boolean | undefined
  }
}

export interface SandboxExportReport extends Omit<SandboxFigures, 'text'> {
  /** `-` for the standard output. */
  readonly file: string
  readonly format: SandboxFiguresWish['format']
}

export interface SandboxExportBench {
  readonly sandbox: Pick<SandboxHost, 'figures' | 'usualFolder'>
  readonly files: Pick<Files, 'resolve' | 'exists'>
  readonly outputs: Pick<Outputs, 'stream'>
  readonly standardOutput: () => TextOutput
}

const usage = (problem: string) => new DmpError('DMP_USAGE', {params: {problem}})

/**
 * Writes the figures of a sandbox's registry as the measured side of a comparison.
 * @throws DmpError DMP_SANDBOX_NOT_INITIALISED, DMP_USAGE, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE
 */
export async function exportSandboxFigures(
  bench: SandboxExportBench,
  {folder = bench.sandbox.usualFolder, dataFolder, output, force, json, wish}: SandboxExportRequest,
): Promise<SandboxExportReport> {
  if (output === '-' && json) throw usage('--output - --json')
  const whole = completed(wish)
  const file = output === '-' ? output : bench.files.resolve(output)
  if (file !== '-' && !force && (await bench.files.exists(file)))
    throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  const {text, ...figures} = await bench.sandbox.figures({folder, dataFolder, wish: whole})
  const target = file === '-' ? bench.standardOutput() : await bench.outputs.stream(file, {force})
  try {
    await target.write(text)
    await target.finish()
  } catch (error) {
    await target.discard()
    throw error
  }
  return {...figures, file, format: wish.format}
}

/** An answer of Elasticsearch has no cells to format and no "Top N": what would be ignored is refused. */
function completed({
  values,
  locale,
  separator,
  quotes,
  ...wish
}: SandboxExportRequest['wish']): SandboxFiguresWish {
  const {format, byteOrderMark, top} = wish
  const formed = [values, locale, separator, quotes, top, byteOrderMark || undefined]
  if (format === 'es-json' && formed.some((one) => one !== undefined))
    throw usage('--format es-json: --raw, --formatted, --locale, --separator, --no-quotes, --bom, --top')
  if (values === 'raw' && locale !== undefined) throw usage('--raw --locale')
  return {
    ...wish,
    values: values ?? 'formatted',
    locale: locale ?? (format === 'kibana-fr' ? 'fr' : 'en'),
    separator: figuresSeparators[separator ?? 'comma'],
    quotes: quotes ?? true,
  }
}
