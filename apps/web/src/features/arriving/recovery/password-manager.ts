/**
 * Asks the browser's password manager to keep the recovery code, under a name of its own so that the log-in password stays what it
 * is. Browsers without this interface show nothing: the words are on the clipboard, to be pasted into any manager.
 */
interface PasswordCredentialClass {
  new (data: { id: string; name: string; password: string }): Credential;
}

export async function offerToPasswordManager(username: string, secret: string): Promise<void> {
  const { PasswordCredential } = globalThis as { PasswordCredential?: PasswordCredentialClass };
  if (PasswordCredential === undefined) return;
  const id = `${username} (recovery code)`;
  try {
    await navigator.credentials.store(new PasswordCredential({ id, name: id, password: secret }));
  } catch {
    // Refused by the person or by a policy: the copy on the clipboard remains.
  }
}
