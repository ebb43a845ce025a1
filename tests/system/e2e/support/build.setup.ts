/** Before any worker starts, since two of them would build at the same time: what the server hands out, and the gallery. */
import { buildGallery, buildWeb } from '../../../../scripts/build-web.ts';

export default function build(): void {
  buildWeb();
  buildGallery();
}
