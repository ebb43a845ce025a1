/** Whether two views differ in anything but what `calm` names. Their parts keep their identity where they say the same. */
export function differBeside<T extends object>(before: T, now: T, calm: ReadonlySet<keyof T>): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)] as (keyof T)[]);
  return [...keys].some((key) => !calm.has(key) && before[key] !== now[key]);
}
