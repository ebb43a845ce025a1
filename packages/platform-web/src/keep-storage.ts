/**
 * Asks the browser not to throw this site's storage away when the disk gets full. Only a page may ask. Ask once somebody is
 * logged in: before that there is nothing to keep, and some browsers put the question to the person.
 */
export async function keepStorage(): Promise<boolean> {
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}
