import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, type FunctionProps, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface QuietFunctionProps
  extends Pick<FunctionProps, 'environment' | 'vpc' | 'vpcSubnets' | 'securityGroups' | 'description'> {
  /** A folder with index.mjs. */
  readonly codeDir: string;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  readonly logDays: number;
  /** 0 = none set apart. */
  readonly reservedConcurrency?: number;
}

/** A Lambda on Node 24 and ARM, whose role may write to its own log and nothing else. */
export function quietFunction(scope: Construct, name: string, props: QuietFunctionProps): LambdaFunction {
  const { codeDir, timeoutSeconds, memoryMiB, logDays, reservedConcurrency = 0, ...rest } = props;
  const logGroup = new LogGroup(scope, `${name}Log`, {
    retention: logDays as RetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, `${name}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  return new LambdaFunction(scope, name, {
    ...rest,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(codeDir),
    timeout: Duration.seconds(timeoutSeconds),
    memorySize: memoryMiB,
    logGroup,
    role,
    ...(reservedConcurrency > 0 ? { reservedConcurrentExecutions: reservedConcurrency } : {}),
  });
}
