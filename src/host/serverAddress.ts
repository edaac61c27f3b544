// Addresses of servers as people write them. Opens nothing.

/** The host's name with its port; undefined where the text is no http address. */
export function serverHost(address: string): string | undefined {
  try {
    const { protocol, host } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? host : undefined;
  } catch {
    return undefined;
  }
}

/** Whether what is sent there stays on this computer. */
export function isOwnMachine(address: string): boolean {
  if (serverHost(address) === undefined) return false;
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
