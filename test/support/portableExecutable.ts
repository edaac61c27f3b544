// Import tables of Windows libraries (PE/COFF): the names of the DLLs that must be found when one is loaded. Delay-loaded
// ones are told apart. Source: Microsoft's "PE Format", sections "Optional Header" and "The .idata Section".

export interface WindowsImports {
  machine: 'x64' | 'arm64' | 'other';
  /** Lower case. Loading fails when one is not found. */
  imports: string[];
  /** Lower case. Looked for at the first call into them only. */
  delayed: string[];
}

const machines: Record<number, WindowsImports['machine']> = { 34404: 'x64', 43620: 'arm64' };
const importDirectory = 1;
const delayDirectory = 13;

/** @throws RangeError on a truncated file, Error on one that is no 64-bit library. */
export function readWindowsImports(file: Buffer): WindowsImports {
  const header = file.readUInt32LE(0x3c);
  if (file.toString('latin1', header, header + 4) !== 'PE\0\0') throw new Error('no PE file');
  const coff = header + 4;
  const optional = coff + 20;
  if (file.readUInt16LE(optional) !== 0x20b) throw new Error('no 64-bit PE file');
  const sections = Array.from({ length: file.readUInt16LE(coff + 2) }, (_, index) => {
    const at = optional + file.readUInt16LE(coff + 16) + 40 * index;
    const sizes = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 16)];
    return { size: Math.max(...sizes), address: file.readUInt32LE(at + 12), offset: file.readUInt32LE(at + 20) };
  });
  const place = (address: number) => {
    const section = sections.find((each) => address >= each.address && address < each.address + each.size);
    if (!section) throw new Error(`address ${address} lies in no section`);
    return address - section.address + section.offset;
  };
  const names = (directory: number, entryBytes: number, nameAt: number) => {
    const address = file.readUInt32LE(optional + 112 + 8 * directory);
    const found: string[] = [];
    if (address === 0) return found;
    for (let at = place(address); file.readUInt32LE(at + nameAt) !== 0; at += entryBytes) {
      const start = place(file.readUInt32LE(at + nameAt));
      found.push(file.toString('latin1', start, file.indexOf(0, start)).toLowerCase());
    }
    return found;
  };
  return {
    machine: machines[file.readUInt16LE(coff)] ?? 'other',
    imports: names(importDirectory, 20, 12),
    delayed: names(delayDirectory, 32, 4),
  };
}
