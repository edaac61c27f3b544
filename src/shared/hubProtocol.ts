// Every message between the extension host and dist/hub.js, one entry a message.

import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { HubAdded, HubAddParams, HubParams, HubPlan, HubProgress, HubTrouble } from './protocol/hub';

/** Host to hub: what would come. Downloads config.json and nothing else. */
export const HubPlanRequest = new RequestType<HubParams, HubPlan, HubTrouble>('hub/plan');

/** Host to hub: download it. Cancelled as any request is; what came is kept. */
export const HubAddRequest = new RequestType<HubAddParams, HubAdded, HubTrouble>('hub/add');

/** Hub to host, a few times a second while a model comes. */
export const HubProgressNotification = new NotificationType<HubProgress>('hub/progress');
