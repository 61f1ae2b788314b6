import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '@temporalio/client'

/** temporal.api.enums.v1.IndexedValueType: the wire numbers of the kinds of search attribute. */
const kinds = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const
type Kind = keyof typeof kinds

/** The search attributes of our workflows. */
export const searchAttributes: Readonly<Record<string, Kind>> = {
  CampaignId: 'Keyword',
  CampaignPhase: 'Keyword',
  Participant: 'Keyword',
  ReportStatus: 'Keyword',
  Attention: 'KeywordList',
  OverdueTasks: 'Int',
  EscalationLevel: 'Int',
  NextDeadline: 'Datetime',
}

/** The namespace lacks a search attribute or has it with another type. */
export class SearchAttributeError extends Error {
  override name = 'SearchAttributeError'
}

type Registry = Pick<Connection, 'operatorService'>

/**
 * Adds the search attributes that the namespace lacks and makes sure that all have the right type.
 * @throws SearchAttributeError with the commands that put it right.
 */
export async function ensureSearchAttributes(connection: Registry, namespace: string, wanted = searchAttributes): Promise<void> {
  const before = await listed(connection, namespace)
  const missing = Object.entries(wanted).filter(([name]) => !before.has(name))
  let refusal: Error | undefined
  if (missing.length > 0) {
    const toAdd = Object.fromEntries(missing.map(([name, kind]) => [name, kinds[kind]]))
    // A refusal alone is no reason to stop: another worker may have been first. What the list says next counts.
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: toAdd }).catch((error: unknown) => {
      refusal = error instanceof Error ? error : new Error(String(error))
    })
  }
  // Listed again, always: adding an existing name with another type reports success and changes nothing.
  let problems = await problemsOf(connection, namespace, wanted)
  for (let tries = 0; tries < 20 && refusal === undefined && problems.some((one) => one.absent); tries += 1) {
    await pause(250)
    problems = await problemsOf(connection, namespace, wanted)
  }
  if (problems.length > 0) throw new SearchAttributeError(screen(namespace, problems, refusal), { cause: refusal })
}

interface Problem {
  name: string
  kind: Kind
  found: string
  absent: boolean
}

async function listed(connection: Registry, namespace: string): Promise<Map<string, number>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
  return new Map(Object.entries(customAttributes))
}

async function problemsOf(connection: Registry, namespace: string, wanted: Readonly<Record<string, Kind>>): Promise<Problem[]> {
  const present = await listed(connection, namespace)
  return Object.entries(wanted)
    .filter(([name, kind]) => present.get(name) !== kinds[kind])
    .map(([name, kind]) => ({ name, kind, found: nameOf(present.get(name)), absent: !present.has(name) }))
}

function nameOf(value: number | undefined): string {
  const entry = Object.entries(kinds).find(([, number]) => number === value)
  return entry?.[0] ?? (value === undefined ? '没有' : `第 ${String(value)} 类`)
}

function screen(namespace: string, problems: Problem[], refusal: Error | undefined): string {
  const remedies = problems.flatMap(({ name, kind, absent }) => [
    ...(absent ? [] : [`    temporal operator search-attribute remove --namespace ${namespace} --name ${name} --yes`]),
    `    temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${kind}`,
  ])
  return [
    `Temporal 命名空间 ${namespace} 的搜索属性不符，未启动：`,
    ...problems.map(({ name, kind, found }) => `  ${name} 应为 ${kind}，现为 ${found}`),
    ...(refusal === undefined ? [] : [`  自动添加被拒：${refusal.message}`]),
    '  办法：请 Temporal 管理员执行（若另有系统在用同名属性，请换一个命名空间，以 TEMPORAL_NAMESPACE 指定）：',
    ...remedies,
  ].join('\n')
}
