import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { runWatched, stallWatch } from './stall.ts'
import { temporalVersion } from './temporalRelease.ts'

const release = z.object({ archiveUrl: z.url({ protocol: /^https$/ }), fileToExtract: z.string().regex(/^[\w.-]+$/) })

/**
 * Takes the server program from the place from which Temporal's own SDKs take it.
 * @returns the path of the unpacked program below `workDir`
 */
export async function downloadOfficial(workDir: string, report: (line: string) => void): Promise<string> {
  const watch = stallWatch()
  const archive = join(workDir, 'temporal.tar.gz')
  try {
    const query = new URLSearchParams({
      arch: process.arch === 'x64' ? 'amd64' : process.arch,
      platform: process.platform,
      format: 'tar.gz',
    })
    report(`正从 temporal.download 获取 Temporal ${temporalVersion}（官方发行版）`)
    const described = await get(`https://temporal.download/cli/v${temporalVersion}?${query.toString()}`, watch.signal)
    const { archiveUrl, fileToExtract } = release.parse(await described.json())
    watch.progress()
    const { body } = await get(archiveUrl, watch.signal)
    if (body === null) throw new Error(`${archiveUrl} sent nothing`)
    await pipeline(body, heard(watch.progress), createWriteStream(archive), { signal: watch.signal })
    await runWatched('tar', ['-xzf', archive, '-C', workDir, fileToExtract], { workDir })
    return join(workDir, fileToExtract)
  } catch (error) {
    // An aborted fetch says only "aborted"; the reason is that it stalled.
    throw watch.signal.aborted ? watch.signal.reason : error
  } finally {
    watch.done()
  }
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}`)
  return response
}

function heard(progress: () => void): Transform {
  return new Transform({
    transform(chunk, _encoding, done) {
      progress()
      done(null, chunk)
    },
  })
}
