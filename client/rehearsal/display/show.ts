import type { Model } from './model.ts';
import { plainProgress } from './plain.ts';
import { type Screen, openScreen } from './screen.ts';
import { painter } from './style.ts';
import { view } from './view.ts';

/** How a rehearsal is shown while it runs. */
export interface Show {
  /** A line about the run itself: above the screen before it begins, in it afterwards. */
  say(line: string): void;
  begin(model: () => Model, note: (line: string) => void): void;
  end(): void;
}

const FRAME_MS = 200;

/** On a terminal a screen that is drawn in place, else lines. Always on stderr: stdout may be read by a program. */
export function openShow(stderr: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Show {
  const isScreen = stderr.isTTY && environment['TERM'] !== 'dumb';
  const colours = (environment['NO_COLOR'] ?? '') === '';
  const line = (text: string): void => { stderr.write(`${text}\n`); };
  let timer: NodeJS.Timeout | undefined;
  let screen: Screen | undefined;
  let last: () => void = () => undefined;
  let say = line;
  return {
    say: (text) => { say(text); },
    begin: (model, note) => {
      if (isScreen) {
        const opened = openScreen(stderr);
        screen = opened;
        process.on('exit', opened.end); // a second Ctrl-C ends us at once: the cursor must come back
        say = note;
        last = () => { opened.draw(view(model(), opened.size(), painter(colours))); };
      } else {
        const progress = plainProgress(line);
        last = () => { progress(model()); };
      }
      last();
      timer = setInterval(last, FRAME_MS);
    },
    end: () => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      last();
      if (screen !== undefined) {
        process.off('exit', screen.end);
        screen.end();
      }
      say = line;
    },
  };
}
