import {type Command, CommandHelp, Help, type Interfaces} from '@oclif/core'
import {DmpError} from '../../errors/dmp-error.ts'
import {wantsJson} from '../json-wish.ts'
import {chooseLanguage} from '../language.ts'
import {type Translator, translator} from '../translate.ts'
import {helpPage} from './pages.ts'

type Loadable = Command.Loadable

const t = (): Translator => translator(chooseLanguage(process.argv.slice(2), process.env))

/** Texts of a command in the user's language: what the classes and the manifest hold are message keys. */
function inLanguage(command: Loadable, say: Translator): Loadable {
  const text = (key: string | undefined) => (key && say.has(key) ? say(key) : key)
  const described = <
    T extends {
      summary?: string | undefined
      description?: string | undefined
      helpGroup?: string | undefined
    },
  >(
    item: T,
  ): T => ({
    ...item,
    ...(item.summary ? {summary: text(item.summary)} : {}),
    ...(item.description ? {description: text(item.description)} : {}),
    ...(item.helpGroup ? {helpGroup: text(`help.group.${item.helpGroup}`)} : {}),
  })
  const each = <T extends object>(items: Record<string, T> | undefined) =>
    Object.fromEntries(Object.entries(items ?? {}).map(([name, item]) => [name, described(item)]))
  const json = command.flags['json']
  return {
    ...command,
    summary: text(command.summary),
    description: text(command.description),
    examples: (command.examples ?? []).map((example) =>
      typeof example === 'string' ? text(example) : example,
    ),
    flags: each({
      ...command.flags,
      ...(json ? {json: {...json, summary: 'flag.json', description: undefined, helpGroup: 'global'}} : {}),
    }),
    args: each(command.args),
  } as unknown as Loadable
}

class DmpCommandHelp extends CommandHelp {
  protected override sections() {
    const say = t()
    return super.sections().map(({header, generate}) => {
      const own = say(`help.header.${header}`)
      if (header !== 'FLAGS') return {generate, header: own}
      // a group is named before the heading by oclif, and where its language wants it by us
      const placed = (title: string) =>
        title.endsWith(` ${own}`)
          ? say('help.header.of-group', {header: own, group: title.slice(0, -own.length - 1)})
          : title
      const grouped: typeof generate = (...given) => {
        const made = generate(...given)
        return Array.isArray(made) ? made.map((one) => one && {...one, header: placed(one.header)}) : made
      }
      return {generate: grouped, header: own}
    })
  }
}

/** oclif's help, spoken in the user's language, with the offline pages of `dmp help <topic>`. */
export default class DmpHelp extends Help {
  private readonly say = t()

  constructor(config: Interfaces.Config, options: Partial<Interfaces.HelpOptions> = {}) {
    super(config, {...options, flagSortOrder: 'none'})
    this.CommandHelpClass = DmpCommandHelp
  }

  override async showHelp(argv: string[]): Promise<void> {
    this.refuseTopicAlone()
    const page = helpPage(argv.filter((word) => !word.startsWith('-'))[0] ?? '', this.say)
    if (page) this.log(page)
    else await super.showHelp(argv)
  }

  /** A topic without a command shows its help; a program that wants JSON gets an error instead of a page of text. */
  private refuseTopicAlone(): void {
    const argv = process.argv.slice(2)
    const asked = argv.some((word) => word === '--help' || word === '-h') || argv[0] === 'help'
    if (asked || !wantsJson(argv, process.env)) return
    throw new DmpError('DMP_USAGE', {
      params: {problem: this.say('usage.no-command')},
      details: {kind: 'NoCommand'},
    })
  }

  override async showCommandHelp(command: Loadable): Promise<void> {
    await super.showCommandHelp(inLanguage(command, this.say))
    this.log(`${this.section(this.say('help.header.EXIT CODES'), this.say('help.exit-codes-hint'))}\n`)
  }

  protected override formatCommands(commands: Loadable[]): string {
    return this.withHeader(
      'COMMANDS',
      super.formatCommands(commands.map((command) => inLanguage(command, this.say))),
    )
  }

  protected override formatTopics(topics: Interfaces.Topic[]): string {
    const named = topics.map((topic) => ({...topic, description: this.say(`topic.${topic.name}`)}))
    return this.withHeader('TOPICS', super.formatTopics(named))
  }

  protected override formatTopic(topic: Interfaces.Topic): string {
    return super.formatTopic({...topic, description: this.say(`topic.${topic.name}`)})
  }

  override formatRoot(): string {
    return `${this.say('help.root')}\n\n${this.section(this.say('help.header.USAGE'), '$ dmp COMMAND')}`
  }

  private withHeader(header: string, text: string): string {
    return text.replace(header, this.say(`help.header.${header}`))
  }
}
