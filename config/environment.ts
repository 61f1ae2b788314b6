import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { z } from 'zod'

/** What a variable must look like and what to do when it does not. `secret` values are never printed. */
const hints = z.registry<{ shape: string; remedy: string; secret?: true }>()

const text = z.string()

const urlOf = (...protocols: string[]) =>
  text.refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    return url !== undefined && protocols.includes(url.protocol) && url.hostname !== ''
  })

const fileWhere = (test: (path: string) => boolean = () => true) =>
  text.refine((path) => existsSync(path) && statSync(path).isFile() && test(path))

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const pemFile = () =>
  fileWhere().optional().register(hints, { shape: '一个存在的 PEM 文件', remedy: '核对路径；不用 mTLS 时删去此变量' })

/** Every variable the project reads; `.env.example` documents the same ones (a test compares them). */
export const variables = z.object({
  TEMPORAL_ADDRESS: text
    .regex(/^(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}$/)
    .optional()
    .register(hints, { shape: '主机:端口，例如 temporal.example.org:7233', remedy: '改正；不设时用 npx campaign up 的内置服务' }),
  TEMPORAL_NAMESPACE: text
    .regex(/^[\w.-]{2,}$/)
    .optional()
    .register(hints, { shape: '命名空间名，例如 default', remedy: '向 Temporal 管理员核对名称' }),
  TEMPORAL_API_KEY: text
    .regex(/^\S+$/)
    .optional()
    .register(hints, { shape: '一行，不含空白', remedy: '重新复制密钥，勿带换行或空格', secret: true }),
  TEMPORAL_TLS: z
    .enum(['true', 'false', '1', '0'])
    .optional()
    .register(hints, { shape: 'true 或 false', remedy: '改正或删去' }),
  TEMPORAL_TLS_CLIENT_CERT_PATH: pemFile(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: pemFile(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: pemFile(),
  TEMPORAL_CONFIG_FILE: fileWhere()
    .optional()
    .register(hints, { shape: '一个存在的 TOML 文件', remedy: '核对路径，或删去此变量' }),
  TEMPORAL_CLI_PATH: fileWhere(isExecutable)
    .optional()
    .register(hints, { shape: 'temporal 可执行文件的路径', remedy: '核对路径并 chmod +x；删去此变量则自动查找' }),
  SMTP_URL: urlOf('smtp:', 'smtps:')
    .optional()
    .register(hints, {
      shape: 'smtp://用户:口令@主机:端口（或 smtps://），口令中的特殊字符按 URL 编码',
      remedy: '改正；不设时用内置收件箱，不向外发信',
      secret: true,
    }),
  MAIL_FROM: text
    .regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
    .optional()
    .register(hints, { shape: '邮件地址，可带名称：质量发展局 <office@example.org>', remedy: '改正；不设时用活动定义中的 organiser.mail' }),
  CAMPAIGN_DATA: text
    .refine((path) => !existsSync(path) || statSync(path).isDirectory())
    .default('data')
    .register(hints, { shape: '目录（不存在时自动建立）', remedy: '换一个目录，或移走同名文件' }),
  PORTAL_URL: urlOf('http:', 'https:')
    .optional()
    .register(hints, { shape: '联络员能打开的网址，例如 https://quality.example.org', remedy: '改正；不设时用本机地址' }),
  TEMPORAL_UI_URL: urlOf('http:', 'https:')
    .optional()
    .register(hints, { shape: 'Temporal 网页的网址，例如 https://temporal.example.org', remedy: '改正；不设时工作台不带到 Temporal 网页的链接（内置服务自带）' }),
  OIDC_ISSUER: urlOf('https:', 'http:')
    .refine((value) => value.startsWith('https:') || new URL(value).hostname === '127.0.0.1')
    .optional()
    .register(hints, { shape: '统一身份认证的 issuer，https 网址', remedy: '改正；不用时删去三个 OIDC 变量，组织方用专属链接进入' }),
  OIDC_CLIENT_ID: text.optional().register(hints, { shape: '统一身份认证中登记的客户端标识', remedy: '与 OIDC_ISSUER、OIDC_CLIENT_SECRET 一起设' }),
  OIDC_CLIENT_SECRET: text.min(16).optional().register(hints, { shape: '至少 16 个字符', remedy: '与 OIDC_ISSUER、OIDC_CLIENT_ID 一起设', secret: true }),
  CAMPAIGN_SECRET_FILE: fileWhere((path) => statSync(path).size >= 32)
    .optional()
    .register(hints, {
      shape: '一个存在的文件，至少 32 字节，用于签发填报链接',
      remedy: '执行 openssl rand -hex 32 > 文件 && chmod 600 文件；不设时在数据目录中自动生成',
    }),
  CAMPAIGN_PYPI: z
    .enum(['on', 'off'])
    .default('on')
    .register(hints, { shape: 'on 或 off', remedy: '改正；off 表示不从 PyPI 的第三方包取 Temporal 服务程序' }),
})

/** Says every mistake in the environment at once. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError'
}

/** The checked environment, by what its variables mean. TEMPORAL_* of a cluster are read by `@temporalio/envconfig`, only checked here. */
export type Environment = ReturnType<typeof readEnvironment>

/**
 * Reads and checks the environment; an empty variable counts as not set.
 * @throws EnvironmentError one readable screen with every variable that is wrong.
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = variables.safeParse(given)
  if (!result.success) throw new EnvironmentError(screen(given, result.error.issues))
  const { data } = result
  return {
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    dataDir: data.CAMPAIGN_DATA,
    portalUrl: data.PORTAL_URL,
    temporalUi: data.TEMPORAL_UI_URL,
    provider: providerOf(data),
    secretFile: data.CAMPAIGN_SECRET_FILE,
    temporalCliPath: data.TEMPORAL_CLI_PATH,
    allowPypi: data.CAMPAIGN_PYPI === 'on',
  }
}

/** All three or none. */
function providerOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }: z.infer<typeof variables>) {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined) return { issuer, clientId, clientSecret }
  throw new EnvironmentError('OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 须一起设，或都不设（在环境或 .env 中，说明见 .env.example）。')
}

function screen(given: NodeJS.ProcessEnv, issues: z.core.$ZodIssue[]): string {
  const wrong = new Set(issues.map((issue) => String(issue.path[0])))
  const entries = Object.entries(variables.shape).filter(([name]) => wrong.has(name))
  const lines = entries.flatMap(([name, schema]) => {
    const hint = hints.get(schema)
    return [
      `  ${name} = ${hint?.secret ? '（不显示）' : (given[name] ?? '')}`,
      `    应为：${hint?.shape ?? ''}`,
      `    办法：${hint?.remedy ?? ''}`,
    ]
  })
  return [`环境变量有 ${String(entries.length)} 处错误（在环境或 .env 中，说明见 .env.example）：`, ...lines].join('\n')
}

/** Loads `.env` of the current directory when there is one; variables already set win. */
export function loadDotEnv(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path)
}
