import type { Plugin } from 'esbuild';

/** zod names all its languages where a bundler cannot drop them: 350 kB, of which we speak one. */
const zodInEnglish: Plugin = {
  name: 'zod-in-english',
  setup: ({ onLoad }) => {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/** The HTTP client inside Twilio's library can send multipart bodies and brings the MIME types of the world along; Twilio's API takes none. */
const withoutMultipart: Plugin = {
  name: 'without-multipart',
  setup: ({ onLoad }) => {
    const contents =
      "module.exports = class FormData { constructor() { throw new Error('multipart bodies are not in this bundle'); } };";
    onLoad({ filter: /node_modules\/form-data\/lib\/form_data\.js$/ }, () => ({ contents }));
  },
};

/**
 * Twilio's resource of calls brings along all that lies below it, and its HTTP client the tokens of a product that we do not use, with a library of
 * their own. Who asks for one of them in a bundle is told.
 */
const withoutUnusedTwilio: Plugin = {
  name: 'without-unused-twilio',
  setup: ({ onLoad }) => {
    const unused = [
      'rest/api/v2010/account/call/(event|notification|payment|recording|siprec|transcription|userDefinedMessage(Subscription)?)',
      'rest/api/v2010/account/message/(feedback|media)',
      'jwt/validation/ValidationToken',
    ];
    const contents = `const absent = () => { throw new Error('this part of Twilio is not in this bundle'); };
      module.exports = new Proxy({}, { get: (_, name) => name === '__esModule' || absent });`;
    onLoad({ filter: new RegExp(`node_modules/twilio/lib/(${unused.join('|')})\\.js$`) }, () => ({ contents }));
  },
};

/** What leaves out of dependencies what no Lambda and no worker uses. */
export const lighter: readonly Plugin[] = [zodInEnglish, withoutMultipart, withoutUnusedTwilio];
