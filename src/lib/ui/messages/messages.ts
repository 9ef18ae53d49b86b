/** Texts by key; `{name}` stands for a parameter. Keys and codes are English, texts are not. */
export type Messages = Readonly<Record<string, string>>
