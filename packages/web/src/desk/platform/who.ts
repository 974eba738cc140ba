// Somebody as the service finds it: by phone, or by e-mail.

/** An `@` makes it an e-mail; nothing typed is nobody. */
export function whoBody(contact: string): { phone?: string; email?: string } {
  const text = contact.trim();
  if (text === "") return {};
  return text.includes("@") ? { email: text } : { phone: text };
}
