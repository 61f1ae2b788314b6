import { printAside } from './output.ts';

/** Whoever waits for less than this needs no word. */
const QUIET_MS = 1000;

/** In a log a line now and then is enough. */
const LOG_EVERY_MS = 10_000;

/** Says on stderr what takes long: on a terminal every half second, wiping the line at the end; in a log a line every ten seconds. */
export function showProgress(text: () => string): { readonly end: () => void } {
  if (!process.stderr.isTTY) {
    const log = setInterval(() => { printAside(text()); }, LOG_EVERY_MS);
    log.unref();
    return { end: () => { clearInterval(log); } };
  }
  let shown = false;
  let timer = setTimeout(draw, QUIET_MS);
  function draw(): void {
    shown = true;
    process.stderr.write(`\r\x1b[K${text()}`);
    timer = setTimeout(draw, 500);
    timer.unref();
  }
  timer.unref();
  return {
    end: () => {
      clearTimeout(timer);
      if (shown) process.stderr.write('\r\x1b[K');
    },
  };
}

/** Beyond this a definition takes more than a second to compile, in one go: no timer fires meanwhile. */
const LARGE_DEFINITION = 300_000;

/** Says beforehand that what comes now takes a while. */
export function announceWork(characters: number, text: string): void {
  if (characters > LARGE_DEFINITION) printAside(text);
}
