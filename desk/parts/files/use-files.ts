import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import type { Upload } from '../../api/mail-types.ts';
import { sentenceOf } from '../../api/refused.ts';
import { upload } from '../../api/upload.ts';

type UnderWay = { id: number; name: string; part: number };
type NotTaken = { id: number; name: string; why: string };

let lastId = 0;

/** Files that go up while somebody writes. What is with the server is part of the draft. */
export function useFiles(taken: readonly Upload[], change: (files: Upload[]) => void) {
  const [notTaken, setNotTaken] = useState<readonly NotTaken[]>([]);
  const [isOver, setOver] = useState(false);
  // Two uploads may end at once, before anything was drawn anew.
  const latest = useRef(taken);
  useEffect(() => {
    latest.current = taken;
  }, [taken]);
  const put = (files: readonly Upload[]): void => {
    latest.current = files;
    change([...files]);
  };
  const { underWay, send, stop } = useUploads({
    onTaken: (file) => put([...latest.current, file]),
    onRefused: (file) => setNotTaken((all) => [...all, file]),
  });
  const add = (files: Iterable<File>): void => {
    setNotTaken([]);
    for (const file of files) void send(file);
  };
  return {
    taken,
    underWay,
    notTaken,
    isOver,
    add,
    remove: (ticket: string): void => put(latest.current.filter((file) => file.ticket !== ticket)),
    stop,
    catching: catchingOf(add, setOver),
  };
}

export type Files = ReturnType<typeof useFiles>;

type Ends = { onTaken: (file: Upload) => void; onRefused: (file: NotTaken) => void };

/** Each file goes up by itself; whoever leaves stops what has not arrived. */
function useUploads({ onTaken, onRefused }: Ends) {
  const [underWay, setUnderWay] = useState<readonly UnderWay[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  useEffect(() => {
    const left = stops.current;
    return () => {
      for (const stop of left.values()) stop.abort();
      left.clear();
    };
  }, []);
  const end = (id: number): void => {
    stops.current.delete(id);
    setUnderWay((all) => all.filter((one) => one.id !== id));
  };
  const send = async (file: File): Promise<void> => {
    const id = ++lastId;
    const { name } = file;
    const stop = new AbortController();
    stops.current.set(id, stop);
    setUnderWay((all) => [...all, { id, name, part: 0 }]);
    const onProgress = (part: number): void =>
      setUnderWay((all) => all.map((one) => (one.id === id ? { ...one, part } : one)));
    try {
      const { ticket, size, ...kept } = await upload(file, { onProgress, signal: stop.signal });
      onTaken({ ticket, name: kept.name, size });
    } catch (fault) {
      onRefused({ id, name, why: sentenceOf(fault) });
    }
    end(id);
  };
  const stop = (id: number): void => {
    stops.current.get(id)?.abort();
    end(id);
  };
  return { underWay, send, stop };
}

/** For the form around the words: there a picture is pasted, and dropped anywhere on it. */
const catchingOf = (add: (files: Iterable<File>) => void, over: (isOver: boolean) => void) => ({
  onPaste: (event: ClipboardEvent): void => {
    const { files, types } = event.clipboardData;
    // A word processor puts a picture of its text beside the text.
    if (files.length === 0 || types.includes('text/plain')) return;
    event.preventDefault();
    add(files);
  },
  onDragOver: (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    over(true);
  },
  onDragLeave: (): void => over(false),
  onDrop: (event: DragEvent): void => {
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  },
});
