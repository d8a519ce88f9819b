import type { FactsSource } from '@hare/cdf';
import { gatherLocalFacts, type LocalFactsRequest } from './gather-local-facts.js';

/** This machine as a source of facts, about its own node only. */
export function factsFromMachine(about: Omit<LocalFactsRequest, 'devices'>): FactsSource {
  return {
    name: 'this machine',
    async find(requests) {
      const request = requests.find(({ hostname }) => hostname === about.hostname);
      return request === undefined ? {} : gatherLocalFacts({ ...about, devices: request.drives });
    },
  };
}
