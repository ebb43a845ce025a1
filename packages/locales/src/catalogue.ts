/** The shape of every catalogue: English's, with any words in the place of its own. What a language leaves out does not compile. */
import type { en } from './en/index.ts';

type Spoken<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Spoken<Said>
    : { readonly [K in keyof T]: Spoken<T[K]> };

export type Catalogue = Spoken<typeof en>;
