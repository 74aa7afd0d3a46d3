/** The record's service, which is at the page's own origin. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Client, createClient } from '../client/client.ts';

export function serviceOf(origin: string): Client {
  return createClient({ url: `${origin}/graphql`, persisted: true });
}

export const ServiceContext = createContext<Client>(serviceOf(''));

export function useService(): Client {
  return useContext(ServiceContext);
}
