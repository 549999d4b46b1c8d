/** Where one installation is reached, on AWS or on one machine. What can be missing is asked for; see `needed`. */
export interface Place {
  readonly twilio: {
    readonly accountSid: string;
    readonly number: string;
    /** Instead of Twilio's own servers. */
    readonly apiUrl?: string | undefined;
  };
  /** ws(s)://host instead of Deepgram's own. */
  readonly deepgramUrl?: string | undefined;
  readonly model: { readonly names: readonly string[]; readonly baseUrl: string } | null;
  readonly clients: () => Promise<DataClients>;
  readonly installed: () => Promise<Installed>;
  readonly secrets: () => Promise<Readonly<Record<string, string>>>;
  /** How many calls a person may have under way. */
  readonly callsAtOnce: number;
  /** That people may call unless their own file says otherwise: ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
}

export interface Installed {
  readonly tableName: string;
  readonly bucketName: string;
  readonly stateMachineArn: string;
  /** As Twilio is told. */
  readonly publicApiUrl: string;
  readonly publicStreamUrl: string;
  /** As reached from here. */
  readonly apiUrl: string;
  readonly streamUrl: string;
  /** What the name of the streams must lead to. */
  readonly streamTarget: string;
}

export interface DataClients {
  readonly dynamodb: import('@aws-sdk/client-dynamodb').DynamoDBClient;
  readonly s3: import('@aws-sdk/client-s3').S3Client;
  readonly sfn: import('@aws-sdk/client-sfn').SFNClient;
}
