/** The front page: the whole record, and the files that it can be had as. */
import { exportName, exports } from '../../export/exports.ts';
import { exportsPath } from '../exports.ts';
import type { Describe } from './description.ts';

/** By https://schema.org/Dataset, which is how search engines for data find it. */
export const describeRecord: Describe = async ({ at, site, path }) => {
  const dataset = {
    '@type': 'Dataset',
    '@id': at.id(path),
    url: at.url(path),
    name: site.title,
    description: site.description,
    isAccessibleForFree: true,
    distribution: exports.map((one) => ({
      '@type': 'DataDownload',
      encodingFormat: one.mediaType.replace(/;.*/, ''),
      contentUrl: at.id(`${exportsPath}${exportName(one)}`),
    })),
  };
  return { title: null, description: '', things: [dataset] };
};
