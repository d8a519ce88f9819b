import type { DeviceEffect } from '@hare/devices';
import type { PlannedDevice } from './run-plan.js';

/** A device with what is on it now, in words. */
export function plannedDevice(
  stage: string,
  { node, path, role, action, because, state }: DeviceEffect,
): PlannedDevice {
  const about = { stage, node, path, role, action, because };
  if (state === undefined) return about;
  const { kind, realPath, identity, signatures, uses, busy, holdsUnknownData } = state;
  return {
    ...about,
    now: {
      kind,
      ...(realPath === undefined || realPath === state.opened ? {} : { realPath }),
      ...(identity.sizeBytes === undefined ? {} : { sizeBytes: identity.sizeBytes }),
      ...(identity.id === undefined ? {} : { id: identity.id }),
      ...(identity.serial === undefined ? {} : { serial: identity.serial }),
      signatures,
      ...(holdsUnknownData === true ? { holdsUnknownData } : {}),
      uses: [
        ...uses.map((use) =>
          use.kind === 'mount'
            ? `mounted at ${use.at}`
            : use.kind === 'swap'
              ? 'active swap'
              : `part of ${use.by} (${use.type})`,
        ),
        ...(busy && uses.length === 0 ? ['in use'] : []),
      ],
    },
  };
}
