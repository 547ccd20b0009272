import { request } from 'node:http'

/** The status of an answer to a request with headers that `fetch` sets by itself. */
export const statusWith = (url: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<number | undefined>((resolve, reject) => {
    request(url, { headers, method }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
