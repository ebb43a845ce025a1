/** What somebody does on a screen to bring it into a state: by the words they see, as a person would. */
import { settled } from './pace.ts';

export type Act =
  /** A button, a row, an entry of a menu or one of several, by its accessible name or the words in it; the last one where several have it. */
  | { readonly press: string }
  /** A message, by words in it, under a finger that stays. */
  | { readonly hold: string }
  /** A message, by words in it, under a pointer. */
  | { readonly over: string }
  /** Into the field with that name. */
  | { readonly type: string; readonly into: string }
  | { readonly do: () => void };

export async function act(acts: readonly Act[]): Promise<void> {
  for (const each of acts) {
    if ('press' in each)
      named('button, a, summary, [role="menuitem"], [role="option"], label:has([type="radio"])', each.press).click();
    else if ('hold' in each) hold(message(each.hold));
    else if ('over' in each) message(each.over).dispatchEvent(pointer('pointerover', 'mouse'));
    else if ('type' in each) type(named('input, textarea', each.into), each.type);
    else each.do();
    await settled();
  }
}

function named(selector: string, name: string): HTMLElement {
  const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
  const found =
    shown.findLast((element) => nameOf(element) === name) ??
    shown.findLast((element) => nameOf(element).startsWith(name)) ??
    // Behind the letters of a portrait.
    shown.findLast((element) => nameOf(element).includes(name));
  if (found === undefined) throw new Error(`nothing here is called ${name}`);
  return found;
}

const nameOf = (element: HTMLElement): string => {
  const labels = element instanceof HTMLInputElement ? element.labels : null;
  return (element.ariaLabel ?? labels?.[0]?.textContent ?? element.textContent).replace(/[⁦-⁩]/gu, '').trim();
};

function message(words: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('article')].find((each) => each.textContent.includes(words));
  if (found === undefined) throw new Error(`no message says ${words}`);
  return found;
}

const pointer = (kind: string, pointerType: string): PointerEvent =>
  new PointerEvent(kind, { bubbles: true, isPrimary: true, pointerType });

/** The platform says when a finger was held long enough. */
function hold(on: HTMLElement): void {
  on.dispatchEvent(pointer('pointerdown', 'touch'));
  on.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  on.dispatchEvent(pointer('pointerup', 'touch'));
}

/** React hears of a value only when it is not the one that it set itself. */
function type(field: HTMLElement, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
