/** The texts of the program in both languages, by message key: a log may be in either. */
export type Sentences = Readonly<Record<'fr' | 'en', Readonly<Record<string, string>>>>

/** Texts of a key and of its variants (`<key>.<case>`), for many keys of one language. */
export function variantsIn(said: Readonly<Record<string, string>>): (key: string) => readonly string[] {
  const byKey = new Map<string, string[]>()
  const add = (key: string, text: string) => {
    const texts = byKey.get(key)
    if (texts) texts.push(text)
    else byKey.set(key, [text])
  }
  for (const [key, text] of Object.entries(said)) {
    add(key, text)
    add(key.slice(0, key.lastIndexOf('.')), text)
  }
  return (key) => byKey.get(key) ?? []
}
