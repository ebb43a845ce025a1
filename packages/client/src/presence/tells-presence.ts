/** Whether others may be told that this person is here; who does not tell is not told of others either. */
export function tellsPresence(): boolean {
  return true;
}
