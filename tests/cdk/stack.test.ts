import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { tableDefinition, timeToLive } from '#adapters/dynamodb/table.ts';
import { functions } from '#lambdas/functions.ts';
import { httpRoutes, webSocketRoutes } from '#lambdas/routes.ts';
import { resourcesOf, synthesised } from './support/template.ts';

const { template } = synthesised();

describe('what is deployed', () => {
  it('every route of the one route table', () => {
    const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => Properties.RouteKey,
    );
    expect(routes.toSorted()).toEqual(
      [...httpRoutes.map(({ method, path }) => `${method} ${path}`), ...webSocketRoutes].toSorted(),
    );
  });

  it('every Lambda by its name, and the door to the workers', () => {
    const names = Object.keys(resourcesOf(template, 'AWS::Lambda::Function')).map((id) =>
      id.replace(/^CallsFunctions(\w+?)[0-9A-F]{8}$/, '$1'),
    );
    expect(names).toEqual(expect.arrayContaining([...Object.keys(functions), 'CommandDoor']));
  });

  it('the table of the one-machine stack', () => {
    const {
      KeySchema,
      AttributeDefinitions = [],
      GlobalSecondaryIndexes,
      StreamSpecification,
      BillingMode,
    } = tableDefinition('any');
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema,
      AttributeDefinitions: Match.arrayWith(AttributeDefinitions),
      GlobalSecondaryIndexes,
      BillingMode,
      StreamSpecification: { StreamViewType: StreamSpecification?.StreamViewType },
      TimeToLiveSpecification: timeToLive('any').TimeToLiveSpecification,
    });
  });
});
