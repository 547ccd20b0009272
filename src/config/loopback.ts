/** Whether a host is this machine itself: a name or an address, as one binds to it or as it stands in a URL. */
export const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
