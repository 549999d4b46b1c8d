import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { TaskName } from '#core/contracts/call-machine.ts';
import { callMachine } from '#core/contracts/call-machine.ts';
import { callDefinition } from '#statemachines/call-definition.ts';

/** The state machine of statemachines/call.asl.json: the same file that the one-machine stack runs. */
export function callStateMachine(
  scope: Construct,
  props: {
    readonly stateMachineName: string;
    readonly functions: Readonly<Record<TaskName, IFunction>>;
    readonly logDays: number;
  },
): StateMachine {
  const arns = Object.fromEntries(
    (Object.keys(callMachine) as TaskName[]).map((name) => [name, props.functions[name].functionArn]),
  );
  const role = new Role(scope, 'MachineRole', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: Object.values(arns) }));
  return new StateMachine(scope, 'Machine', {
    stateMachineName: props.stateMachineName,
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(callDefinition),
    definitionSubstitutions: arns,
    role,
    // Running calls keep the definition they began with, so a deployment never changes a call under way.
    logs: {
      destination: new LogGroup(scope, 'MachineLog', {
        logGroupName: `/aws/vendedlogs/states/${props.stateMachineName}`,
        retention: props.logDays as RetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ALL,
      includeExecutionData: false,
    },
  });
}
