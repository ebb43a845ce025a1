/** The camera, looking for a square. Its pictures are read here, kept nowhere, and it goes off with this part. */
import { en } from '@alcove/locales';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Notice } from '../../ui/sign/notice.tsx';

const words = en.devices.wanting;
const LOOK_MS = 200;
/** Enough for a square that fills a third of the picture; more only takes longer. */
const MOST_PIXELS = 720;

export function Scanner({ onRead }: { onRead: (text: string) => void }): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  const [broken, setBroken] = useState(false);
  const read = useRef(onRead);
  useEffect(() => {
    read.current = onRead;
  });
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    const stopping = new AbortController();
    watch(element, (text) => read.current(text), stopping.signal).catch(() => {
      if (!stopping.signal.aborted) setBroken(true);
    });
    return () => stopping.abort();
  }, []);
  if (broken) return <Notice tone="plain">{words.noCamera}</Notice>;
  return (
    <div className="scanner">
      <video ref={video} playsInline muted aria-label={words.camera} />
      <p>{words.point}</p>
    </div>
  );
}

/** Tells each text once, until stopped. Rejects when there is no camera, or none is allowed. */
async function watch(video: HTMLVideoElement, onText: (text: string) => void, stopping: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  const off = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (stopping.aborted) return off();
  stopping.addEventListener('abort', off);
  video.srcObject = stream;
  await video.play();
  const { default: decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  let last = '';
  while (!stopping.aborted && drawing !== null) {
    const picture = frameOf(video, canvas, drawing);
    const text = picture === null ? null : textIn(() => decodeQR(picture));
    if (text !== null && text !== last) onText((last = text));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function frameOf(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  drawing: CanvasRenderingContext2D,
): ImageData | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return null;
  const scale = Math.min(1, MOST_PIXELS / Math.min(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
  return drawing.getImageData(0, 0, canvas.width, canvas.height);
}

/** The reader throws where it sees no square. */
function textIn(read: () => unknown): string | null {
  try {
    const text = read();
    return typeof text === 'string' && text !== '' ? text : null;
  } catch {
    return null;
  }
}
