/** One line that says how far a long piece of work is: rewritten on a terminal, now and then elsewhere. */
export type Progress = { at(text: string): void; end(): void };

const pauseMs = { terminal: 100, elsewhere: 5_000 };

export function showProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const pause = out.isTTY ? pauseMs.terminal : pauseMs.elsewhere;
  let shownAt = performance.now();
  let isOpen = false;
  return {
    at(text) {
      const now = performance.now();
      if (now - shownAt < pause) return;
      shownAt = now;
      isOpen = out.isTTY;
      out.write(out.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end() {
      if (isOpen) out.write('\r\u001b[K');
      isOpen = false;
    },
  };
}
