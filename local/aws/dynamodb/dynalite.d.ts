/**
 * The parts of dynalite 4.0.0 that are used here. They lie below its HTTP server, because an atomic write of several items has to see
 * what an action would write before it is written. The version is pinned, and the suite runs every one of them through the real SDK.
 */
declare module 'dynalite/db/index.js' {
  type Done<T> = (error: Error | null, value?: T) => void;
  type Item = Record<string, import('aws-lambda').AttributeValue>;

  export interface Table {
    TableName: string;
    TableArn: string;
    /** Seconds since the Unix epoch. */
    CreationDateTime: number;
    KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
  }

  export type LevelOperation = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

  export interface LevelRange {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    limit?: number;
    reverse?: boolean;
  }

  /** An abstract-level database with JSON values. */
  export interface Level {
    open(): Promise<void>;
    close(): Promise<void>;
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    batch(operations: LevelOperation[]): Promise<void>;
    clear(range: LevelRange): Promise<void>;
    iterator(range: LevelRange): AsyncIterable<[key: string, value: unknown]>;
  }

  export interface SubDb {
    get(key: string, done: Done<Item>): void;
    put(key: string, value: Item, done: Done<void>): void;
    del(key: string, done: Done<void>): void;
    lock(key: string, act: (release: <F>(callback: F) => F) => void): void;
  }

  export interface Store {
    options: { path?: string };
    db: Level;
    getTable(name: string, checkStatus: boolean, done: Done<Table>): void;
    getItemDb(table: string): SubDb;
    getIndexDb(indexType: string, table: string, index: string): SubDb;
  }

  export function create(options: {
    path: string;
    createTableMs: number;
    updateTableMs: number;
    deleteTableMs: number;
  }): Store;
  export function createKey(item: Item, table: Table): string;
}

declare module 'dynalite/validations/index.js' {
  type Checked = Record<string, unknown>;
  /** Both throw errors with `statusCode` and `body`. */
  export function checkTypes(data: unknown, types: unknown): Checked;
  export function checkValidations(data: Checked, types: unknown, custom: unknown, store: unknown): void;
}

declare module 'dynalite/validations/*.js' {
  const rules: { types: unknown; custom?: unknown };
  export default rules;
}

declare module 'dynalite/actions/*.js' {
  const act: (
    store: import('dynalite/db/index.js').Store,
    data: Record<string, unknown>,
    done: (error: Error | null, reply?: Record<string, unknown>) => void,
  ) => void;
  export default act;
}
