import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { EnvironmentError, loadDotEnv, readEnvironment, variables } from '../../config/environment.ts'

const dir = mkdtempSync(join(tmpdir(), 'campaign-environment-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

function screenOf(source: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message
    throw error
  }
  throw new Error('was accepted')
}

describe('the environment', () => {
  test('needs nothing; empty variables count as not set', () => {
    expect(readEnvironment({ SMTP_URL: '', CAMPAIGN_PYPI: '', PATH: '/bin' })).toMatchObject({
      dataDir: 'data',
      allowPypi: true,
      smtpUrl: undefined,
    })
  })

  test('is read whole', () => {
    const secret = join(dir, 'secret')
    writeFileSync(secret, 'x'.repeat(64))
    const source = {
      SMTP_URL: 'smtps://user:p%40ss@mail.samr.test:465',
      MAIL_FROM: '质量发展局 <office@samr.test>',
      PORTAL_URL: 'https://quality.samr.test',
      CAMPAIGN_SECRET_FILE: secret,
      CAMPAIGN_DATA: dir,
      CAMPAIGN_PYPI: 'off',
      TEMPORAL_ADDRESS: 'temporal.samr.test:7233',
    }
    expect(readEnvironment(source)).toEqual({
      smtpUrl: source.SMTP_URL,
      mailFrom: source.MAIL_FROM,
      dataDir: dir,
      portalUrl: source.PORTAL_URL,
      secretFile: secret,
      temporalCliPath: undefined,
      allowPypi: false,
    })
  })

  test('names every mistake on one screen, with what is right and what to do', () => {
    const short = join(dir, 'short')
    writeFileSync(short, 'too short')
    const screen = screenOf({
      TEMPORAL_ADDRESS: 'http://temporal',
      MAIL_FROM: 'office',
      PORTAL_URL: 'quality.samr.test',
      CAMPAIGN_SECRET_FILE: short,
      CAMPAIGN_DATA: short,
      CAMPAIGN_PYPI: 'no',
      TEMPORAL_CLI_PATH: short,
    })
    expect(screen).toContain('7 处错误')
    for (const name of ['TEMPORAL_ADDRESS = http://temporal\n', 'MAIL_FROM', 'PORTAL_URL', 'CAMPAIGN_SECRET_FILE', 'CAMPAIGN_DATA', 'CAMPAIGN_PYPI', 'TEMPORAL_CLI_PATH'])
      expect(screen).toContain(name)
    expect(screen.match(/应为：./g)).toHaveLength(7)
    expect(screen.match(/办法：./g)).toHaveLength(7)
  })

  test.each(['smtp:/user:hunter2@mail', 'mail.samr.test:hunter2', 'http://user:hunter2@mail'])('never shows a password: %s', (url) => {
    const screen = screenOf({ SMTP_URL: url, TEMPORAL_API_KEY: 'hunter2 ' })
    expect(screen).toContain('SMTP_URL')
    expect(screen).toContain('TEMPORAL_API_KEY')
    expect(screen).not.toContain('hunter2')
  })

  test('is documented: .env.example names every variable and no other', () => {
    const documented = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').matchAll(/^# ([A-Z_]+)=/gm)
    expect([...documented].map(([, name]) => name).toSorted()).toEqual(Object.keys(variables.shape).toSorted())
  })

  test('may come from a file, over which the real environment wins', () => {
    const file = join(dir, '.env')
    writeFileSync(file, 'CAMPAIGN_PYPI=off\nMAIL_FROM=file@samr.test\n')
    vi.stubEnv('CAMPAIGN_PYPI', '')
    delete process.env.CAMPAIGN_PYPI
    vi.stubEnv('MAIL_FROM', 'real@samr.test')
    loadDotEnv(file)
    loadDotEnv(join(dir, 'absent'))
    expect(readEnvironment()).toMatchObject({ allowPypi: false, mailFrom: 'real@samr.test' })
  })
})
