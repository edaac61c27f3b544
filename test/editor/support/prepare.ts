// Mocha's global set-up for the editor tests: the private VS Code and the browser are there before the first test.
import { setupEditor } from '../../../scripts/setupEditor.mjs';

export async function mochaGlobalSetup(): Promise<void> {
  await setupEditor();
}
