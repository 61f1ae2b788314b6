// A process that hosts the services of the data directory given, to be killed by a test.
import { startLocalServices } from '../../../workers/local/localServices.ts'

const dataDir = process.argv[2] ?? ''
const cliPath = process.env.TEMPORAL_CLI_PATH || undefined
await startLocalServices({ dataDir, cliPath, allowPypi: true, report: (line) => void process.stderr.write(`${line}\n`) })
process.stdout.write('ready\n')
