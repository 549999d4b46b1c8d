import { readFile } from 'node:fs/promises';
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

/** Schemas of zod can describe themselves as JSON Schema, which nobody asks of them here. Each brings along how, as a function that is called then. */
const zodWithoutJsonSchema: Plugin = {
  name: 'zod-without-json-schema',
  setup: ({ onLoad }) => {
    onLoad({ filter: /zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const names = [...text.matchAll(/^export (?:const|function) (\w+)|^export \{ (\w+) as process \}/gm)];
      const exported = names.map(([, name, processor]) => (processor ? 'absent as process' : `absent as ${name}`));
      return {
        contents: `function absent() { return () => { throw new Error('JSON Schema is not in this bundle'); }; }
          export { ${exported.join(', ')} };`,
      };
    });
  },
};

/** Our own adapter sends the requests of Twilio's library; its own sender and what that brings along (axios, qs, proxies) is never asked. */
const withoutTwilioSender: Plugin = {
  name: 'without-twilio-sender',
  setup: ({ onLoad }) => {
    const contents =
      "exports.default = class RequestClient { constructor() { throw new Error('the sender of Twilio is not in this bundle'); } };";
    onLoad({ filter: /node_modules\/twilio\/lib\/base\/RequestClient\.js$/ }, () => ({ contents }));
  },
};

/**
 * Twilio's resource of calls brings along all that lies below it. Who asks for one of them in a bundle is told.
 */
const withoutUnusedTwilio: Plugin = {
  name: 'without-unused-twilio',
  setup: ({ onLoad }) => {
    const unused = [
      'rest/api/v2010/account/call/(event|notification|payment|recording|siprec|transcription|userDefinedMessage(Subscription)?)',
      'rest/api/v2010/account/message/(feedback|media)',
    ];
    const contents = `const absent = () => { throw new Error('this part of Twilio is not in this bundle'); };
      module.exports = new Proxy({}, { get: (_, name) => name === '__esModule' || absent });`;
    onLoad({ filter: new RegExp(`node_modules/twilio/lib/(${unused.join('|')})\\.js$`) }, () => ({ contents }));
  },
};

/** The library writes each of the 99 parameters that a stream may have out by hand, twice. */
const shortStreamParameters: Plugin = {
  name: 'short-stream-parameters',
  setup: ({ onLoad }) => {
    const one =
      /^ *if \(params\["parameter\d+\.(?:name|value)"\] !== undefined\)\s+data\["Parameter\d+\.(?:Name|Value)"\] = params\["parameter\d+\.(?:name|value)"\];\n/;
    const all = new RegExp(`(?:${one.source}){198}`, 'gm');
    const loop = `for (let i = 1; i < 100; i += 1)
      for (const [from, to] of [["name", "Name"], ["value", "Value"]])
        if (params["parameter" + i + "." + from] !== undefined)
          data["Parameter" + i + "." + to] = params["parameter" + i + "." + from];\n`;
    onLoad({ filter: /node_modules\/twilio\/lib\/rest\/api\/v2010\/account\/call\/stream\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(all, loop),
    }));
  },
};

/** TwiML is written as a tree in memory: neither to a stream, nor with a document type. */
const withoutUnusedXml: Plugin = {
  name: 'without-unused-xml',
  setup: ({ onLoad }) => {
    const unused = 'XMLDocumentCB|XMLStreamWriter|XMLDocType|XMLDTD(AttList|Element|Entity|Notation)';
    onLoad({ filter: new RegExp(`node_modules/xmlbuilder/lib/(${unused})\\.js$`) }, () => ({
      contents:
        "module.exports = class { constructor() { throw new Error('this part of XML is not in this bundle'); } };",
    }));
  },
};

/**
 * ElectroDB holds each model against a JSON schema when it is made. Our models are made, and so held against it, in every test of the adapters; a
 * bundle need not bring a validator along. It also asks for all of the AWS library by `require`, which keeps every command there is; here it is
 * handed those that it sends.
 */
const lighterElectroDb: Plugin = {
  name: 'lighter-electrodb',
  setup: ({ onLoad, onResolve }) => {
    const namespace = 'electrodb';
    const verbs = ['Get', 'Put', 'Update', 'Delete', 'Query', 'Scan'];
    const commands = [...verbs, 'BatchGet', 'BatchWrite', 'TransactGet', 'TransactWrite'].map(
      (verb) => `${verb}Command`,
    );
    onLoad({ filter: /node_modules\/jsonschema\/lib\/index\.js$/ }, () => ({
      // A service asks whether what it is given is a model or an entity that is made of one.
      contents: `class Validator {
          addSchema() {}
          validate({ attributes, indexes }) {
            return { errors: attributes && indexes ? [] : [{ property: 'model', message: 'is none' }] };
          }
        }
        Validator.prototype.customFormats = {};
        exports.Validator = Validator;`,
    }));
    onResolve({ filter: /^electrodb$/ }, ({ importer, resolveDir, namespace: from }) =>
      from === namespace || importer.includes('node_modules')
        ? null
        : { path: 'with-commands', namespace, pluginData: resolveDir, sideEffects: false },
    );
    onResolve({ filter: /^@aws-sdk\/lib-dynamodb$/ }, ({ importer }) =>
      importer.includes('node_modules/electrodb/') ? { path: 'commands', namespace } : null,
    );
    onResolve({ filter: /^commands$/, namespace }, () => ({ path: 'commands', namespace }));
    onLoad({ filter: /^commands$/, namespace }, () => ({ contents: 'module.exports = {};' }));
    onLoad({ filter: /^with-commands$/, namespace }, ({ pluginData: resolveDir }) => ({
      contents: `import { ${commands.join(', ')} } from '@aws-sdk/lib-dynamodb';
        import sent from 'commands';
        import electrodb from 'electrodb';
        Object.assign(sent, { ${commands.join(', ')} });
        export const { Entity, Service, ElectroError, CustomAttributeType } = electrodb;`,
      resolveDir,
    }));
  },
};

/**
 * The schemas of an AWS client are lists in one file, with keys that a bundler cannot know to be harmless, so that it keeps them all. Told that
 * nothing happens while they are made, it keeps those of the commands that are sent.
 */
const pureSchemas: Plugin = {
  name: 'pure-schemas',
  setup: ({ onLoad }) => {
    onLoad({ filter: /node_modules\/@aws-sdk\/[\w-]+\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(
        /^((?:export )?(?:var|const) [\w$]+ = )(\[[^;]*?\]);$/gm,
        '$1/* @__PURE__ */ (() => $2)();',
      ),
    }));
  },
};

/**
 * Lambdas find their credentials in the environment, workers ask the container. Where else they may be found on a developer's machine is read only
 * when it is looked at, but shares files with what is always read, which then holds the protocols of STS as well.
 */
const withoutDeveloperCredentials: Plugin = {
  name: 'without-developer-credentials',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'no-credentials';
    onResolve({ filter: /^@aws-sdk\/credential-provider-(ini|process|sso|web-identity)$/ }, () => ({
      path: 'none',
      namespace,
    }));
    onLoad({ filter: /./, namespace }, () => ({
      // The library asks the next source then.
      contents: `const none = () => async () => {
          throw Object.assign(new Error('this source of credentials is not in this bundle'), { tryNextLink: true });
        };
        export { none as fromIni, none as fromProcess, none as fromSSO, none as fromTokenFile };`,
    }));
  },
};

/** What leaves out of dependencies what no Lambda and no worker uses. */
export const lighter: readonly Plugin[] = [
  zodInEnglish,
  zodWithoutJsonSchema,
  withoutTwilioSender,
  withoutUnusedTwilio,
  shortStreamParameters,
  withoutUnusedXml,
  lighterElectroDb,
  pureSchemas,
  withoutDeveloperCredentials,
];
