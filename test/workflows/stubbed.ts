/** What a workflow was given to answer with, without a server: `vi.mock('@temporalio/workflow', …)` puts these in place of the SDK's. */
type Handler = (...args: readonly unknown[]) => unknown;

let handlers = new Map<string, Handler>();
let blocked: { readonly isSo: () => boolean; readonly go: () => void }[] = [];
let underWay = 0;
let updates = 0;

export const stubs = {
  setHandler: ({ name }: { readonly name: string }, handler: Handler) => { handlers.set(name, handler); },
  defineUpdate: (name: string) => ({ name }), defineSignal: (name: string) => ({ name }), defineQuery: (name: string) => ({ name }),
  currentUpdateInfo: () => ({ id: String(updates += 1) }),
  allHandlersFinished: () => underWay === 0,
  condition: (isSo: () => boolean) => (isSo() ? Promise.resolve(true) : new Promise<boolean>((go) => { blocked.push({ isSo, go: () => { go(true); } }); })),
  CancellationScope: { nonCancellable: <T>(work: () => T): T => work() },
  log: console,
};

export function forget(): void {
  [handlers, blocked, underWay] = [new Map<string, Handler>(), [], 0];
}

/** An update or signal comes. What it came to: the answer, or the sentence why not. */
export async function given(name: string, input: unknown): Promise<unknown> {
  const handler = handlers.get(name);
  if (handler === undefined) throw new Error(`no handler ${name}`);
  underWay += 1;
  try {
    return await handler(input);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    underWay -= 1;
  }
}

/** A query looks. */
export function looked(name: string): unknown {
  return handlers.get(name)?.();
}

/** As the SDK does: conditions are looked at in the order in which they were waited for, until none comes true and `all` is done. */
export async function settled(all?: Promise<unknown>): Promise<void> {
  let isDone = all === undefined;
  void all?.finally(() => { isDone = true; });
  for (;;) {
    await new Promise((resolve) => { setImmediate(resolve); });
    const ready = blocked.filter(({ isSo }) => isSo());
    if (ready.length === 0 && isDone) return;
    blocked = blocked.filter((each) => !ready.includes(each));
    for (const { go } of ready) go();
  }
}
