/** Whether a finger is what mainly points here: then a field that takes the focus by itself brings the keyboard over what one wants to see. */
export const isByFinger = (): boolean => matchMedia('(pointer: coarse)').matches;
