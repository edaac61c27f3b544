// Entry of dist/hub.js, which fetches models by name. Forked by the editor at the person's command, loaded by the command
// line for `models add`; nothing else starts it, and no other bundle can reach the hub.

import type { HubApi } from '../shared/protocol/hub';
import * as models from './addModel';
import { hostHub } from './hubHost';

export const planModel: HubApi['planModel'] = (params, token) => models.planModel(params, token);
export const addModel: HubApi['addModel'] = (params, given) => models.addModel(params, given);

// Not where it was only loaded, by a process that may have a parent of its own.
if (require.main === module) {
  if (process.send) hostHub();
  else process.stderr.write('This fetches models for Local Text Assist; see local-text models add.\n');
}
