// node setup.mjs FILE [ARG...]: installs what the lock file names and is missing, then runs FILE on the project's own Node 24.
// Plain JavaScript: this must run on whatever Node (>= 20) starts a fresh clone, before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const node24 = join(root, 'node_modules/.bin/node')

/** Installs what is missing, then runs `file` (relative to the project) with `args`; the process ends with its exit code. */
export async function setUpAndRun(file, args) {
  const isTool = file.startsWith('node_modules/')
  if (!isInstalled(isTool)) install(isTool)
  const path = resolve(root, file)
  process.argv = [process.argv[0], path, ...args]
  if (process.versions.node.startsWith('24.')) await import(pathToFileURL(path).href)
  else await runOnNode24(path, args)
}

// The contents are compared, not the times: a checkout gives files new times, and `npm install` may have been run by hand.
function isInstalled(withTools) {
  const installed = packagesIn('node_modules/.package-lock.json')
  if (installed === undefined || !existsSync(node24)) return false
  const wanted = Object.entries(packagesIn('package-lock.json') ?? {})
  return wanted.every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.devOptional ||
      (entry.dev && !withTools) ||
      installed[path]?.version === entry.version,
  )
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages
  } catch {
    return undefined
  }
}

function install(withTools) {
  process.stderr.write('正在安装依赖（npm ci，约半分钟）…\n')
  // npm's output goes to stderr: stdout belongs to the command, which may print JSON.
  const run = (...args) => spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 'inherit'] })
  const result = run('ci', '--no-fund', '--no-audit', ...(withTools ? ['--include=dev'] : []))
  if (result.status !== 0) stop(`npm ci 未成功（${result.error?.message ?? `退出码 ${result.status}`}）`)
  // The npm package "node" fetches its binary in an install script, which a person's npm settings may forbid.
  if (!existsSync(node24)) run('rebuild', 'node', '--ignore-scripts=false')
  const found = spawnSync(node24, ['--version'], { encoding: 'utf8' })
  if (found.status !== 0) stop(`npm 包 "node" 没有装好（${found.error?.message ?? found.stderr}）`)
}

function stop(what) {
  process.stderr.write(
    `\n依赖安装失败：${what}\n  办法：检查网络与 npm 源（npm ping），在本目录执行 npm ci 查看详情，然后重试。\n` +
      `  Dependencies could not be installed; run "npm ci" in ${root} to see why.\n`,
  )
  process.exit(1)
}

async function runOnNode24(path, args) {
  const child = spawn(node24, [path, ...args], { stdio: 'inherit' })
  // Ctrl-C reaches the child by itself (same terminal): we only have to outlive it. Other signals are passed on.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [code, signal] = await new Promise((done) => child.once('exit', (...end) => done(end)))
  if (signal !== null) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  } else process.exitCode = code
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined) stop('用法：node setup.mjs 文件 [参数…]')
  await setUpAndRun(file, args)
}
