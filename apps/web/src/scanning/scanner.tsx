/** The camera, looking for a square. It goes off with this part. Without a camera, or where none is allowed, it says so. */
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Notice } from '../ui/sign/notice.tsx';
import { squareReader } from './read-square.ts';
import './scanner.css';

const LOOK_MS = 200;

export interface ScannerWords {
  readonly camera: string;
  readonly point: string;
  readonly noCamera: string;
}

export function Scanner({ words, onRead }: { words: ScannerWords; onRead: (text: string) => void }): ReactElement {
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
  const read = await squareReader();
  let last = '';
  while (!stopping.aborted) {
    const text = read(video, video.videoWidth, video.videoHeight);
    if (text !== null && text !== last) onText((last = text));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
