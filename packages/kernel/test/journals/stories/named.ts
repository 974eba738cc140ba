// A title that is the same in both languages.

export const named = (text: string) => ({ zh: text, en: text });
