export interface ShippedPackage {
  name: string;
  version: string;
  licence: string;
  source: string;
  text: string | undefined;
}
export const runtimePackages: string[];
export const allowedLicences: string[];
export function shippedPackages(inputs: readonly string[]): ShippedPackage[];
export function isAllowed(licence: string): boolean;
