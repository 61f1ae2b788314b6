/** One document on stdout. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Text for people. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Everything that is not the answer itself: stdout may be read by a program. */
export function printAside(...lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}
